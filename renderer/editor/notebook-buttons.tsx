/** What a cell of a notebook has at its right end, drawn or as code. */
import { t } from "../../preload/texts/texts";
import { runCommand } from "../floor/commands/commands";
import { Icon } from "../floor/look/icons";

/** @param line where the cell begins */
export function NotebookButtons({ line }: { readonly line: number }) {
  const button = (command: string, label: string, icon: "plus" | "trash") => (
    <button
      type="button"
      aria-label={label}
      title={label}
      data-command={command}
      onClick={() => void runCommand(command, { line })}
    >
      <Icon name={icon} size={14} />
    </button>
  );
  return (
    <>
      {button("notebook.insertBelow", t("Insert cell below"), "plus")}
      {button("notebook.delete", t("Delete cell"), "trash")}
    </>
  );
}
