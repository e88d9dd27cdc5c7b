/** Reads what kernels put into the content of a message: whatever does not fit counts as missing. */
export type Content = Readonly<Record<string, unknown>>;

/** The id under which a display can be updated (Jupyter messaging 5.1). */
export function displayId(content: Content): string | undefined {
  const id = object(content.transient).display_id;
  return typeof id === "string" ? id : undefined;
}

export function object(value: unknown): Content {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Content) : {};
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
