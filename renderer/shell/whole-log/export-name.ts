/** How the file of an export is called at first. */
import { facts } from "../../floor/app";

/** A name for the file of an export: "Python 3 (ipykernel) 2026-03-01.html" in the folder of the session. */
export function exportName(name: string, cwd: string, created: number, extension: string): string {
  const day = new Date(created).toISOString().slice(0, 10);
  const separator = facts.get().platform === "win32" ? "\\" : "/";
  return `${cwd}${separator}${name.replace(/[\\/:*?"<>|]/g, "-")} ${day}.${extension}`;
}
