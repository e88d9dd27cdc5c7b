/**
 * What is done with a variable: as code that the shell runs, so that it stands in the history like what is typed. Files
 * are made in the kernel's working folder, and never in place of one that is there.
 */
import { t } from "../../../preload/texts/texts";
import { tandem } from "../../floor/bridge";
import type { PopupGroup } from "../../floor/menus/popup-menu";
import { tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { fileName, freeName } from "./free-name";
import { type Chosen, codesOf } from "./variable-codes";

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

/** Runs code in the shell, behind what runs; where the kernel stands still, in the frame that is looked at. */
export function runInShell(shell: ShellModel, code: string): Promise<void> {
  const frame = shell.client.debugger.frame.get();
  return tellFailure(shell, async () => {
    if (frame) await shell.client.debugger.run(frame.id, code);
    else await shell.execute(code);
  });
}

/** Removes a variable by code in the shell, where it can be. */
export function removal(language: string, chosen: Chosen): string | undefined {
  return codesOf(language, chosen, NOBODY, "").remove;
}

const NOBODY: ReadonlySet<string> = new Set();

/** The items of a variable's menu. @param taken names of the user's that its code must not stand for anything else */
export function actionsOf(
  shell: ShellModel,
  language: string,
  chosen: Chosen,
  taken: ReadonlySet<string>,
  remove: (chosen: Chosen, code: string) => unknown,
): readonly PopupGroup[] {
  const codes = codesOf(language, chosen, taken, fileName(chosen.variable.name));
  const { expression, variable } = chosen;
  const item = (label: string, code: string | undefined) =>
    code === undefined ? [] : [{ label, run: () => runInShell(shell, code) }];
  const groups: PopupGroup[] = [
    {
      items: [
        {
          label: t("Copy expression"),
          disabled: expression === null,
          run: () => copyText(expression ?? ""),
        },
        { label: t("Copy value"), run: () => copyText(variable.value) },
        ...item(t("Print"), codes.print),
      ],
    },
    {
      items: [
        ...item(t("Plot as line"), codes.plot?.line),
        ...item(t("Plot as histogram"), codes.plot?.histogram),
        ...item(t("Plot as image"), codes.plot?.image),
      ],
    },
    {
      items: Object.entries(codes.save ?? {}).map(([format, code]) => ({
        label: t("Save as {format}", { format }),
        run: async () => {
          // Where the kernel works in another folder by now, its code still writes over nothing.
          const entries = await tandem.request("files.list", { folder: shell.cwd }).catch(() => []);
          const free = freeName(
            fileName(variable.name),
            entries.map(({ name }) => name),
          );
          await runInShell(shell, codesOf(language, chosen, taken, free).save?.[format] ?? code);
        },
      })),
    },
    {
      items:
        codes.remove === undefined
          ? []
          : [{ label: t("Delete"), run: () => remove(chosen, codes.remove ?? "") }],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
