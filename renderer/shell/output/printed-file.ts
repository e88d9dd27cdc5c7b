/** Opens files that an output names, in the editor. */
import { facts } from "../../workbench/app";
import { goToOrigin } from "../blocks/origin-link";
import { activeOutputPage } from "./output-pages";

/**
 * @param path as it was printed
 * @param line to go to, from 1
 * @param cwd where the kernel works
 */
export function openPrintedFile(path: string, line: number, cwd: string): void {
  activeOutputPage.set(null);
  void goToOrigin({ file: absolute(path, cwd), lines: [line, line] });
}

function absolute(path: string, cwd: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return path;
  if (path.startsWith("~/")) return facts.get().home + path.slice(1);
  return `${cwd.replace(/[\\/]$/, "")}/${path}`;
}
