/** Addresses of the app's own scheme, and the files they stand for. */
import { resolve, sep } from "node:path";

export const SCHEME = "tandem";
/** Origin of every page that the app shows. */
export const APP_ORIGIN = `${SCHEME}://app`;
/** Address of the window's page. */
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** The file of an address, or undefined when the address is not ours or leads out of the folder. */
export function fileOf(url: string, root: string): string | undefined {
  let path: string;
  try {
    const { origin, host, protocol: scheme, pathname } = new URL(url);
    // Node's URL has no origin for a scheme that it does not know, Chromium's has.
    if (origin !== APP_ORIGIN && `${scheme}//${host}` !== APP_ORIGIN) return undefined;
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  return fileIn(path, root);
}

/** The file of a path "/…" in a folder, or undefined when it leads out of the folder. */
export function fileIn(path: string, root: string): string | undefined {
  if (path.includes("\0") || path.includes("\\")) return undefined;
  const file = resolve(root, `.${path}`);
  return file.startsWith(resolve(root) + sep) ? file : undefined;
}
