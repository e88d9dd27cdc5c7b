/** A grid of values that unfold: name, type and value in a row each, always as text. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { DebugValue } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import { stepWithin } from "../../floor/lists/list-keys";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";

/** Deeper rows are not indented any further. */
const MOST_INDENT = 12;

/** A row. */
export interface Node {
  /** Where it is in the tree. */
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly type: string;
  /** Asks for what is in it; 0: nothing is. */
  readonly reference: number;
  /** Of what it is in: by it a value is set. */
  readonly parent: number;
  /** It is a scope, not a value. */
  readonly scope?: boolean;
  /** It is unfolded at first. */
  readonly open?: boolean;
  /** How code names it. */
  readonly expression?: string;
}

export function nodeOf(
  { name, value, type, reference, evaluateName }: DebugValue,
  path: string,
  parent: number,
): Node {
  const expression = evaluateName === undefined ? {} : { expression: evaluateName };
  return { id: `${path}\n${name}`, name, value, type, reference, parent, ...expression };
}

/** Functions and classes of an object, which debugpy puts into groups without a value. */
const isGroup = ({ type, value, reference }: Node) => type === "" && value === "" && reference > 0;

interface Children {
  readonly nodes: readonly Node[];
  readonly left: number;
}

interface Props {
  readonly label: string;
  readonly top: readonly Node[];
  /** What is read already, by the row that it is in. */
  readonly known?: ReadonlyMap<string, readonly Node[]>;
  readonly children: (reference: number) => Promise<{ children: readonly DebugValue[]; left: number }>;
  /** Sets a value; absent: it cannot be. */
  readonly set?: (node: Node, value: string) => void;
  /** Takes a row away; absent: none can be. */
  readonly remove?: (node: Node) => void;
  /** What is done with a row, in its menu. */
  readonly actions?: (node: Node) => readonly PopupGroup[];
  /** Another one when what was read is out of date. */
  readonly version: number;
}

interface Row {
  readonly node: Node;
  readonly depth: number;
  readonly isOpen: boolean;
}

export function ValueGrid({ label, top, known, children, set, remove, actions, version }: Props) {
  const [open, setOpen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [read, setRead] = useState<ReadonlyMap<string, Children>>(new Map());
  const [current, setCurrent] = useState<string | null>(null);
  const [edited, setEdited] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ place: MenuPlace; groups: readonly PopupGroup[] } | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const showMenu = (node: Node, place: MenuPlace) => {
    const groups = node.scope || isGroup(node) ? [] : (actions?.(node) ?? []);
    if (groups.length > 0) setMenu({ place, groups });
  };

  const isOpen = (node: Node) => open.get(node.id) ?? node.open ?? false;
  const rows: Row[] = [];
  const missing: Node[] = [];
  const add = (node: Node, depth: number) => {
    const unfolded = node.reference > 0 && isOpen(node);
    rows.push({ node, depth, isOpen: unfolded });
    if (!unfolded) return;
    const nodes = read.get(node.id)?.nodes ?? known?.get(node.id);
    if (!nodes) missing.push(node);
    else for (const child of nodes) add(child, depth + 1);
  };
  for (const node of top) add(node, 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was read before is not so any more
  useEffect(() => setRead(new Map()), [version]);
  const wanted = missing.map(({ id, reference }) => `${reference} ${id}`).join("\u0000");
  // biome-ignore lint/correctness/useExhaustiveDependencies: by what is missing
  useEffect(() => {
    let over = false;
    for (const node of missing) {
      children(node.reference).then(
        ({ children: values, left }) => {
          if (over) return;
          const nodes = values.map((value) => nodeOf(value, node.id, node.reference));
          setRead((now) => new Map(now).set(node.id, { nodes, left }));
        },
        () => {
          if (!over) setRead((now) => new Map(now).set(node.id, { nodes: [], left: 0 }));
        },
      );
    }
    return () => {
      over = true;
    };
  }, [wanted, version]);

  const rowId = (index: number) => `${label.replace(/\W/g, "-")}-${index}`;
  const found = rows.findIndex(({ node }) => node.id === current);
  const at = found < 0 ? 0 : found;
  const go = (to: number) => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (!row) return;
    setCurrent(row.node.id);
    grid.current
      ?.querySelector(`[data-row="${CSS.escape(row.node.id)}"]`)
      ?.scrollIntoView({ block: "nearest" });
  };
  const fold = (node: Node, to: boolean) => setOpen((now) => new Map(now).set(node.id, to));
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row || event.target !== grid.current || event.ctrlKey || event.altKey || event.metaKey) return;
    const { node, depth } = row;
    if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) {
      const box = document.getElementById(rowId(at))?.getBoundingClientRect();
      showMenu(node, { x: (box?.left ?? 0) + 16, y: box?.bottom ?? 0 });
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const step = stepWithin(event.key, at, rows.length);
    if (step !== undefined) go(step);
    else if (event.key === "ArrowRight" && row.isOpen) go(at + 1);
    else if (event.key === "ArrowRight" && node.reference > 0) fold(node, true);
    else if (event.key === "ArrowLeft" && row.isOpen) fold(node, false);
    else if (event.key === "ArrowLeft")
      go(rows.findLastIndex((one, index) => index < at && one.depth < depth));
    else if (event.key === "F2" && set && !node.scope) setEdited(node.id);
    else if (event.key === "Enter" && set && !node.scope) setEdited(node.id);
    else if (event.key === "Enter" && node.reference > 0) fold(node, !row.isOpen);
    else if (event.key === "Delete" && remove && depth === 0) remove(node);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={grid}
      role="treegrid"
      className="value-grid"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows.length > 0 ? rowId(at) : undefined}
      onKeyDown={onKeyDown}
    >
      {rows.map(({ node, depth, isOpen: unfolded }, index) => (
        <div
          key={node.id}
          id={rowId(index)}
          data-row={node.id}
          role="row"
          className="value-row"
          data-scope={node.scope ? "" : undefined}
          data-group={isGroup(node) ? "" : undefined}
          aria-label={node.name}
          aria-level={depth + 1}
          aria-selected={index === at && current !== null}
          aria-expanded={node.reference > 0 ? unfolded : undefined}
          onMouseDown={() => setCurrent(node.id)}
          onContextMenu={(event) => {
            event.preventDefault();
            setCurrent(node.id);
            showMenu(node, { x: event.clientX, y: event.clientY });
          }}
        >
          <div
            role="gridcell"
            data-column="name"
            title={node.name}
            style={{ paddingLeft: `calc(var(--u) * ${2 + 4 * Math.min(depth, MOST_INDENT)})` }}
            onClick={() => node.reference > 0 && fold(node, !unfolded)}
          >
            <span className="variable-fold" aria-hidden="true">
              {node.reference > 0 ? (unfolded ? "▾" : "▸") : ""}
            </span>
            <span className="variable-name">{node.name}</span>
          </div>
          <div role="gridcell" data-column="type" title={node.type}>
            {node.type}
          </div>
          <div
            role="gridcell"
            data-column="value"
            title={node.value}
            onDoubleClick={() => set && !node.scope && setEdited(node.id)}
          >
            {edited === node.id && set ? (
              <ValueField
                name={node.name}
                value={node.value}
                close={(value) => {
                  setEdited(null);
                  grid.current?.focus();
                  if (value !== null && value !== node.value) set(node, value);
                }}
              />
            ) : (
              <span className="variable-value">{node.value}</span>
            )}
          </div>
        </div>
      ))}
      {[...read.values()].some(({ left }) => left > 0) ? (
        <p className="debugger-note">
          {t("{count} more are not listed.", {
            count: [...read.values()].reduce((sum, { left }) => sum + left, 0),
          })}
        </p>
      ) : null}
      {menu ? (
        <PopupMenu
          label={t("Variable")}
          place={menu.place}
          groups={menu.groups}
          close={() => setMenu(null)}
        />
      ) : null}
    </div>
  );
}

interface FieldProps {
  readonly name: string;
  readonly value: string;
  /** Called once, with null when it stays as it was. */
  readonly close: (value: string | null) => void;
}

function ValueField({ name, value, close }: FieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <input
      ref={field}
      className="text-input value-field"
      aria-label={t("Value of {name}", { name })}
      defaultValue={value}
      maxLength={16_000}
      spellCheck={false}
      onBlur={() => close(null)}
      onKeyDown={(event) => {
        if (event.key === "Enter") close(event.currentTarget.value);
        else if (event.key === "Escape") close(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
