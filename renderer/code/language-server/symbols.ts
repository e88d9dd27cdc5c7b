/** The symbols of the whole folder, as the servers that run know them (workspace/symbol). */
import { toRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import type { Text } from "../../../preload/texts/texts";
import type { SymbolKind } from "../definitions";
import { monaco } from "../monaco";
import { languageServers, REQUEST_MS } from "./language-server";
import { symbolKindOf } from "./symbol-kinds";
import { bySimilarity } from "./symbol-order";

export interface FolderSymbol {
  readonly name: string;
  /** What it stands in, e.g. a class; "" for none. */
  readonly container: string;
  readonly kind: Text & (SymbolKind | "variable");
  readonly path: string;
  readonly range: monaco.IRange;
}

/** More are not looked at; typing on is quicker. */
const MOST_SYMBOLS = 500;

/**
 * Those whose names fit what is typed; none while no server runs.
 * @param token cancelled when something else is typed
 * @returns `answered` false: a server did not, and there may be more
 */
export async function folderSymbols(
  query: string,
  token: monaco.CancellationToken,
): Promise<{ readonly symbols: readonly FolderSymbol[]; readonly answered: boolean }> {
  const asked = languageServers
    .get()
    .flatMap(({ ready }) => (ready?.capabilities.workspaceSymbolProvider ? [ready] : []));
  const answers = await Promise.all(
    asked.map(async (ready) => {
      const ask = ready.ask<(lsp.SymbolInformation | lsp.WorkspaceSymbol)[]>;
      const began = performance.now();
      const answer = await ask("workspace/symbol", { query }, token);
      // A server that finds nothing may say null too.
      return { answer, late: answer === null && performance.now() - began >= REQUEST_MS };
    }),
  );
  const found = answers.flatMap(({ answer }) => answer ?? []).flatMap(shown);
  return {
    symbols: bySimilarity(found, query).slice(0, MOST_SYMBOLS),
    answered: answers.every(({ late }) => !late),
  };
}

function shown({
  name,
  kind,
  containerName,
  location,
}: lsp.SymbolInformation | lsp.WorkspaceSymbol): FolderSymbol[] {
  const uri = monaco.Uri.parse(location.uri);
  if (uri.scheme !== "file" || !("range" in location)) return [];
  return [
    {
      name,
      container: containerName ?? "",
      kind: symbolKindOf[kind] ?? "variable",
      path: uri.fsPath,
      range: toRange(location.range),
    },
  ];
}
