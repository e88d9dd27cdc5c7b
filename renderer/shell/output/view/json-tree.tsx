/** JSON as a tree that opens level by level. */

import { memo, useMemo, useState } from "react";
import { t } from "../../../../preload/texts/texts";
import { Icon } from "../../../floor/look/icons";

/** So many members of an object or array are shown at first, and more at a time. */
const MEMBERS_SHOWN = 50;
/** Longest text of one value, in characters. */
const TEXT_SHOWN = 500;
/** Levels that are open at first, while they hold few members. */
const OPEN_LEVELS = 2;
const FEW = 12;

export const JsonTree = memo(function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className="json-tree" role="tree" aria-label="JSON">
      <Member name={null} value={value} level={1} />
    </div>
  );
});

interface MemberProps {
  /** Null for the whole. */
  readonly name: string | null;
  readonly value: unknown;
  readonly level: number;
}

function Member({ name, value, level }: MemberProps) {
  // Listing the keys of a large object takes a while.
  const keys = useMemo(() => (isParent(value) ? Object.keys(value) : []), [value]);
  const members = keys.length;
  const [open, setOpen] = useState(level === 1 || (level <= OPEN_LEVELS && members <= FEW));
  const [shown, setShown] = useState(MEMBERS_SHOWN);
  const label = name === null ? null : <span className="json-name">{shorten(name)}: </span>;
  if (!isParent(value) || members === 0) {
    return (
      <div role="treeitem" aria-level={level} className="json-row" tabIndex={-1}>
        {label}
        <Value value={value} />
      </div>
    );
  }
  const isArray = Array.isArray(value);
  const [start, end] = isArray ? "[]" : "{}";
  return (
    <div role="treeitem" aria-level={level} aria-expanded={open} className="json-parent">
      <button type="button" className="json-row" onClick={() => setOpen(!open)}>
        <Icon name={open ? "chevronDown" : "chevronRight"} size={12} />
        {label}
        <span className="json-braces">
          {start}
          {open ? "" : "…"}
          {end}
        </span>{" "}
        <span className="muted">
          {isArray ? t("{count} items", { count: members }) : t("{count} keys", { count: members })}
        </span>
      </button>
      {open ? (
        <div role="group" className="json-members">
          {keys.slice(0, shown).map((key) => (
            <Member key={key} name={key} value={(value as Record<string, unknown>)[key]} level={level + 1} />
          ))}
          {members > shown ? (
            <button type="button" className="fold" onClick={() => setShown(shown + 10 * MEMBERS_SHOWN)}>
              {t("… {count} more", { count: members - shown })}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function Value({ value }: { readonly value: unknown }) {
  if (typeof value === "string") return <span className="json-string">"{shorten(value)}"</span>;
  if (isParent(value)) return <span className="json-braces">{Array.isArray(value) ? "[]" : "{}"}</span>;
  return <span className="json-number">{String(value)}</span>;
}

function isParent(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function shorten(text: string): string {
  return text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}…` : text;
}
