/** Addresses of texts and the names by which TypeScript knows them: paths with "/", also on Windows ("c:/a/b.ts"). */

/** Texts that were never saved, by the extension of their language. */
const UNTITLED = "/^untitled";
const EXTENSIONS: Readonly<Record<string, string>> = { javascript: ".js", typescript: ".ts" };

/** The folder of a path; of a root itself. */
export function dirname(path: string): string {
  const at = path.lastIndexOf("/");
  if (at < 0 || path === "/" || /^[a-z]:\/?$/i.test(path)) return path;
  if (at === 0) return "/";
  return path.slice(0, at);
}

/** The path of an address; one that has none of its own ("untitled:") gets one, with its language's extension. */
export function pathOf(uri: string, language: string): string {
  const { protocol, pathname } = new URL(uri);
  const path = decodeURIComponent(pathname);
  if (protocol === "file:") return /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
  return `${UNTITLED}${path}${EXTENSIONS[language] ?? ""}`;
}

/** The address of a path that is on the disk. */
export function addressOfPath(path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return `file://${path.startsWith("/") ? "" : "/"}${encoded}`;
}

export function isUntitled(path: string): boolean {
  return path.startsWith(`${UNTITLED}/`);
}
