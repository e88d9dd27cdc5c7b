/** At the right end of the tool's bar: how many figures there are. */
import { t } from "../../../preload/texts/texts";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { shellFigures, useShownFigures } from "./use-figures";

export function PlotsCount() {
  const shell = useStore(windowShells().front);
  return shell ? <CountOf key={shell.view} shell={shell} /> : null;
}

function CountOf({ shell }: { readonly shell: ShellModel }) {
  const count = useShownFigures(shellFigures(shell)).length;
  return count > 0 ? <span className="plots-count">{t("{count} figures", { count })}</span> : null;
}
