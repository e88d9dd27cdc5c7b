/** Codes of Ruff's rules: what a beginning of one means, and which fixes change nothing but what they say. */

/** Whether a code is meant by "F401", "F4", "F", "PL" or "ALL". */
export function isMeant(code: string, selector: string): boolean {
  if (selector === "ALL") return code !== "invalid-syntax";
  const [letters, digits] = parts(selector);
  const [own, number] = parts(code);
  // Pylint's four groups have one name for all of them.
  if (letters === "PL" && digits === "") return own.startsWith("PL");
  return letters === own && number.startsWith(digits);
}

function parts(code: string): [string, string] {
  let at = 0;
  while (at < code.length && code.charCodeAt(at) >= 65) at++;
  return [code.slice(0, at), code.slice(at)];
}

/** Ruff's WebAssembly does not say which fixes are safe. These are, by their documentation. */
const SAFE =
  "F401 F541 I E703 E713 E714 W291 W391 W605 Q COM812 COM818 COM819 UP009 UP010 UP012 UP034 RUF100 PIE790".split(
    " ",
  );

/** Whether "Fix all" takes the fix of a rule. The settings may add rules, and take them away. */
export function isSafe(code: string, options: Readonly<Record<string, unknown>>): boolean {
  const lint = (options.lint ?? {}) as Record<string, unknown>;
  const listed = (key: string) =>
    [lint[key], options[key]].some(
      (list) => Array.isArray(list) && list.some((each) => typeof each === "string" && isMeant(code, each)),
    );
  if (listed("extend-unsafe-fixes")) return false;
  return listed("extend-safe-fixes") || SAFE.some((selector) => isMeant(code, selector));
}
