/** Says in which error the kernel's debugger can be opened: that is offered below its traceback. */
import { useEffect } from "react";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { debuggableBlock } from "../blocks/debug-here";
import type { OutputViews } from "../output/view/output-views";

export function useDebuggable(shell: ShellModel, views: OutputViews): void {
  useStore(shell.state);
  useStore(shell.transcript);
  useEffect(() => views.setDebuggable(debuggableBlock(shell)?.seq ?? null));
}
