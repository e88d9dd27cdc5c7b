/** What the keys of a shell's input do. */

import { t } from "../../../preload/texts/texts";
import { monaco } from "../../code/monaco";
import { runCommand } from "../../floor/commands/commands";
import { sentenceOf } from "../../floor/notices/notices";
import { createStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { askCompletions, commonPrefix } from "./completions";
import type { InputHistory } from "./input-history";
import { judge } from "./local-complete";

type Editor = monaco.editor.IStandaloneCodeEditor;
type Model = monaco.editor.ITextModel;

const INDENT = "    ";
/** While none of Monaco's own lists or modes has the keys. */
const FREE = "editorTextFocus && !suggestWidgetVisible";
/** Also while a list is shown that came by itself, and nothing in it is chosen yet. */
const UNCHOSEN = "editorTextFocus && !(suggestWidgetVisible && suggestWidgetHasFocusedSuggestion)";

/** Enter waits so long at most for a completion, in ms: a kernel that is long about it does not hold the code back. */
const COMPLETION_PATIENCE_MS = 3_000;

/** A completion that takes longer, in ms, says so. */
const COMPLETION_SHOWN_MS = 800;

export class InputActions {
  /** What is said beside the input of a completion that is not there; null for nothing. */
  readonly hint = createStore<string | null>(null);
  /** A completion that waits for the kernel. */
  #completion: Promise<void> | undefined;

  constructor(
    private readonly editor: Editor,
    private readonly model: Model,
    private readonly shell: ShellModel,
    private readonly history: InputHistory,
    private readonly onRun: () => void,
  ) {}

  /** Binds the keys; returns a function that takes them back. */
  bind(): () => void {
    const { KeyCode, KeyMod } = monaco;
    const bind = (id: string, keys: number[], when: string, run: () => void | Promise<void>) =>
      this.editor.addAction({
        id: `shell-input.${id}`,
        label: id,
        keybindings: keys,
        keybindingContext: when,
        run,
      });
    const actions = [
      bind("enter", [KeyCode.Enter], UNCHOSEN, () => this.enter()),
      bind("newLine", [KeyMod.Shift | KeyCode.Enter], UNCHOSEN, () => this.newLine()),
      bind("older", [KeyCode.UpArrow], FREE, () => this.older()),
      bind("newer", [KeyCode.DownArrow], FREE, () => this.newer()),
      bind("complete", [KeyCode.Tab], `${UNCHOSEN} && !editorTabMovesFocus && !editorHasSelection`, () =>
        this.complete(),
      ),
      bind(
        "inspect",
        [KeyMod.Shift | KeyCode.Tab],
        `${UNCHOSEN} && !editorTabMovesFocus && !editorHasSelection`,
        () => this.inspect(),
      ),
      bind("interrupt", [KeyMod.CtrlCmd | KeyCode.KeyC], "editorTextFocus && !editorHasSelection", () =>
        runCommand("shell.interrupt", this.shell.view),
      ),
    ];
    return () => {
      for (const action of actions) action.dispose();
    };
  }

  /** Runs what is complete; otherwise a new line, indented as the kernel says. */
  async enter(): Promise<void> {
    // Tab and Enter in quick succession: what is completed is what runs.
    if (this.#completion) {
      const patience = new Promise((resolve) => setTimeout(resolve, COMPLETION_PATIENCE_MS));
      await Promise.race([this.#completion, patience]);
    }
    if (this.model.isDisposed()) return;
    const code = this.model.getValue();
    const position = this.editor.getPosition();
    if (code.trim() === "" && !code.includes("\n")) return;
    if (!position || position.lineNumber < this.model.getLineCount()) return this.newLine();
    const verdict = judge(code, this.shell.language.toLowerCase());
    const free = this.shell.client.prompt.get()?.kind === "primary";
    if (verdict.complete && (verdict.sure || !free)) return this.run();
    this.#insert(`\n${verdict.indent}`);
    if (!free) return;
    // The new line is there at once, so that nothing typed meanwhile lands in the wrong one.
    const version = this.model.getVersionId();
    const reply = await this.shell.client.isComplete(code).catch(() => null);
    if (this.model.isDisposed() || this.model.getVersionId() !== version) return;
    const complete = reply && reply.status !== "unknown" ? reply.status !== "incomplete" : verdict.complete;
    if (complete) return this.run(code);
    if (reply?.status === "incomplete" && reply.indent !== verdict.indent) this.#indentLastLine(reply.indent);
  }

  /** Sends the input to the kernel; where it is refused, the text comes back. */
  async run(code: string = this.model.getValue()): Promise<void> {
    const text = code.trimEnd();
    if (text === "") return;
    this.history.add(text);
    this.model.setValue("");
    this.onRun();
    const { debugger: session, prompt } = this.shell.client;
    const frame = prompt.get()?.kind === "stopped" ? session.frame.get() : null;
    try {
      // Where the kernel stands still it is run in the frame that is looked at.
      await (frame ? session.run(frame.id, text) : this.shell.execute(text));
    } catch (error) {
      this.shell.failure.set(sentenceOf(error));
      if (!this.model.isDisposed() && this.model.getValue() === "") this.#replace(text);
    }
  }

  newLine(): void {
    const { lineNumber = 1 } = this.editor.getPosition() ?? {};
    const before = this.model.getValueInRange(
      new monaco.Range(1, 1, lineNumber, this.editor.getPosition()?.column ?? 1),
    );
    const verdict = judge(before, this.shell.language.toLowerCase());
    const own = /^[ \t]*/.exec(this.model.getLineContent(lineNumber))?.[0] ?? "";
    this.#insert(`\n${verdict.complete ? own : verdict.indent}`);
  }

  /** Puts text in the place of what stands in the input. */
  put(text: string): void {
    this.#replace(text);
  }

  older(): void {
    const position = this.editor.getPosition();
    if (!position || position.lineNumber > 1) return this.editor.trigger("keyboard", "cursorUp", null);
    const prefix = this.model.getLineContent(1).slice(0, position.column - 1);
    const found = this.history.older(prefix, this.model.getValue());
    if (found !== undefined) this.#replace(found);
  }

  newer(): void {
    const position = this.editor.getPosition();
    if (position && position.lineNumber < this.model.getLineCount()) {
      return this.editor.trigger("keyboard", "cursorDown", null);
    }
    const found = this.history.newer();
    if (found !== undefined) this.#replace(found);
  }

  /** Indents at the start of a line; else what all completions have in common, and the list when there are several. */
  complete(): Promise<void> {
    this.#completion = this.#complete().finally(() => {
      this.#completion = undefined;
    });
    return this.#completion;
  }

  async #complete(): Promise<void> {
    const position = this.editor.getPosition();
    if (!position) return;
    if (
      this.model
        .getLineContent(position.lineNumber)
        .slice(0, position.column - 1)
        .trim() === ""
    ) {
      this.#insert(INDENT);
      return;
    }
    const offset = this.model.getOffsetAt(position);
    const version = this.model.getVersionId();
    const reply = await this.#sayingSo(askCompletions(this.model, offset));
    if (this.model.isDisposed() || this.model.getVersionId() !== version) return;
    if (!reply || reply.matches.length === 0) {
      const free = this.shell.state.get() === "idle";
      return this.hint.set(reply || free ? t("No completions") : t("No completions: the kernel is busy"));
    }
    const typed = this.model.getValue().slice(reply.cursorStart, offset);
    const common = commonPrefix(reply.matches);
    const single = reply.matches.length === 1;
    if (single || (common.startsWith(typed) && common.length > typed.length)) {
      const start = this.model.getPositionAt(reply.cursorStart);
      const end = this.model.getPositionAt(single ? Math.max(reply.cursorEnd, offset) : offset);
      this.editor.pushUndoStop();
      this.editor.executeEdits("completion", [
        { range: monaco.Range.fromPositions(start, end), text: common, forceMoveMarkers: true },
      ]);
      this.editor.pushUndoStop();
    }
    if (!single) this.editor.trigger("keyboard", "editor.action.triggerSuggest", {});
  }

  /** Says that a completion is waited for, where it is not there at once. */
  async #sayingSo<Reply>(asked: Promise<Reply>): Promise<Reply> {
    const timer = setTimeout(() => this.hint.set(t("Waiting for completions")), COMPLETION_SHOWN_MS);
    const reply = await asked;
    clearTimeout(timer);
    this.hint.set(null);
    return reply;
  }

  /** Shows what the kernel says of the word or the call at the cursor; at the start of a line it takes back an indent. */
  inspect(): void {
    const position = this.editor.getPosition();
    const before = position && this.model.getLineContent(position.lineNumber).slice(0, position.column - 1);
    if (!position || !before?.trim()) return this.editor.trigger("keyboard", "outdent", null);
    this.editor.trigger("keyboard", "hideSuggestWidget", null);
    const inWord = this.model.getWordAtPosition(position) !== null;
    const show = inWord ? "editor.action.showHover" : "editor.action.triggerParameterHints";
    this.editor.trigger("keyboard", show, { focus: "noAutoFocus" });
  }

  #insert(text: string): void {
    const selection = this.editor.getSelection();
    if (!selection) return;
    this.editor.pushUndoStop();
    this.editor.executeEdits("input", [{ range: selection, text, forceMoveMarkers: true }]);
    this.editor.pushUndoStop();
    const at = this.editor.getPosition();
    if (at) this.editor.revealPosition(at);
  }

  #indentLastLine(indent: string): void {
    const line = this.model.getLineCount();
    const range = new monaco.Range(line, 1, line, this.model.getLineMaxColumn(line));
    this.editor.executeEdits("input", [{ range, text: indent, forceMoveMarkers: true }]);
  }

  #replace(text: string): void {
    this.editor.pushUndoStop();
    this.editor.executeEdits("history", [
      { range: this.model.getFullModelRange(), text, forceMoveMarkers: true },
    ]);
    this.editor.pushUndoStop();
    const line = this.model.getLineCount();
    this.editor.setPosition({ lineNumber: line, column: this.model.getLineMaxColumn(line) });
    this.editor.revealLine(line);
  }
}
