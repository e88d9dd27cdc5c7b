/** Changed lines in the editor's margin; a click there, or a command, shows what stood there, and takes it back. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { type ChangedLines, changedLines, withoutChange } from "../../code/changed-lines";
import { isReadOnly } from "../../code/documents";
import { monaco } from "../../code/monaco";
import { smallestEdits } from "../../code/smallest-edits";
import type { EditorLayerProps } from "../../editor/layers";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { useStore } from "../../floor/store";
import { changeSteps } from "./change-steps";
import { committedText, compareWithCommit } from "./committed";
import { gitView } from "./state";
import "./git.css";

/** The text rests for so long before it is compared, in ms, while keys follow each other for no longer than the second. */
const REST_MS = 250;
const MOST_PUT_OFF_MS = 2_000;
/** A text with more is not compared. */
const MOST_LINES = 50_000;
/** So many lines of the former text are seen at once. */
const MOST_SHOWN = 12;

interface Compared {
  readonly before: readonly string[];
  readonly stretches: readonly ChangedLines[];
}
const NOTHING: Compared = { before: [], stretches: [] };

function isSame(now: Compared, before: readonly string[], stretches: readonly ChangedLines[]): boolean {
  const same = (one: ChangedLines, other: ChangedLines | undefined) =>
    one.from === other?.from &&
    one.to === other.to &&
    one.oldFrom === other.oldFrom &&
    one.oldTo === other.oldTo;
  return (
    now.before.length === before.length &&
    now.stretches.length === stretches.length &&
    stretches.every((one, index) => same(one, now.stretches[index])) &&
    before.every((line, index) => line === now.before[index])
  );
}

function useChanges({ editor, document }: EditorLayerProps): Compared {
  const commit = useStore(gitView).repository?.commit ?? null;
  const { path } = useStore(document.file);
  const [compared, setCompared] = useState(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another commit, or another name, has another text
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first: number | undefined;
    let gone = false;
    const { model } = document;
    const look = async () => {
      first = undefined;
      const text = await committedText(document);
      if (gone || model.isDisposed()) return;
      if (text === null || model.getLineCount() > MOST_LINES) return setCompared(NOTHING);
      const before = text.split("\n");
      const stretches = changedLines(before, model.getLinesContent());
      // Most keys change a line that is marked already: its mark is not drawn anew.
      setCompared((now) => (isSame(now, before, stretches) ? now : { before, stretches }));
    };
    const later = () => {
      first ??= performance.now();
      const due = Math.min(performance.now() + REST_MS, first + MOST_PUT_OFF_MS);
      clearTimeout(timer);
      timer = setTimeout(() => unawaited("comparing with the commit", look()), due - performance.now());
    };
    unawaited("comparing with the commit", look());
    const listener = model.onDidChangeContent(later);
    return () => {
      gone = true;
      clearTimeout(timer);
      listener.dispose();
    };
  }, [editor, document, commit, path]);
  return compared;
}

const kindOf = ({ from, to, oldFrom, oldTo }: ChangedLines) =>
  to < from ? "removed" : oldTo < oldFrom ? "added" : "changed";

function decorationOf(stretch: ChangedLines): monaco.editor.IModelDeltaDecoration {
  const kind = kindOf(stretch);
  const line = Math.max(1, kind === "removed" ? stretch.from - 1 : stretch.from);
  const end = Math.max(line, stretch.to);
  const atTop = kind === "removed" && stretch.from === 1 ? " git-first" : "";
  return {
    range: new monaco.Range(line, 1, end, 1),
    options: { isWholeLine: true, linesDecorationsClassName: `git-change git-${kind}${atTop}` },
  };
}

/** Whether a stretch is at a line; of one without lines the line before it counts. */
const isAt = ({ from, to }: ChangedLines, line: number) =>
  to < from ? line === Math.max(1, from - 1) : from <= line && line <= to;

export function MarginLayer({ editor, document }: EditorLayerProps) {
  const { before, stretches } = useChanges({ editor, document });
  const [shown, setShown] = useState<ChangedLines | null>(null);
  const decorations = useMemo(() => editor.createDecorationsCollection(), [editor]);
  useLayoutEffect(() => {
    if (editor.getModel() === document.model) decorations.set(stretches.map(decorationOf));
    return () => decorations.clear();
  }, [editor, document, decorations, stretches]);
  // What is shown is gone once it is as it was.
  const open = shown && stretches.find((one) => one.oldFrom === shown.oldFrom && one.from === shown.from);

  useEffect(() => {
    const at = (line: number) => stretches.find((one) => isAt(one, line)) ?? null;
    const listener = editor.onMouseDown(({ target, event }) => {
      const isOurs =
        target.type === monaco.editor.MouseTargetType.GUTTER_LINE_DECORATIONS &&
        target.element?.classList.contains("git-change");
      if (!isOurs || !event.leftButton) return;
      const found = at(target.position.lineNumber);
      setShown((now) => (now === found ? null : found));
    });
    const step = (by: 1 | -1) => {
      const line = editor.getPosition()?.lineNumber ?? 1;
      const next =
        by === 1
          ? (stretches.find(({ from }) => from > line) ?? stretches[0])
          : (stretches.findLast(({ from, to }) => Math.max(from, to) < line) ?? stretches.at(-1));
      if (!next) return;
      const to = Math.min(next.from, document.model.getLineCount());
      editor.setPosition({ lineNumber: to, column: 1 });
      editor.revealLineInCenterIfOutsideViewport(to);
      setShown(next);
    };
    const stop = changeSteps.add(editor, { step, count: stretches.length });
    return () => {
      listener.dispose();
      stop();
    };
  }, [editor, document, stretches]);

  const revert = (stretch: ChangedLines) => {
    const now = document.model.getLinesContent();
    const edits = smallestEdits(now, withoutChange(before, now, stretch));
    editor.pushUndoStop();
    editor.executeEdits(
      "git",
      edits.map((edit) => ({ range: edit.range, text: edit.text })),
    );
    editor.pushUndoStop();
    setShown(null);
    editor.focus();
  };
  if (!open) return null;
  const close = () => {
    setShown(null);
    editor.focus();
  };
  const path = document.file.get().path;
  return (
    <Peek
      key={`${open.from} ${open.oldFrom}`}
      editor={editor}
      after={Math.max(0, open.to < open.from ? open.from - 1 : open.to)}
      lines={before.slice(open.oldFrom - 1, open.oldTo)}
      revert={isReadOnly(document) ? null : () => revert(open)}
      compare={path === null ? null : () => compareWithCommit(path)}
      close={close}
    />
  );
}

interface PeekProps {
  readonly editor: EditorLayerProps["editor"];
  /** The line below which it stands. */
  readonly after: number;
  readonly lines: readonly string[];
  readonly revert: (() => void) | null;
  readonly compare: (() => void) | null;
  readonly close: () => void;
}

/** What stood there, in a room of its own between the lines. */
function Peek({ editor, after, lines, revert, compare, close }: PeekProps) {
  const sheet = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const row = editor.getOption(monaco.editor.EditorOption.lineHeight);
  // Below the lines as they are now.
  const left = editor.getLayoutInfo().contentLeft;
  const height = 34 + Math.max(1, Math.min(lines.length, MOST_SHOWN)) * row + 8;
  useLayoutEffect(() => {
    let zone = "";
    editor.changeViewZones((zones) => {
      zone = zones.addZone({
        afterLineNumber: after,
        heightInPx: height,
        domNode: window.document.createElement("div"),
        onDomNodeTop: setTop,
      });
    });
    editor.revealLineInCenterIfOutsideViewport(Math.max(1, after));
    return () => editor.changeViewZones((zones) => zones.removeZone(zone));
  }, [editor, after, height]);
  useEffect(() => {
    sheet.current?.querySelector<HTMLElement>("button")?.focus();
  }, []);
  return (
    <div className="git-peek-layer">
      <section
        ref={sheet}
        className="git-peek"
        data-place="page"
        style={{ top, height }}
        aria-label={t("What stood here")}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
        }}
      >
        <div className="git-peek-bar">
          <span>{t("In the last commit")}</span>
          <span className="bar-actions">
            {revert ? (
              <button type="button" className="button" onClick={revert}>
                {t("Revert")}
              </button>
            ) : null}
            {compare ? (
              <button type="button" className="button" onClick={compare}>
                {t("Compare")}
              </button>
            ) : null}
            <button type="button" className="icon-button" aria-label={t("Close")} onClick={close}>
              <Icon name="close" />
            </button>
          </span>
        </div>
        {lines.length === 0 ? (
          <p className="git-peek-nothing">{t("These lines are new.")}</p>
        ) : (
          <pre className="git-peek-text" tabIndex={0} style={{ lineHeight: `${row}px`, paddingLeft: left }}>
            {lines.join("\n")}
          </pre>
        )}
      </section>
    </div>
  );
}
