/** Which of the cells of before each cell of a changed text is: by what it holds, else by where it stands. */

/**
 * @param before keys of the cells that were there, with what each held
 * @param now what the cells hold
 * @returns the key of each cell now; null for a new one. No key is given twice.
 */
export function align<Key>(
  before: readonly { readonly key: Key; readonly text: string }[],
  now: readonly string[],
): (Key | null)[] {
  const keys: (Key | null)[] = now.map(() => null);
  let start = 0;
  while (start < now.length && before[start]?.text === now[start]) {
    keys[start] = (before[start] as { key: Key }).key;
    start++;
  }
  let [endBefore, endNow] = [before.length, now.length];
  while (endBefore > start && endNow > start && before[endBefore - 1]?.text === now[endNow - 1]) {
    endBefore--;
    endNow--;
    keys[endNow] = (before[endBefore] as { key: Key }).key;
  }
  const byText = new Map<string, number[]>();
  for (let at = start; at < endBefore; at++) {
    const { text } = before[at] as { text: string };
    const known = byText.get(text);
    if (known) known.push(at);
    else byText.set(text, [at]);
  }
  const used = new Set<number>();
  for (let at = start; at < endNow; at++) {
    const found = byText.get(now[at] as string)?.shift();
    if (found === undefined) continue;
    used.add(found);
    keys[at] = (before[found] as { key: Key }).key;
  }
  // What is left was edited: in its order, the first with the first.
  let left = start;
  for (let at = start; at < endNow; at++) {
    if (keys[at] !== null) continue;
    while (left < endBefore && used.has(left)) left++;
    if (left >= endBefore) break;
    keys[at] = (before[left] as { key: Key }).key;
    used.add(left);
  }
  return keys;
}
