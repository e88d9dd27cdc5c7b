/** What was deleted last, and the way back. */
import { useEffect, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";

/** The kernel keeps what was deleted for a minute; a little less is offered, in ms. */
const OFFERED_MS = 55_000;

export interface Deleted {
  readonly name: string;
  /** The kernel keeps its value for a while. */
  readonly held: boolean;
  /** It was to come back, and did not. */
  readonly lost: boolean;
}

interface UndoBarProps {
  readonly deleted: Deleted;
  readonly undo: () => Promise<void>;
  readonly close: () => void;
}

export function UndoBar({ deleted, undo, close }: UndoBarProps) {
  const closing = useRef(close);
  closing.current = close;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each deletion has its own time
  useEffect(() => {
    const timer = setTimeout(() => closing.current(), OFFERED_MS);
    return () => clearTimeout(timer);
  }, [deleted]);
  const { name, held, lost } = deleted;
  return (
    <div className="tool-bar workspace-undo" role="status">
      <span className="workspace-undo-words">
        {lost ? t("{name} cannot be had back.", { name }) : t("{name} was deleted.", { name })}
      </span>
      {held && !lost ? (
        <button type="button" className="button" onClick={() => unawaited("undoing a deletion", undo())}>
          {t("Undo")}
        </button>
      ) : null}
      <button
        type="button"
        className="icon-button"
        aria-label={t("Close")}
        title={t("Close")}
        onClick={close}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
