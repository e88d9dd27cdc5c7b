/** The symbols of the whole folder, as the servers that run know them (workspace/symbol). */
import { toRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import type { Text } from "../../../preload/texts/texts";
import type { SymbolKind } from "../definitions";
import { monaco } from "../monaco";
import { languageServers } from "./language-server";
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

/** Those whose names fit what is typed; none while no server runs. */
export async function folderSymbols(query: string): Promise<readonly FolderSymbol[]> {
  const answers = await Promise.all(
    languageServers
      .get()
      .map(({ ready }) =>
        ready?.capabilities.workspaceSymbolProvider
          ? ready.ask<(lsp.SymbolInformation | lsp.WorkspaceSymbol)[]>("workspace/symbol", { query })
          : null,
      ),
  );
  const found = answers.flatMap((answer) => answer ?? []).flatMap(shown);
  return bySimilarity(found, query).slice(0, MOST_SYMBOLS);
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
