/**
 * Patterns of paths as Ruff's settings have them (those of the globset library): `*` and `?` within a name, `**` over
 * folders, `[a-z]`, `{a,b}`. Ours because a folder's settings are read as they come: no library bounds the time that a
 * pattern may take.
 */

/** So many ways to read the braces of one pattern are followed. */
const MOST_WAYS = 64;

/**
 * Whether a path, or a folder that it is in, is what the pattern means.
 * @param path absolute, with "/" between names
 * @param root the folder that a pattern with a "/" belongs to
 */
export function matchesPath(pattern: string, path: string, root: string): boolean {
  return waysOf(pattern).some((way) => {
    const absolute = way.startsWith("/") ? way : `${root}/${way}`;
    const names = path.split("/");
    for (let end = names.length; end > 1; end--) {
      if (matchesSegments(absolute.split("/"), names.slice(0, end))) return true;
      // Ruff takes a pattern for the name alone as well.
      if (!way.includes("/") && matchesName(way, names[end - 1] as string)) return true;
    }
    return false;
  });
}

/** Patterns without braces that one with braces stands for. */
function waysOf(pattern: string): string[] {
  const open = pattern.indexOf("{");
  const close = pattern.indexOf("}", open);
  if (open < 0 || close < 0) return [pattern];
  const rests = waysOf(pattern.slice(close + 1));
  const ways: string[] = [];
  for (const choice of pattern.slice(open + 1, close).split(","))
    for (const rest of rests) {
      if (ways.length >= MOST_WAYS) return ways;
      ways.push(pattern.slice(0, open) + choice + rest);
    }
  return ways;
}

/** `**` stands for any number of names. */
function matchesSegments(pattern: readonly string[], names: readonly string[]): boolean {
  return follow(
    pattern.length,
    names.length,
    (at) => pattern[at] === "**",
    (at, name) => matchesName(pattern[at] as string, names[name] as string),
  );
}

function matchesName(pattern: string, name: string): boolean {
  const parts = pattern.match(/\[[!^]?\]?[^\]]*\]|[^]/gu) ?? [];
  const signs = [...name];
  return follow(
    parts.length,
    signs.length,
    (at) => parts[at] === "*",
    (at, sign) => matchesSign(parts[at] as string, signs[sign] as string),
  );
}

function matchesSign(part: string, sign: string): boolean {
  if (part === "?") return true;
  if (part.length < 3 || !part.startsWith("[")) return part === sign;
  const not = part[1] === "!" || part[1] === "^";
  const inner = [...part.slice(not ? 2 : 1, -1)];
  let found = false;
  for (let at = 0; at < inner.length; at++) {
    const [from, dash, to] = inner.slice(at, at + 3);
    if (dash === "-" && to !== undefined) {
      if ((from as string) <= sign && sign <= to) found = true;
      at += 2;
    } else if (from === sign) found = true;
  }
  return found !== not;
}

/** Matches what stars part, with one way back: time grows with the product of both lengths at most. */
function follow(
  parts: number,
  length: number,
  isStar: (part: number) => boolean,
  fits: (part: number, at: number) => boolean,
): boolean {
  let part = 0;
  let at = 0;
  let star = -1;
  let back = 0;
  while (at < length) {
    if (part < parts && isStar(part)) {
      star = part++;
      back = at;
    } else if (part < parts && fits(part, at)) {
      part++;
      at++;
    } else if (star >= 0) {
      part = star + 1;
      at = ++back;
    } else return false;
  }
  while (part < parts && isStar(part)) part++;
  return part === parts;
}
