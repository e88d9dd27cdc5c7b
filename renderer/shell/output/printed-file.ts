/** Opens files that an output names, in the editor. */
import { facts } from "../../floor/app";
import { activePage } from "../../floor/pages/pages";
import { goToOrigin } from "./origin-link";

/**
 * @param path as it was printed
 * @param line to go to, from 1
 * @param cwd where the kernel works
 */
export function openPrintedFile(path: string, line: number, cwd: string): void {
  activePage.set(null);
  void goToOrigin({ file: absolute(path, cwd), lines: [line, line] });
}

function absolute(path: string, cwd: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return path;
  if (path.startsWith("~/")) return facts.get().home + path.slice(1);
  return `${cwd.replace(/[\\/]$/, "")}/${path}`;
}
