/** The keys that are there: an absent one and an undefined one mean the same to a caller of "app.setSettings". */
export function definedOf<T extends object>(some: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as never;
}
