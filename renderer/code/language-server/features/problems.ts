/** What a server finds wrong in the open files (textDocument/publishDiagnostics), as markers of Monaco's. */
import { toMarkerData, toRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { type Document, documents } from "../../documents";
import { monaco } from "../../monaco";
import { documentAt } from "../addresses";
import type { ReadyServer } from "../language-server";

/** More problems of one file than this are not shown; how many there are more is the last one's text. */
const MOST_PROBLEMS = 1000;

/** What each server said last of each open file, as it said it: who asks for fixes gives it back. */
const said = new WeakMap<ReadyServer, Map<Document, readonly lsp.Diagnostic[]>>();

/** A server's own words on what is wrong in a range of an open file. */
export function diagnosticsAt(
  server: ReadyServer,
  document: Document,
  range: monaco.IRange,
): readonly lsp.Diagnostic[] {
  const all = said.get(server)?.get(document) ?? [];
  return all.filter((one) => monaco.Range.areIntersectingOrTouching(rangeOf(one), range));
}

export function registerProblems(server: ReadyServer): monaco.IDisposable {
  const owner = server.kind.id;
  const own = new Map<Document, readonly lsp.Diagnostic[]>();
  said.set(server, own);
  server.onNotification<lsp.PublishDiagnosticsParams>("textDocument/publishDiagnostics", (params) => {
    const document = documentAt(params.uri);
    if (!document || document.model.isDisposed()) return;
    if (params.version !== undefined && params.version !== document.model.getVersionId()) return;
    const { isProblem } = server.kind;
    const shown = params.diagnostics
      .slice(0, MOST_PROBLEMS)
      .filter((one) => !server.documents.isReplaced(document, rangeOf(one)))
      .filter((one) => !isProblem || isProblem(document, one, rangeOf(one)));
    own.set(document, shown);
    monaco.editor.setModelMarkers(document.model, owner, shown.map(toMarkerData));
  });
  return {
    dispose: () => {
      said.delete(server);
      for (const { model } of documents.get())
        if (!model.isDisposed()) monaco.editor.setModelMarkers(model, owner, []);
    },
  };
}

function rangeOf({ range }: lsp.Diagnostic): monaco.Range {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = toRange(range);
  return new monaco.Range(startLineNumber, startColumn, endLineNumber, endColumn);
}
