/** What a server finds wrong in the open files (textDocument/publishDiagnostics), as markers of Monaco's. */
import { toMarkerData } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { documents } from "../../documents";
import { monaco } from "../../monaco";
import { documentAt } from "../addresses";
import type { ReadyServer } from "../language-server";

/** More problems of one file than this are not shown; how many there are more is the last one's text. */
const MOST_PROBLEMS = 1000;

export function registerProblems(server: ReadyServer): monaco.IDisposable {
  const owner = server.kind.id;
  server.onNotification<lsp.PublishDiagnosticsParams>("textDocument/publishDiagnostics", (params) => {
    const document = documentAt(params.uri);
    if (!document || document.model.isDisposed()) return;
    if (params.version !== undefined && params.version !== document.model.getVersionId()) return;
    const shown = params.diagnostics.slice(0, MOST_PROBLEMS);
    monaco.editor.setModelMarkers(document.model, owner, shown.map(toMarkerData));
  });
  return {
    dispose: () => {
      for (const { model } of documents.get())
        if (!model.isDisposed()) monaco.editor.setModelMarkers(model, owner, []);
    },
  };
}
