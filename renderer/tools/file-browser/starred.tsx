/** Starred folders: a button with the list of them, which stars the open one or takes its star away. */
import { useState } from "react";
import { MOST_STARRED } from "../../../preload/contract/settings";
import { t } from "../../../preload/texts/texts";
import { changeSettings, facts, openFolder, settings } from "../../floor/app";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { placeBelow } from "../../floor/menus/context-menu";
import { type MenuPlace, PopupMenu } from "../../floor/menus/popup-menu";
import { baseName, shortPath } from "../../floor/paths";
import { useStore } from "../../floor/store";

/** Stars a folder, or takes its star away. */
export function star(folder: string, on: boolean): void {
  const others = settings.get().starredFolders.filter((each) => each !== folder);
  const starredFolders = on ? [...others, folder].slice(-MOST_STARRED) : others;
  unawaited("starring a folder", changeSettings({ starredFolders }));
}

export function isStarred(folder: string): boolean {
  return settings.get().starredFolders.includes(folder);
}

export function StarredFolders({ folder }: { readonly folder: string | null }) {
  const { starredFolders } = useStore(settings);
  const { home } = useStore(facts);
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const isOwn = folder !== null && starredFolders.includes(folder);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={t("Starred folders")}
        title={t("Starred folders")}
        aria-haspopup="menu"
        aria-expanded={place !== null}
        onClick={(event) => setPlace(placeBelow(event.currentTarget))}
      >
        <Icon name={isOwn ? "starred" : "star"} />
      </button>
      {place ? (
        <PopupMenu
          label={t("Starred folders")}
          place={place}
          groups={[
            {
              items: starredFolders.map((each) => ({
                label: baseName(each) || each,
                detail: shortPath(each, home),
                run: () => openFolder.set(each),
              })),
            },
            {
              items:
                folder === null
                  ? []
                  : [
                      {
                        label: isOwn ? t("Take the star from this folder") : t("Star this folder"),
                        run: () => star(folder, !isOwn),
                      },
                    ],
            },
          ].filter(({ items }) => items.length > 0)}
          close={() => setPlace(null)}
        />
      ) : null}
    </>
  );
}
