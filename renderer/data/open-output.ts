/** Opens what a table in the shell shows as data: the variable that its code names last, or the result itself. */

import { t } from "../../preload/texts/texts";
import type { Block } from "../../preload/transcript/transcript";
import { unawaited } from "../floor/failures";
import { notify } from "../floor/notices/notices";
import { ShellModel } from "../kernels/shell-model";
import { addToOutputMenus } from "../shell/output/view/output-additions";
import { lastName } from "./expression-at";
import { findVariable } from "./find-variable";
import { openVariable } from "./open";
import { isTableHtml } from "./table-html";

/** Registers it. Called once, before anything is drawn. */
export function openOutputsAsData(): void {
  addToOutputMenus(({ output, drawing, seq, owner }) => {
    if (!(drawing === "table" || isTableHtml(output.data)) || !(owner instanceof ShellModel)) return [];
    const block = owner.transcript.get().blocks.find((one) => one.seq === seq);
    if (!block || !/^python/i.test(owner.language)) return [];
    const run = () => unawaited("opening an output as data", open(owner, block, output.executionCount));
    return [{ label: t("Open as data"), run }];
  });
}

async function open(shell: ShellModel, { code }: Block, count: number | undefined): Promise<void> {
  const name = lastName(code);
  const found = name === undefined ? undefined : await findVariable(shell, name);
  if (name !== undefined && found) openVariable(shell, name, found.path);
  // IPython keeps the results of inputs under their numbers, and lists none of them; plain Python keeps none.
  else if (count !== undefined && !shell.kernelId.startsWith("plain:"))
    openVariable(shell, `_${count}`, [`a:_${count}`]);
  else
    notify({
      level: "warning",
      sentence: t("The kernel has no name for this. Give it one, and open that."),
    });
}
