/**
 * Completions in a file: what the live kernel of its shell says first (columns, keys, names that exist now), then what the
 * server knows. Neither waits for the other for long: what comes late is shown when it is there.
 */

import { codeEditor } from "../../instance";
import { kernelLanguages } from "../../languages";
import { magicsBelong } from "../../magics";
import { cellsOfModel } from "../../model-code";
import type { monaco as Monaco } from "../../monaco";
import { monaco } from "../../monaco";
import { chunkAt, languageToRun } from "../../run-language";
import { targetOf } from "../../run-target";
import { languageServers, type ReadyServer } from "../language-server";
import { askServerCompletions, resolveServerItem, type ServerItem } from "./completion";
import { documentOf, selectorOf } from "./feature";
import { keysPause, Pace } from "./key-pause";
import { NEAR_LINES, nearWords } from "./near-words";
import { FIRST_MS, TwoAnswers } from "./two-answers";

type Item = Monaco.languages.CompletionItem;

/** So much of the file before the cursor is sent to the kernel, in UTF-16 units: the statement it is in matters. */
const MOST_CODE = 10_000;

/** What one of the two knows. `incomplete`: it may say more of what is typed on. */
interface Known<Each extends Item> {
  readonly items: readonly Each[];
  readonly incomplete: boolean;
}

/** What is not waited for any more goes on for so many ms, for who asks the same again. */
const LEFT_MS = 50;

/** A kernel that offers so many may have left out others. */
const MOST_OFFERED = 500;

/** What the kernel of the file's shell offers; none where there is no shell or it is busy without a subshell. */
async function kernelItems(model: Monaco.editor.ITextModel, position: Monaco.Position): Promise<Known<Item>> {
  const document = documentOf(model);
  const shell = document && targetOf(document, languageToRun(document, position.lineNumber));
  if (!shell) return { items: [], incomplete: false };
  const end = model.getOffsetAt(position);
  // Only the line is code of its own: the kernel completes an expression, and the file around it need not parse.
  const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
  const code = line.slice(-MOST_CODE).trimStart();
  const from = end - code.length;
  const reply = await shell.client.complete(code, code.length).catch(() => null);
  if (!reply || model.isDisposed()) return { items: [], incomplete: true };
  const start = model.getPositionAt(from + reply.cursorStart);
  const range = monaco.Range.fromPositions(start, position);
  const typed = model.getValueInRange(range);
  const offered = magicsBelong(code.slice(0, reply.cursorStart), typed)
    ? reply.matches
    : reply.matches.filter((match) => !match.startsWith("%"));
  const items = offered.map((match, index) => ({
    label: match,
    kind: monaco.languages.CompletionItemKind.Variable,
    insertText: match,
    filterText: match.startsWith(typed) ? match : typed + match,
    sortText: ` ${String(index).padStart(6, "0")}`,
    range,
  }));
  return { items, incomplete: items.length >= MOST_OFFERED };
}

/** One list: the kernel's items first; a label that both know stands once, with what the server knows of it. */
export function merged(live: readonly Item[], served: readonly ServerItem[]): Item[] {
  const known = new Map(served.map((item) => [labelOf(item), item]));
  const first = live.map((item) => {
    const same = known.get(labelOf(item));
    if (!same) return item;
    known.delete(labelOf(item));
    return { ...same, sortText: item.sortText ?? "" };
  });
  const taken = new Set(first.map(labelOf));
  return [...first, ...served.filter((item) => !taken.has(labelOf(item)))];
}

/** Words of the file that begin as the one at a place does, behind all else. */
function wordItems(model: Monaco.editor.ITextModel, position: Monaco.Position): readonly Item[] {
  const { lineNumber } = position;
  const word = model.getWordUntilPosition(position);
  const from = Math.max(1, lineNumber - NEAR_LINES);
  const to = Math.min(model.getLineCount(), lineNumber + NEAR_LINES);
  const lines = Array.from({ length: to - from + 1 }, (_, index) => model.getLineContent(from + index));
  const range = new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn);
  // What is typed on meanwhile is no word of the file yet.
  const here = model.getWordAtPosition(position)?.word;
  const words = nearWords(lines, lineNumber - from, word.word).filter((each) => each !== here);
  return words.map((label, index) => ({
    label,
    kind: monaco.languages.CompletionItemKind.Text,
    insertText: label,
    sortText: `~${String(index).padStart(6, "0")}`,
    range,
  }));
}

/** What was answered for a word that was typed on since by so many characters: its items take the place of all of it. */
function longerBy<Each extends Item>({ items, incomplete }: Known<Each>, typed: number): Known<Each> {
  const longer = <Range extends Monaco.IRange>(range: Range) => ({
    ...range,
    endColumn: range.endColumn + typed,
  });
  const fitted = items.map((item) => {
    const { range } = item;
    const both = "insert" in range;
    return {
      ...item,
      range: both ? { insert: longer(range.insert), replace: longer(range.replace) } : longer(range),
    };
  });
  return { items: fitted, incomplete };
}

/** What both are asked at one place of one text, and not anew for what is typed on of a word. */
interface Asked {
  readonly model: Monaco.editor.ITextModel;
  readonly version: number;
  readonly offset: number;
  readonly line: number;
  /** The line up to the cursor, and where in it the word began (column from 0). */
  readonly before: string;
  readonly word: number;
  /** A word is typed, and not the member of something. */
  readonly isWord: boolean;
  /** What the two were asked, here or where the word was shorter. */
  readonly live: Promise<Known<Item>>;
  readonly served: Promise<Known<ServerItem>>;
  readonly answers: TwoAnswers<Known<Item>, Known<ServerItem>>;
  /** What the list has that was made last. */
  listed: readonly Item[];
}

export function registerFileCompletions(server: ReadyServer): Monaco.IDisposable {
  const triggers = server.capabilities.completionProvider?.triggerCharacters ?? ["."];
  let last: Asked | undefined;
  let cancellation = new monaco.CancellationTokenSource();
  const pace = new Pace();
  const callOff = () => {
    cancellation.cancel();
    last = undefined;
  };

  function ask(
    model: Monaco.editor.ITextModel,
    position: Monaco.Position,
    context: Monaco.languages.CompletionContext,
  ): Asked {
    const version = model.getVersionId();
    const offset = model.getOffsetAt(position);
    const line = position.lineNumber;
    const before = model.getLineContent(line).slice(0, position.column - 1);
    const word = model.getWordUntilPosition(position).startColumn - 1;
    const same = last?.model === model && last.line === line && last.word === word ? last : undefined;
    if (same && same.version === version && same.offset === offset) return same;
    const typed = before.length - (same?.before.length ?? 0);
    const typedOn =
      same !== undefined && typed > 0 && before.startsWith(same.before) && version - same.version === typed;
    // Who has more than was said has to be asked for the rest; one that is slow would never come to answer.
    const live =
      typedOn && same.answers.live?.incomplete !== true
        ? same.live.then((answer) => longerBy(answer, typed))
        : kernelItems(model, position);
    let served: Promise<Known<ServerItem>>;
    if (typedOn && same.answers.served?.incomplete !== true)
      served = same.served.then((answer) => longerBy(answer, typed));
    else {
      // It answers one after the other: what is not wanted any more must not keep it from what is.
      cancellation.cancel();
      cancellation = new monaco.CancellationTokenSource();
      const { token } = cancellation;
      const now = async () => {
        const from = performance.now();
        const answer = await askServerCompletions(server, model, position, context, token);
        pace.took(performance.now() - from, token.isCancellationRequested);
        return answer;
      };
      // Behind a dot something is looked for; a word that is typed at one go is not.
      const asksAtOnce = context.triggerCharacter !== undefined;
      served = asksAtOnce
        ? now()
        : keysPause(model, token, pace.pauseMs).then((wanted) =>
            wanted ? now() : { items: [], incomplete: true },
          );
    }
    // Behind a dot, and in the name of a key, the words of the file are none of the answer.
    const isWord = word < before.length && !".\"'".includes(before[word - 1] ?? " ");
    const answers = new TwoAnswers<Known<Item>, Known<ServerItem>>(
      live,
      served,
      ({ items }) => items.length === 0,
      () => addToList(asked),
      () => isWord && wordItems(model, position).length > 0,
    );
    const place = { model, version, offset, line, before, word, isWord };
    const asked: Asked = { ...place, live, served, answers, listed: [] };
    last = asked;
    return asked;
  }

  return monaco.languages.registerCompletionItemProvider(selectorOf(server), {
    triggerCharacters: triggers,
    provideCompletionItems: async (model, position, context, token) => {
      if (!documentOf(model)) return { suggestions: [] };
      const asked = ask(model, position, context);
      const { answers } = asked;
      const stop = token.onCancellationRequested(() => {
        stop.dispose();
        setTimeout(() => {
          if (last === asked && answers.served === undefined && isLeft(asked)) callOff();
        }, LEFT_MS);
      });
      await answers.enough;
      if (token.isCancellationRequested) return { suggestions: [] };
      answers.list();
      const { live, served } = answers;
      const known = merged(live?.items ?? [], served?.items ?? []);
      const labels = new Set(known.map(labelOf));
      const words =
        asked.isWord && served === undefined
          ? wordItems(model, position).filter((item) => !labels.has(labelOf(item)))
          : [];
      const suggestions = [...known, ...words];
      asked.listed = suggestions;
      // Of who has said nothing yet the list is made anew when that comes, and not with each key.
      return { suggestions, incomplete: live?.incomplete === true || served?.incomplete === true };
    },
    resolveCompletionItem: (item, token) =>
      "served" in item ? resolveServerItem(server, item as ServerItem, token) : item,
  });
}

/** Kernels know their names also where no server knows the language: in R, in Julia, or while it starts. */
export function completeByKernels(): void {
  // Chunks stand in Markdown.
  const languages = [...kernelLanguages(), "markdown"];
  monaco.languages.registerCompletionItemProvider(languages, {
    triggerCharacters: [".", "$"],
    provideCompletionItems: async (model, position, _context, token) => {
      const language = model.getLanguageId();
      const isServed = languageServers
        .get()
        .some(
          ({ ready, kind }) => ready?.capabilities.completionProvider && kind.languages.includes(language),
        );
      const isProse = language === "markdown" && !chunkAt(cellsOfModel(model), position.lineNumber);
      if (isServed || isProse || !documentOf(model)) return { suggestions: [] };
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), FIRST_MS));
      const known = await Promise.race([kernelItems(model, position), late]);
      return { suggestions: token.isCancellationRequested ? [] : [...(known?.items ?? [])] };
    },
  });
}

/** The part of Monaco's controller of its list that keeps what is chosen. */
interface SuggestController extends Monaco.editor.IEditorContribution {
  readonly model: { readonly state: number };
  readonly widget: {
    readonly value: { getFocusedItem(): { readonly item: { readonly completion: Item } } | undefined };
  };
  registerSelector(selector: {
    readonly priority: number;
    select(model: unknown, position: unknown, items: readonly { readonly completion: Item }[]): number;
  }): void;
}

const CONTROLLER = "editor.contrib.suggestController";
/** Above Monaco's own memory of what was chosen before. */
const FIRST = 1_000;
const selecting = new WeakSet<SuggestController>();
/** The item that stays chosen when the list is made anew. */
let chosen: string | undefined;

const labelOf = ({ label }: Item) => (typeof label === "string" ? label : label.label);

/** Whether the letters of a word stand in a label in their order, as Monaco's list has it. */
function isWithin(word: string, label: string): boolean {
  const letters = label.toLowerCase();
  let at = 0;
  for (const letter of word.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Whether the cursor is in another word by now. */
function isLeft({ model, line, word }: Asked): boolean {
  const editor = codeEditor.get();
  const position = editor?.getModel() === model ? editor.getPosition() : null;
  return (
    !position || position.lineNumber !== line || model.getWordUntilPosition(position).startColumn - 1 !== word
  );
}

/** Somebody answered late: the list that is still open at that place is made anew with both, and its choice stays. */
function addToList(asked: Asked): void {
  const editor = codeEditor.get();
  const position = editor?.getPosition();
  if (!editor || editor.getModel() !== asked.model || !position) return;
  // What was typed on since has to belong to the same word.
  const typed = asked.model.getOffsetAt(position) - asked.offset;
  const { word } = asked.model.getWordUntilPosition(position);
  if (typed < 0 || typed > word.length || (typed === 0) !== (asked.model.getVersionId() === asked.version))
    return;
  const controller = editor.getContribution<SuggestController>(CONTROLLER);
  if (!editor.hasTextFocus() || !controller) return;
  // The user has closed the list, unless nothing in it was what is typed.
  if (controller.model.state === 0 && asked.listed.some((item) => isWithin(word, labelOf(item)))) return;
  if (!selecting.has(controller)) {
    selecting.add(controller);
    controller.registerSelector({
      priority: FIRST,
      select: (_model, _position, items) => {
        const label = chosen;
        chosen = undefined;
        return label === undefined ? -1 : items.findIndex(({ completion }) => labelOf(completion) === label);
      },
    });
  }
  const focused = controller.widget.value.getFocusedItem();
  chosen = focused && labelOf(focused.item.completion);
  editor.trigger("completion", "editor.action.triggerSuggest", null);
}
