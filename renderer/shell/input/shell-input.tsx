/** The input of a shell: a small code editor that speaks with the kernel. */

import { useEffect, useRef, useState } from "react";
import { Disposables } from "../../../preload/floor/disposables";
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import "./input.css";
import { languageOfKernel } from "../../code/languages";
import { leaveByEscapeThenTab } from "../../code/leave-editor";
import { codeFont, monaco } from "../../code/monaco";
import { insertWhole } from "../../code/whole-insertion";
import { settings } from "../../floor/app";
import { useStore } from "../../floor/store";
import { fontChanges } from "../../floor/theme";
import type { ShellModel } from "../../kernels/shell-model";
import { sharedHistory } from "../../kernels/window-shells";
import { rowHeight } from "../measures/use-measures";
import { takeDroppedFiles } from "./dropped-files";
import { InputActions } from "./input-actions";
import { InputGutter } from "./input-gutter";
import { InputHistory } from "./input-history";
import { askKernelOf, INPUT_SCHEME } from "./input-shells";
import { stripPastedPrompts } from "./paste";

/** Inputs asked of the kernel's own history. */
const HISTORY_LENGTH = 1000;
/** So many characters of a debugger's prompt are shown before it, and no more than a third of the columns. */
const MOST_STOPPED_ROOM = 28;
/** The input is at most this part of the pane. */
const MOST_OF_PANE = 0.5;

/** Actions of the inputs on the page, for the commands that mean the one in front. */
export const inputActions = new Map<string, InputActions>();

interface ShellInputProps {
  readonly shell: ShellModel;
  /** Height of the pane, in px. */
  readonly paneHeight: number;
  /** Columns of the output. */
  readonly columns: number;
  /** What was typed is sent: whoever did wants to see what comes of it. */
  readonly onRun: () => void;
}

function createEditor(
  place: HTMLElement,
  model: monaco.editor.ITextModel,
): monaco.editor.IStandaloneCodeEditor {
  return monaco.editor.create(place, {
    model,
    ariaLabel: t("Shell input"),
    automaticLayout: false,
    fontFamily: "var(--code)",
    fontLigatures: false,
    lineNumbers: "off",
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: 0,
    lineNumbersMinChars: 0,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    scrollBeyondLastColumn: 0,
    renderLineHighlight: "none",
    occurrencesHighlight: "off",
    selectionHighlight: false,
    bracketPairColorization: { enabled: false },
    guides: { indentation: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    stickyScroll: { enabled: false },
    scrollbar: {
      vertical: "auto",
      horizontal: "hidden",
      verticalScrollbarSize: 10,
      alwaysConsumeMouseWheel: false,
      useShadows: false,
    },
    wordWrap: "on",
    wordBasedSuggestions: "off",
    quickSuggestions: false,
    // What comes up by itself takes no key: Enter still runs what was typed. Down or Tab chooses.
    suggestOnTriggerCharacters: true,
    suggest: { selectionMode: "never", showStatusBar: true },
    acceptSuggestionOnCommitCharacter: false,
    parameterHints: { enabled: true, cycle: false },
    hover: { enabled: "on", delay: 400, above: true },
    fixedOverflowWidgets: true,
    unicodeHighlight: { ambiguousCharacters: false },
    emptySelectionClipboard: false,
    autoIndent: "none",
    autoClosingBrackets: "never",
    autoClosingQuotes: "never",
    contextmenu: false,
    editContext: false,
    links: false,
  });
}

export function ShellInput({ shell, paneHeight, columns, onRun }: ShellInputProps) {
  const place = useRef<HTMLDivElement>(null);
  const running = useRef(onRun);
  running.current = onRun;
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);
  const [height, setHeight] = useState(0);
  const [caret, setCaret] = useState<{ left: number; top: number } | null>({ left: 0, top: 0 });
  const [empty, setEmpty] = useState(true);
  const [hint, setHint] = useState<string | null>(null);
  const { codeFontSize } = useStore(settings);
  const fonts = useStore(fontChanges);
  const prompt = useStore(shell.client.prompt);
  const state = useStore(shell.state);
  const frame = useStore(shell.client.debugger.frame);

  useEffect(() => {
    if (!place.current) return;
    const language = languageOfKernel(shell.language)?.id ?? "plaintext";
    const model = monaco.editor.createModel(
      shell.draft.get(),
      language,
      monaco.Uri.from({ scheme: INPUT_SCHEME, path: `/${shell.view}` }),
    );
    const made = createEditor(place.current, model);
    const history = new InputHistory();
    const actions = new InputActions(made, model, shell, history, () => running.current());
    const showCaret = () => {
      const position = made.getPosition();
      const at = position && made.getScrolledVisiblePosition(position);
      setCaret(at && !made.hasTextFocus() ? { left: at.left, top: at.top } : null);
    };
    const disposables = [
      made.onDidContentSizeChange(({ contentHeight }) => setHeight(contentHeight)),
      made.onDidFocusEditorText(() => setCaret(null)),
      made.onDidBlurEditorText(showCaret),
      model.onDidChangeContent(({ changes }) => {
        setEmpty(model.getValueLength() === 0);
        actions.hint.set(null);
        shell.draft.set(model.getValue());
        if (!made.hasTextFocus()) showCaret();
        if (changes.length > 0 && !recalling(changes)) history.reset();
      }),
      leaveByEscapeThenTab(made),
      insertWhole(made),
      stripPastedPrompts(made),
    ];
    const stops = new Disposables(
      actions.bind(),
      actions.hint.subscribe(() => setHint(actions.hint.get())),
      takeDroppedFiles(made, shell.language),
      askKernelOf(shell, model),
      followHistory(shell, history),
    );
    const region = place.current.closest(".shell");
    const takeFocus = () => {
      const field = region?.querySelector<HTMLInputElement>(".answer");
      if (field) field.focus();
      else made.focus();
    };
    shell.setFocusTarget(() => {
      // One that stood behind another is not drawn yet, and takes no focus before it is.
      if (region?.checkVisibility()) takeFocus();
      else setTimeout(takeFocus);
    });
    inputActions.set(shell.view, actions);
    made.setPosition(model.getFullModelRange().getEndPosition());
    setEmpty(model.getValueLength() === 0);
    setHeight(made.getContentHeight());
    setEditor(made);

    /** Steps through the history change the text too, and must not end themselves. */
    function recalling(changes: readonly monaco.editor.IModelContentChange[]): boolean {
      return changes.every((change) => change.text === model.getValue()) && history.walking;
    }
    return () => {
      inputActions.delete(shell.view);
      shell.setFocusTarget(undefined);
      stops.dispose();
      for (const one of disposables) one.dispose();
      made.dispose();
      model.dispose();
    };
  }, [shell]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: fonts change what the token is
  useEffect(() => {
    editor?.updateOptions({
      fontFamily: codeFont(),
      fontSize: codeFontSize,
      lineHeight: rowHeight(codeFontSize),
    });
  }, [editor, codeFontSize, fonts]);

  const shownHeight = Math.max(
    rowHeight(codeFontSize),
    Math.min(height, Math.floor(paneHeight * MOST_OF_PANE)),
  );
  useEffect(() => {
    if (!editor || !place.current) return;
    const element = place.current;
    const layout = () => {
      if (element.clientWidth > 0) editor.layout({ width: element.clientWidth, height: shownHeight });
    };
    layout();
    const observer = new ResizeObserver(layout);
    observer.observe(element);
    return () => observer.disconnect();
  }, [editor, shownHeight]);

  const busy = prompt?.kind !== "primary" && prompt?.kind !== "continuation" && prompt?.kind !== "stopped";
  return (
    <div className="shell-input">
      <InputGutter
        {...{ editor, prompt, state, frame }}
        stoppedRoom={Math.min(MOST_STOPPED_ROOM, Math.floor(columns / 3))}
      />
      <div className="shell-input-editor" style={{ height: shownHeight }}>
        <div ref={place} className="shell-input-place" />
        {caret ? <span className="hollow-caret" style={caret} /> : null}
      </div>
      {prompt?.kind === "stopped" && empty && !hint ? (
        <span className="input-hint">{frame ? t("in the frame of {name}", { name: frame.name }) : null}</span>
      ) : hint ? (
        <span className="input-hint" role="status">
          {hint}
        </span>
      ) : busy && !empty && (state === "busy" || state === "starting" || state === "waiting for input") ? (
        <span className="input-hint">{t("Enter queues it")}</span>
      ) : null}
    </div>
  );
}

/** Follows the history that windows share, and asks the kernel for its own as soon as it is free to answer, once for each of its lives. */
function followHistory(shell: ShellModel, history: InputHistory): () => void {
  let known = -1;
  const ask = async () => {
    const { life = 0 } = shell.status.get() ?? {};
    if (shell.client.prompt.get()?.kind !== "primary" || life === known) return;
    known = life;
    const inputs = await shell.client.history(HISTORY_LENGTH).catch(() => null);
    if (inputs) {
      history.setKernel(inputs);
      unawaited("keeping inputs in the history", sharedHistory().learn(shell.language, inputs));
    } else known = -1;
  };
  const shared = sharedHistory().of(shell.language);
  const take = () => history.setShared(shared.get().map(({ code }) => code));
  take();
  unawaited("reading the history", ask());
  const stops = new Disposables(
    shell.client.prompt.subscribe(() => unawaited("reading the history", ask())),
    shared.subscribe(take),
  );
  return () => {
    stops.dispose();
  };
}
