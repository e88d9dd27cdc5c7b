import { stat } from "node:fs/promises";
import { homedir } from "node:os";

/** Where a kernel can work: the folder that is wanted, or home and why: a sentence. */
export async function workingFolder(
  wanted: string,
): Promise<{ readonly cwd: string; readonly problem?: string }> {
  if ((await stat(wanted).catch(() => undefined))?.isDirectory()) return { cwd: wanted };
  const cwd = homedir();
  return { cwd, problem: `The folder ${wanted} is not there: the kernel works in ${cwd}.` };
}
