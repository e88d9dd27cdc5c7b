/** The margin of the editor: breakpoints as buttons, and where the kernel stands; a click there sets one. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Breakpoint } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import { breakpointFile, breakpoints, breakpointsIn, toggleBreakpoint } from "../../code/breakpoints";
import { debugged } from "../../code/debugged-shell";
import type { Document } from "../../code/documents";
import { monaco } from "../../code/monaco";
import { holdsCode } from "../../code/run-language";
import { runCommand } from "../../floor/commands/commands";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import { BreakpointForm } from "./breakpoint-form";
import { placeKey, useUnverified } from "./breakpoint-states";
import "./debugging.css";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { editedBreakpoint } from "./edited-breakpoint";
import { useInlineValues } from "./inline-values";
import { showFrame } from "./show-frame";

interface Props {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly document: Document;
}

/** What a breakpoint does, which its shape tells. */
function kindOf({ condition, hitCondition, logMessage }: Breakpoint) {
  return logMessage ? "log" : condition || hitCondition ? "conditional" : "plain";
}

/** What is said of a breakpoint that is pointed at. */
function describe(breakpoint: Breakpoint, reason: string | undefined): string {
  const { condition, hitCondition, logMessage, enabled } = breakpoint;
  return [
    condition && t("If {condition}", { condition }),
    hitCondition && t("After {hits} hits", { hits: hitCondition }),
    logMessage && t("Prints {message}", { message: logMessage }),
    enabled ? "" : t("Disabled"),
    reason,
  ]
    .filter(Boolean)
    .join("\n");
}

export function BreakpointLayer({ editor, document }: Props) {
  useStore(document.file);
  const file = breakpointFile(document);
  const all = useStore(breakpoints);
  const mine = useMemo(() => breakpointsIn(all, file), [all, file]);
  const unverified = useUnverified();
  const stop = useStore(debugged);
  const edited = useStore(editedBreakpoint);
  const layer = useRef<HTMLDivElement>(null);
  const [placed, setPlaced] = useState({ from: 0, to: 0, version: 0 });
  const [hovered, setHovered] = useState(0);
  const runs = holdsCode(document);
  const standsHere = stop?.frame?.file === file ? stop.frame.line : null;

  useEffect(() => {
    const place = () => {
      if (layer.current) layer.current.style.transform = `translateY(${-editor.getScrollTop()}px)`;
      const ranges = editor.getVisibleRanges();
      const from = ranges[0]?.startLineNumber ?? 0;
      const to = ranges.at(-1)?.endLineNumber ?? 0;
      setPlaced((now) => ({ from, to, version: now.version + 1 }));
    };
    const inMargin = (event: monaco.editor.IEditorMouseEvent) =>
      event.target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN
        ? (event.target.position?.lineNumber ?? 0)
        : 0;
    place();
    const listeners = [
      editor.onDidScrollChange(place),
      editor.onDidLayoutChange(place),
      editor.onDidContentSizeChange(place),
      editor.onDidChangeViewZones(place),
      editor.onMouseMove((event) => setHovered(runs ? inMargin(event) : 0)),
      editor.onMouseLeave(() => setHovered(0)),
      editor.onMouseDown((event) => {
        const line = inMargin(event);
        if (runs && line > 0 && event.event.leftButton) toggleBreakpoint(document, line);
      }),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor, document, runs]);

  useInlineValues({ editor, isHere: standsHere !== null });
  const decorations = useMemo(() => editor.createDecorationsCollection(), [editor]);
  const innermost = stop?.stop.frames.find(({ library }) => !library) ?? stop?.stop.frames[0];
  const isCaller = stop?.frame?.id !== innermost?.id;
  useEffect(() => {
    const set = () =>
      decorations.set(
        standsHere === null || editor.getModel() !== document.model
          ? []
          : [
              {
                range: new monaco.Range(standsHere, 1, standsHere, 1),
                options: {
                  isWholeLine: true,
                  className: isCaller ? "stopped-line caller" : "stopped-line",
                  marginClassName: isCaller ? "stopped-line caller" : "stopped-line",
                },
              },
            ],
      );
    set();
    const model = editor.onDidChangeModel(set);
    return () => {
      model.dispose();
      decorations.clear();
    };
  }, [editor, document, decorations, standsHere, isCaller]);

  const shown = mine.filter(({ line }) => line >= placed.from && line <= placed.to);
  const top = (line: number) => editor.getTopForLineNumber(line);
  const width = editor.getLayoutInfo().glyphMarginWidth;
  const isEdited = edited?.file === file && mine.some(({ line }) => line === edited.line);
  return (
    <div className="breakpoint-layer">
      <div ref={layer}>
        {hovered > 0 && !shown.some(({ line }) => line === hovered) && standsHere !== hovered ? (
          <span className="breakpoint-ghost" aria-hidden="true" style={{ top: top(hovered), width }} />
        ) : null}
        {shown.map((breakpoint) => {
          const { line, enabled } = breakpoint;
          const isUnverified = unverified.has(placeKey(file, line));
          const title = describe(breakpoint, unverified.get(placeKey(file, line)));
          return (
            <button
              key={line}
              type="button"
              className="breakpoint"
              data-kind={kindOf(breakpoint)}
              data-ring={!enabled || isUnverified ? "" : undefined}
              aria-label={t("Breakpoint, line {line}", { line: String(line) })}
              aria-pressed={enabled}
              aria-description={title === "" ? undefined : title.replaceAll("\n", ". ")}
              title={title === "" ? undefined : title}
              style={{ top: top(line), width }}
              onClick={() => toggleBreakpoint(document, line)}
              onContextMenu={(event) => {
                event.preventDefault();
                unawaited("editing a breakpoint", runCommand("breakpoint.edit", { line }));
              }}
            >
              <BreakpointMark />
            </button>
          );
        })}
        {standsHere !== null && standsHere >= placed.from && standsHere <= placed.to ? (
          <span
            className="stopped-mark"
            aria-hidden="true"
            data-caller={isCaller ? "" : undefined}
            style={{ top: top(standsHere), width }}
          >
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <path d="M1.5 2h5l4 4-4 4h-5z" />
            </svg>
          </span>
        ) : null}
        {isEdited && edited ? (
          <BreakpointForm
            key={`${edited.line} ${edited.at}`}
            at={edited.at ?? "condition"}
            document={document}
            breakpoint={mine.find(({ line }) => line === edited.line) as Breakpoint}
            top={top(edited.line) + editor.getOption(monaco.editor.EditorOption.lineHeight)}
            left={editor.getLayoutInfo().contentLeft}
            close={() => {
              editedBreakpoint.set(null);
              editor.focus();
            }}
          />
        ) : null}
      </div>
    </div>
  );
}

/** The shapes of all kinds; the style shows the one that it is. */
export function BreakpointMark() {
  return (
    <svg className="breakpoint-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <circle className="plain" cx="6" cy="6" r="4" />
      <path className="conditional" d="M6 1.2 10.8 6 6 10.8 1.2 6z" />
      <path className="log" d="M6 1.5 11 10.2H1z" />
    </svg>
  );
}

/** Shows the frame that is looked at, whenever it is another one; returns a function that ends it. */
export function followFrames(): () => void {
  let shown: unknown = null;
  return debugged.subscribe(() => {
    const frame = debugged.get()?.frame ?? null;
    if (frame === shown) return;
    shown = frame;
    if (!frame) return;
    const shows = showFrame(frame).catch((error) =>
      // Its file may be gone, or one that only the kernel knows.
      notify({ level: "error", sentence: sentenceOf(error) }),
    );
    unawaited("showing where a kernel stands", shows);
  });
}
