/** A row of the changed files, and its menu. */
import type { GitChange } from "../../../preload/contract/git";
import { t } from "../../../preload/texts/texts";
import { openPath } from "../../code/open-path";
import { Icon } from "../../floor/look/icons";
import { useContextMenu } from "../../floor/menus/context-menu";
import { type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { baseName, folderOf, pathWithin } from "../../floor/paths";
import { compareWithCommit } from "./committed";
import { markOf } from "./marks";

const tellError = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

interface ChangeRowProps {
  readonly change: GitChange;
  readonly root: string;
  readonly chosen: boolean;
  readonly choose: (on: boolean) => void;
  readonly discard: () => void;
}

/** A changed file: chosen, compared, and what its menu has. */
export function ChangeRow({ change, root, chosen, choose, discard }: ChangeRowProps) {
  const { path, state } = change;
  const mark = markOf(state);
  const isFolder = /[\\/]$/.test(path);
  const name = baseName(isFolder ? path.slice(0, -1) : path);
  const folder = pathWithin(root, folderOf(isFolder ? path.slice(0, -1) : path)) ?? "";
  const menu = useContextMenu();
  const hasFormer = state === "modified" || state === "deleted";
  const groups: PopupGroup[] = [
    {
      items: [
        { label: t("Compare with the last commit"), disabled: isFolder, run: () => compareWithCommit(path) },
        {
          label: t("Open"),
          disabled: isFolder || state === "deleted",
          run: () => openPath(path).catch(tellError),
        },
        { label: t("Commit {name}", { name }), checked: chosen, run: () => choose(!chosen) },
      ],
    },
    { items: [{ label: t("Discard…"), disabled: !hasFormer, run: discard }] },
  ];
  return (
    <li className="row git-row" onContextMenu={menu.onContextMenu} onKeyDown={menu.onKeyDown}>
      <input
        type="checkbox"
        aria-label={t("Commit {name}", { name })}
        checked={chosen}
        onChange={(event) => choose(event.target.checked)}
      />
      <button
        type="button"
        className="row-open"
        aria-label={`${name}, ${mark.title}`}
        title={path}
        disabled={isFolder}
        onClick={() => compareWithCommit(path)}
      >
        <span className="row-label" data-tone={mark.tone}>
          {isFolder ? `${name}/` : name}
        </span>
        <span className="git-folder">{folder}</span>
        <span className="file-mark" data-tone={mark.tone} title={mark.title} aria-hidden="true">
          {mark.letter}
        </span>
      </button>
      {hasFormer ? (
        <button
          type="button"
          className="icon-button"
          aria-label={t("Discard the changes of {name}", { name })}
          title={t("Discard…")}
          onClick={discard}
        >
          <Icon name="restart" size={14} />
        </button>
      ) : null}
      {menu.place ? <PopupMenu label={name} place={menu.place} groups={groups} close={menu.close} /> : null}
    </li>
  );
}
