/**
 * Monaco's workers for JSON, CSS and HTML as language servers: they answer in the protocol's own types, so that all that
 * is done here is to hand requests on. One server has one such worker for each of its languages.
 */
import type { MessageConnection } from "vscode-jsonrpc";
import type * as lsp from "vscode-languageserver-protocol";
import { DueProblems } from "./due-problems";
import { type MirroredText, OpenTexts } from "./open-texts";

/** What a worker of Monaco's may answer; one that lacks a method cannot do that. */
export interface ModeWorker {
  doValidation?(uri: string): Promise<lsp.Diagnostic[]>;
  doComplete?(uri: string, position: lsp.Position): Promise<lsp.CompletionList | null>;
  doHover?(uri: string, position: lsp.Position): Promise<lsp.Hover | null>;
  findDocumentSymbols?(uri: string): Promise<lsp.DocumentSymbol[] | lsp.SymbolInformation[]>;
  findDefinition?(uri: string, position: lsp.Position): Promise<lsp.Location | null>;
  findReferences?(uri: string, position: lsp.Position): Promise<lsp.Location[]>;
  doRename?(uri: string, position: lsp.Position, newName: string): Promise<lsp.WorkspaceEdit | null>;
  doCodeActions?(uri: string, range: lsp.Range, context: lsp.CodeActionContext): Promise<lsp.Command[]>;
  format?(uri: string, range: lsp.Range | null, options: lsp.FormattingOptions): Promise<lsp.TextEdit[]>;
}

/** The texts of its language, as Monaco's workers ask for them. */
export interface WorkerContext {
  getMirrorModels(): MirroredText[];
}

export interface ModeServer {
  /** @param given the options that the server was started with */
  readonly languages: Readonly<Record<string, (context: WorkerContext, given: unknown) => ModeWorker>>;
  readonly completionTriggers: readonly string[];
}

/** Serves a connection that is not listened to yet. @param delay of problems after a change, in ms */
export function serveMode(
  connection: MessageConnection,
  { languages, completionTriggers }: ModeServer,
  delay?: number,
): void {
  const workers = new Map<string, ModeWorker>();
  let given: unknown;
  const problems = new DueProblems(connection, findProblems, delay);
  const texts = new OpenTexts(connection, (uri) => problems.later(uri));

  /** The worker of a text's language; undefined where there is neither. */
  function workerOf(uri: string): ModeWorker | undefined {
    const language = texts.get(uri)?.languageId;
    if (language === undefined || !Object.hasOwn(languages, language)) return undefined;
    let worker = workers.get(language);
    if (!worker) {
      worker = languages[language]?.({ getMirrorModels: () => texts.mirrored(language) }, given);
      if (worker) workers.set(language, worker);
    }
    return worker;
  }

  async function findProblems(uri: string) {
    const version = texts.get(uri)?.version;
    if (version === undefined) return undefined;
    return { version, diagnostics: (await workerOf(uri)?.doValidation?.(uri)) ?? [] };
  }

  const at = (
    method: string,
    answer: (worker: ModeWorker, uri: string, params: never) => Promise<unknown> | undefined,
  ) =>
    connection.onRequest(
      method,
      async (params: { readonly textDocument: lsp.TextDocumentIdentifier }): Promise<unknown> => {
        const { uri } = params.textDocument;
        const worker = workerOf(uri);
        return (worker && (await answer(worker, uri, params as never))) ?? null;
      },
    );

  connection.onRequest(
    "initialize",
    ({ initializationOptions }: lsp.InitializeParams): lsp.InitializeResult => {
      given = initializationOptions;
      const sample = Object.values(languages).map((make) => make({ getMirrorModels: () => [] }, given));
      const can = (method: keyof ModeWorker) => sample.some((worker) => worker[method] !== undefined);
      return {
        capabilities: {
          textDocumentSync: 2,
          completionProvider: { triggerCharacters: [...completionTriggers] },
          hoverProvider: can("doHover"),
          documentSymbolProvider: can("findDocumentSymbols"),
          definitionProvider: can("findDefinition"),
          referencesProvider: can("findReferences"),
          renameProvider: can("doRename"),
          codeActionProvider: can("doCodeActions"),
          documentFormattingProvider: can("format"),
        },
      };
    },
  );
  connection.onRequest("shutdown", () => null);
  at("textDocument/codeAction", async (worker, uri, { range, context }: lsp.CodeActionParams) =>
    (await worker.doCodeActions?.(uri, range, context))?.map(
      // A worker's own command has the edits as its last argument.
      ({ title, arguments: [, , edits] = [] }): lsp.CodeAction => ({
        title,
        kind: "quickfix",
        edit: { changes: { [uri]: edits as lsp.TextEdit[] } },
      }),
    ),
  );
  at("textDocument/completion", (worker, uri, { position }: lsp.CompletionParams) =>
    worker.doComplete?.(uri, position),
  );
  at("textDocument/hover", (worker, uri, { position }: lsp.HoverParams) => worker.doHover?.(uri, position));
  at("textDocument/documentSymbol", (worker, uri) => worker.findDocumentSymbols?.(uri));
  at("textDocument/definition", (worker, uri, { position }: lsp.DefinitionParams) =>
    worker.findDefinition?.(uri, position),
  );
  at("textDocument/references", (worker, uri, { position }: lsp.ReferenceParams) =>
    worker.findReferences?.(uri, position),
  );
  at("textDocument/rename", (worker, uri, { position, newName }: lsp.RenameParams) =>
    worker.doRename?.(uri, position, newName),
  );
  at("textDocument/formatting", (worker, uri, { options }: lsp.DocumentFormattingParams) =>
    worker.format?.(uri, null, options),
  );
}
