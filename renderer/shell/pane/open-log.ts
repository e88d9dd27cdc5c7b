/** What is left of a kernel's end, in the editor. */
import { translated } from "../../../preload/texts/log-sentences";
import { openDocument } from "../../code/documents";
import { tandem } from "../../floor/bridge";
import { tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";

/** Opens what the kernel's process and its host have said at last, in the editor. */
export function openLog(shell: ShellModel): Promise<void> {
  return tellFailure(shell, async () => {
    const status = shell.status.get();
    const happened = [
      status?.sentence && translated(status.sentence),
      shell.info.get().sentence,
      status?.exit?.words,
    ]
      .filter(Boolean)
      .join("\n")
      .slice(0, 10_000);
    await openDocument(await tandem.request("sessions.report", { id: shell.session, happened }));
  });
}
