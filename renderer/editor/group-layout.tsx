/** The editor groups on the page: rows and columns with splitters between them. What is in a group moves as a whole. */
import { useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Panel, Group as Panels, Separator } from "react-resizable-panels";
import { t } from "../../preload/texts/texts";
import { type MovableElement, movableElement, moveInto } from "../floor/movable-element";
import { useStore } from "../floor/store";
import { GroupView } from "./group-view";
import type { GroupTree } from "./groups/group-tree";
import { groups, groupsInOrder, keepShares } from "./groups/groups";

const places = new Map<string, MovableElement>();

function placeOf(group: string): MovableElement {
  let place = places.get(group);
  if (!place) {
    place = movableElement("editor-group-place");
    places.set(group, place);
  }
  return place;
}

/** Less is no editor, in px. */
const SMALLEST_PX = { across: 140, down: 90 };

function Place({ group }: { readonly group: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const body = place.current;
    const { element } = placeOf(group);
    if (!body) return;
    // An element that moves on the page loses the keyboard.
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    moveInto(body, placeOf(group));
    if (held instanceof HTMLElement) held.focus();
  }, [group]);
  return <div ref={place} className="editor-group-place" />;
}

const keyOf = (tree: GroupTree): string => ("group" in tree ? tree.group : tree.parts.map(keyOf).join(" "));

function Tree({ tree, path }: { readonly tree: GroupTree; readonly path: readonly number[] }) {
  if ("group" in tree) return <Place group={tree.group} />;
  const ids = tree.parts.map(keyOf);
  const smallest = tree.across ? SMALLEST_PX.across : SMALLEST_PX.down;
  return (
    <Panels
      key={ids.join("|")}
      orientation={tree.across ? "horizontal" : "vertical"}
      defaultLayout={Object.fromEntries(ids.map((id, at) => [id, tree.shares[at] ?? 100 / ids.length]))}
      onLayoutChanged={(shares, { isUserInteraction }) => {
        if (isUserInteraction)
          keepShares(
            path,
            ids.map((id) => shares[id] ?? 100 / ids.length),
          );
      }}
    >
      {tree.parts.flatMap((part, at) => {
        const id = ids[at] ?? "";
        const panel = (
          <Panel key={id} id={id} minSize={smallest}>
            <Tree tree={part} path={[...path, at]} />
          </Panel>
        );
        if (at === 0) return panel;
        const name = tree.across ? t("Width of the editor group") : t("Height of the editor group");
        return [<Separator key={`before ${id}`} className="separator" aria-label={name} />, panel];
      })}
    </Panels>
  );
}

export function GroupLayout() {
  const { tree, focused } = useStore(groups);
  const all = groupsInOrder();
  return (
    <>
      <Tree tree={tree} path={[]} />
      {all.map((group, at) =>
        createPortal(
          <GroupView group={group} number={at + 1} several={all.length > 1} focused={group.id === focused} />,
          placeOf(group.id).element,
          group.id,
        ),
      )}
    </>
  );
}
