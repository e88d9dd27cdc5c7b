/** Paths as the window sees them: strings of the system that main runs on, with its separator. */

function separatorOf(path: string): string {
  return path.includes("\\") && !path.startsWith("/") ? "\\" : "/";
}

/** The last part: "exp.py" of "/data/exp.py". */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf(separatorOf(path)) + 1) || path;
}

/** The folder that holds a path; a root holds itself. */
export function folderOf(path: string): string {
  const separator = separatorOf(path);
  const at = path.lastIndexOf(separator);
  if (at < 0) return path;
  const isRoot = at === 0 || (separator === "\\" && path[at - 1] === ":");
  return isRoot ? path.slice(0, at + 1) : path.slice(0, at);
}

/** A name inside a folder. */
export function joinPath(folder: string, name: string): string {
  const separator = separatorOf(folder);
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** A path with the home folder written as "~". */
export function shortPath(path: string, home: string): string {
  if (path === home) return "~";
  const separator = separatorOf(home);
  return path.startsWith(home + separator) ? `~${path.slice(home.length)}` : path;
}

/** The way from a folder to what lies in it, "" being the folder; undefined: it does not lie there. */
export function pathWithin(folder: string | null, path: string | null): string | undefined {
  if (folder === null || path === null) return undefined;
  if (path === folder) return "";
  const inside = joinPath(folder, "");
  return path.startsWith(inside) ? path.slice(inside.length) : undefined;
}
