/** Another name for something, everywhere (textDocument/rename). Files that are not open are opened, so that undo reaches them. */
import { toRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { t } from "../../../../preload/texts/texts";
import { openDocument } from "../../documents";
import { monaco } from "../../monaco";
import { documentAt } from "../addresses";
import type { ReadyServer } from "../language-server";
import { placeIn, selectorOf } from "./feature";

type Prepared =
  | lsp.Range
  | { readonly range: lsp.Range; readonly placeholder: string }
  | { readonly defaultBehavior: boolean };

/** The edits by file, whichever of its two forms the answer has. */
function editsByFile(edit: lsp.WorkspaceEdit): Map<string, readonly lsp.TextEdit[]> {
  const edits = new Map<string, readonly lsp.TextEdit[]>(Object.entries(edit.changes ?? {}));
  for (const change of edit.documentChanges ?? []) {
    if (!("edits" in change)) continue;
    const { uri } = change.textDocument;
    const own = change.edits.filter((each): each is lsp.TextEdit => "newText" in each);
    edits.set(uri, [...(edits.get(uri) ?? []), ...own]);
  }
  return edits;
}

/** The edits on the models of open files; others are opened first. */
async function onModels(edit: lsp.WorkspaceEdit): Promise<monaco.languages.IWorkspaceTextEdit[]> {
  const edits: monaco.languages.IWorkspaceTextEdit[] = [];
  for (const [uri, own] of editsByFile(edit)) {
    const { model } = documentAt(uri) ?? (await openDocument(monaco.Uri.parse(uri).fsPath));
    for (const { range, newText } of own)
      edits.push({
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: toRange(range), text: newText },
      });
  }
  return edits;
}

export function registerRename(server: ReadyServer): monaco.IDisposable {
  return monaco.languages.registerRenameProvider(selectorOf(server), {
    provideRenameEdits: async (model, position, newName, token) => {
      const place = placeIn(server, model, position);
      const edit =
        place && (await server.ask<lsp.WorkspaceEdit>("textDocument/rename", { ...place, newName }, token));
      if (!edit) return { edits: [], rejectReason: t("This name cannot be changed.") };
      return { edits: await onModels(edit) };
    },
    resolveRenameLocation: async (model, position, token) => {
      const word = model.getWordAtPosition(position);
      const refused = {
        range: monaco.Range.fromPositions(position),
        text: "",
        rejectReason: t("This name cannot be changed."),
      };
      const place = placeIn(server, model, position);
      if (!word || !place) return refused;
      const prepared = await server.ask<Prepared>("textDocument/prepareRename", place, token);
      if (!prepared) return refused;
      if ("placeholder" in prepared) return { range: toRange(prepared.range), text: prepared.placeholder };
      const range =
        "start" in prepared
          ? toRange(prepared)
          : new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      return { range, text: model.getValueInRange(range) };
    },
  });
}
