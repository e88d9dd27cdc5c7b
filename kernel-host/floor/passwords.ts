/** Passwords that were answered while this host ran: they are kept in memory alone, to keep them out of the log. */

/** So many are known, the newest. */
const MOST_KNOWN = 100;
const known = new Set<string>();

/** A password was answered. */
export function answeredPassword(password: string): void {
  if (password === "") return;
  known.add(password);
  const [oldest] = known;
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

/** Whether a text has one of them in it. */
export function hasPassword(text: string): boolean {
  for (const password of known) if (text.includes(password)) return true;
  return false;
}

const ESCAPED = /\\(?:u([0-9a-fA-F]{4})|([^]))/g;

/** The same of a piece of JSON, where a password may stand with escapes. */
export function hasPasswordInJson(json: string): boolean {
  if (known.size === 0) return false;
  if (hasPassword(json)) return true;
  if (!json.includes("\\")) return false;
  const plain = json.replace(ESCAPED, (_whole, code?: string, sign = "") =>
    code === undefined ? sign : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return hasPassword(plain);
}
