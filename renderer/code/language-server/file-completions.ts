/**
 * Completions in a file: what the live kernel of its shell says first (columns, keys, names that exist now), then what the
 * server knows. Neither waits for the other for long: what comes late is shown when it is there.
 */

import { codeEditor } from "../instance";
import type { monaco as Monaco } from "../monaco";
import { monaco } from "../monaco";
import { targetOf } from "../run-target";
import { askServerCompletions, resolveServerItem, type ServerItem } from "./features/completion";
import { documentOf, selectorOf } from "./features/feature";
import type { ReadyServer } from "./language-server";

type Item = Monaco.languages.CompletionItem;

/** The list waits for the slower one no longer than this once the other has said something, in ms. */
const OTHER_MS = 250;
/** So much of the file before the cursor is sent to the kernel, in UTF-16 units: the statement it is in matters. */
const MOST_CODE = 10_000;

/** What the kernel of the file's shell offers; none where there is no shell or it is busy without a subshell. */
async function kernelItems(
  model: Monaco.editor.ITextModel,
  position: Monaco.Position,
): Promise<readonly Item[]> {
  const document = documentOf(model);
  const shell = document && targetOf(document);
  if (!shell) return [];
  const end = model.getOffsetAt(position);
  // Only the line is code of its own: the kernel completes an expression, and the file around it need not parse.
  const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
  const code = line.slice(-MOST_CODE).trimStart();
  const from = end - code.length;
  const reply = await shell.client.complete(code, code.length).catch(() => null);
  if (!reply || model.isDisposed()) return [];
  const start = model.getPositionAt(from + reply.cursorStart);
  const range = monaco.Range.fromPositions(start, position);
  const typed = model.getValueInRange(range);
  return reply.matches.map((match, index) => ({
    label: match,
    kind: monaco.languages.CompletionItemKind.Variable,
    insertText: match,
    filterText: match.startsWith(typed) ? match : typed + match,
    sortText: ` ${String(index).padStart(6, "0")}`,
    range,
  }));
}

/** One list: the kernel's items first; a label that both know stands once, with what the server knows of it. */
export function merged(live: readonly Item[], served: readonly ServerItem[]): Item[] {
  const labelOf = (item: Item) => (typeof item.label === "string" ? item.label : item.label.label);
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

/** What both are asked at one place of one text; asked anew only when either is another. */
interface Asked {
  readonly model: Monaco.editor.ITextModel;
  readonly version: number;
  readonly offset: number;
  live: readonly Item[] | undefined;
  served: { readonly items: readonly ServerItem[]; readonly incomplete: boolean } | undefined;
  /** Resolves when both have answered, or one with something and the other not soon. */
  readonly enough: Promise<void>;
  /** The list was made while one was late. */
  short: boolean;
}

export function registerFileCompletions(server: ReadyServer): Monaco.IDisposable {
  const triggers = server.capabilities.completionProvider?.triggerCharacters ?? ["."];
  let last: Asked | undefined;

  function ask(
    model: Monaco.editor.ITextModel,
    position: Monaco.Position,
    context: Monaco.languages.CompletionContext,
  ): Asked {
    const version = model.getVersionId();
    const offset = model.getOffsetAt(position);
    if (last?.model === model && last.version === version && last.offset === offset) return last;
    let resolve = () => {};
    const enough = new Promise<void>((done) => (resolve = done));
    const asked: Asked = { model, version, offset, live: undefined, served: undefined, enough, short: false };
    const arrived = (found: boolean) => {
      if (asked.live !== undefined && asked.served !== undefined) resolve();
      else if (found) setTimeout(resolve, OTHER_MS);
      if (asked.short && found) showAgain(asked);
    };
    void kernelItems(model, position).then((items) => {
      asked.live = items;
      arrived(items.length > 0);
    });
    void askServerCompletions(server, model, position, context).then((list) => {
      asked.served = list;
      arrived(list.items.length > 0);
    });
    last = asked;
    return asked;
  }

  return monaco.languages.registerCompletionItemProvider(selectorOf(server), {
    triggerCharacters: triggers,
    provideCompletionItems: async (model, position, context, token) => {
      if (!documentOf(model)) return { suggestions: [] };
      const asked = ask(model, position, context);
      await asked.enough;
      if (token.isCancellationRequested) return { suggestions: [] };
      asked.short = asked.live === undefined || asked.served === undefined;
      return {
        suggestions: merged(asked.live ?? [], asked.served?.items ?? []),
        incomplete: asked.short || asked.served?.incomplete === true,
      };
    },
    resolveCompletionItem: (item, token) =>
      "served" in item ? resolveServerItem(server, item as ServerItem, token) : item,
  });
}

/** Somebody answered late: the list that is still open at that place is made anew with both. */
function showAgain(asked: Asked): void {
  const editor = codeEditor.get();
  const position = editor?.getPosition();
  if (!editor || editor.getModel() !== asked.model || !position) return;
  if (asked.model.getVersionId() !== asked.version || asked.model.getOffsetAt(position) !== asked.offset)
    return;
  if (!editor.hasTextFocus()) return;
  editor.trigger("completion", "editor.action.triggerSuggest", null);
}
