/** What could be typed next, as the server knows it (textDocument/completion). */
import { fromCompletionContext, toCompletionItem } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import type { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { placeIn } from "./feature";

/** An item of Monaco's list with what the server made it from. */
export interface ServerItem extends monaco.languages.CompletionItem {
  readonly served: lsp.CompletionItem;
}

/** More are not shown; the list is asked for anew as more is typed. */
const MOST_ITEMS = 2000;

/** Asks the server; no items where it knows none. @param token cancelled when another place is asked about */
export async function askServerCompletions(
  server: ReadyServer,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: monaco.languages.CompletionContext,
  token: monaco.CancellationToken,
): Promise<{ readonly items: readonly ServerItem[]; readonly incomplete: boolean }> {
  const place = placeIn(server, model, position);
  const answer =
    place &&
    (await server.ask<lsp.CompletionList | lsp.CompletionItem[]>(
      "textDocument/completion",
      { ...place, context: fromCompletionContext(context) },
      token,
    ));
  // One that failed or was called off may still say something of what is typed on.
  if (!answer) return { items: [], incomplete: place !== undefined };
  const list = Array.isArray(answer) ? { items: answer, isIncomplete: false } : answer;
  const word = model.getWordUntilPosition(position);
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: word.startColumn,
    endColumn: word.endColumn,
  };
  const defaults = Array.isArray(answer) ? undefined : answer.itemDefaults;
  return {
    items: list.items.slice(0, MOST_ITEMS).map((served) => ({
      ...toCompletionItem(served, { range, itemDefaults: defaults }),
      served,
    })),
    incomplete: list.isIncomplete || list.items.length > MOST_ITEMS,
  };
}

/** The item with its documentation and the edits that come with it (completionItem/resolve). */
export async function resolveServerItem(
  server: ReadyServer,
  item: ServerItem,
  token: monaco.CancellationToken,
): Promise<monaco.languages.CompletionItem> {
  const more = await server.ask<lsp.CompletionItem>("completionItem/resolve", item.served, token);
  if (!more) return item;
  const { documentation, detail, additionalTextEdits } = toCompletionItem(more, { range: item.range });
  return {
    ...item,
    ...(documentation === undefined ? {} : { documentation }),
    ...(detail === undefined ? {} : { detail }),
    ...(additionalTextEdits === undefined ? {} : { additionalTextEdits }),
  };
}
