/** What is done with a value of a frame: the items of its menu. */
import type { StackFrame } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import { openFrameValue, showsFrames } from "../../data/frame-value";
import type { PopupGroup } from "../../floor/menus/popup-menu";
import type { ShellModel } from "../../kernels/shell-model";
import type { Node } from "./value-grid";
import { watchExpression } from "./watched";

export function actionsOf(shell: ShellModel, frame: StackFrame, node: Node): readonly PopupGroup[] {
  const { expression, value } = node;
  return [
    {
      items: [
        ...(expression !== undefined && showsFrames(shell)
          ? [{ label: t("Open as data"), run: () => openFrameValue(shell, frame, expression) }]
          : []),
        ...(expression !== undefined ? [{ label: t("Watch"), run: () => watchExpression(expression) }] : []),
      ],
    },
    {
      items: [
        {
          label: t("Copy expression"),
          disabled: expression === undefined,
          run: () => navigator.clipboard.writeText(expression ?? ""),
        },
        { label: t("Copy value"), run: () => navigator.clipboard.writeText(value) },
      ],
    },
  ].filter(({ items }) => items.length > 0);
}
