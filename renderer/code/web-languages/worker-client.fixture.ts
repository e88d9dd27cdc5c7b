/** For tests: a window's end of a worker's connection, in one process with the worker. */

import { expect } from "vitest";
import type { MessageConnection } from "vscode-jsonrpc";
import type * as lsp from "vscode-languageserver-protocol";
import { connectionOver, type MessagePlace } from "./worker-connection";

export interface WorkerClient {
  readonly connection: MessageConnection;
  /** Opens a text in its first version and returns its address. */
  open(uri: string, languageId: string, text: string): string;
  change(uri: string, version: number, contentChanges: lsp.TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  ask<Answer>(method: string, params: unknown): Promise<Answer>;
  /** What is wrong in that version of a text, once that is told. */
  problems(uri: string, version: number): Promise<readonly lsp.Diagnostic[]>;
  dispose(): void;
}

/** @param serve puts the worker's handlers on its end */
export function openWorkerClient(serve: (connection: MessageConnection) => void): WorkerClient {
  const { port1, port2 } = new MessageChannel();
  const worker = connectionOver(port1 as unknown as MessagePlace);
  serve(worker);
  worker.listen();
  const connection = connectionOver(port2 as unknown as MessagePlace);
  const told: lsp.PublishDiagnosticsParams[] = [];
  connection.onNotification("textDocument/publishDiagnostics", (params: lsp.PublishDiagnosticsParams) => {
    told.push(params);
  });
  connection.listen();
  const notify = (method: string, params: unknown) => void connection.sendNotification(method, params);
  return {
    connection,
    open: (uri, languageId, text) => {
      notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
      return uri;
    },
    change: (uri, version, contentChanges) =>
      notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges }),
    close: (uri) => notify("textDocument/didClose", { textDocument: { uri } }),
    ask: (method, params) => connection.sendRequest(method, params),
    problems: async (uri, version) => {
      const found = () => told.findLast((one) => one.uri === uri && one.version === version)?.diagnostics;
      await expect.poll(found, { timeout: 55_000 }).toBeDefined();
      return found() ?? [];
    },
    dispose: () => {
      connection.dispose();
      worker.dispose();
      port1.close();
      port2.close();
    },
  };
}
