/** "Attach to Python process…": programs that run outside, and the port of a debugger that is typed. */
import type { PythonProgram } from "../../preload/contract/sessions";
import { t } from "../../preload/texts/texts";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { fuzzyFilter } from "../floor/lists/fuzzy";
import { openPalette } from "../floor/palette-state";
import { windowShells } from "../kernels/window-shells";
import type { PaletteItem } from "./palette-item";

let found: { readonly cwd: string; readonly programs: readonly PythonProgram[] } = { cwd: "", programs: [] };

/** Looks which there are, and shows them. */
export async function chooseProgram(): Promise<void> {
  found = await tandem.request("kernels.programs");
  openPalette.set("attach");
}

async function attach(target: string): Promise<void> {
  await windowShells().start(`attach:${target}`, openFolder.get() ?? found.cwd);
}

const item = (target: string, title: string, detail: string): PaletteItem => ({
  ...{ id: target, title, detail, kind: "choice", key: null },
  run: () => attach(target),
});

/** The programs that were found. */
export function programItems(): readonly PaletteItem[] {
  return found.programs.map(({ pid, command }) =>
    item(`pid:${pid}`, shortCommand(command), t("process {pid}", { pid: String(pid) })),
  );
}

/** Without the folders of the interpreter: what runs is what tells them apart. */
function shortCommand(command: string): string {
  const [program = "", ...words] = command.split(" ");
  return [program.split("/").at(-1), ...words].join(" ");
}

/**
 * What is found by what is typed: "5678" is a process or a port of this computer, "host:5678" a port elsewhere, and
 * "host:5678 /here=/there" one where a folder is another one. A process that was found stands before the port of that number.
 */
export function searchPrograms(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const typed = query.trim();
  const named = fuzzyFilter(query, items, ({ title, detail }) => `${title} ${detail}`);
  if (/^\d{1,10}$/.test(typed)) {
    const target = `pid:${typed}`;
    const known = items.filter(({ id }) => id === target);
    return [
      ...known,
      ...(Number(typed) <= 65_535
        ? [item(`127.0.0.1:${typed}`, t("Debugger at port {port} of this computer", { port: typed }), "")]
        : []),
      ...(known.length > 0 ? [] : [item(target, t("Process {pid}", { pid: typed }), "")]),
      ...named.filter((each) => !known.includes(each)),
    ];
  }
  const [address = "", ...rest] = typed.split(" ");
  const folders = rest.join(" ").trim();
  if (!/^[^\s/]{1,255}:\d{1,5}$/.test(address) || (folders !== "" && !isFolders(folders))) return named;
  const title = t("Debugger at {address}", { address });
  return [
    folders === ""
      ? item(address, title, t("“/here=/there” behind it names a folder that is another one there"))
      : item(`${address} ${folders}`, title, folders),
    ...named,
  ];
}

/** A folder of this computer and what it is there. */
function isFolders(text: string): boolean {
  const [here = "", there = "", ...more] = text.split("=").map((each) => each.trim());
  return here !== "" && there !== "" && more.length === 0;
}
