/**
 * JavaScript and TypeScript: TypeScript's own service, as Monaco's worker has it, as a language server. Open texts know each
 * other, and what they import is read from the disk by the window.
 */
import ts from "typescript";
import type { MessageConnection } from "vscode-jsonrpc";
import type * as lsp from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { DISK_CHANGED, LIST_FOLDER, READ_FILE, type TypeScriptOptions } from "./disk-questions";
import { DiskView } from "./disk-view";
import { DueProblems } from "./due-problems";
import { OpenTexts } from "./open-texts";
import { isProblem } from "./typescript-problems";
import type { TypeScriptProject } from "./typescript-project";
import { TypeScriptProjects } from "./typescript-projects";
import {
  code,
  completionKind,
  diagnosticOf,
  documentation,
  formatOptions,
  linesOf,
  rangeOf,
  symbolKind,
} from "./typescript-words";

const PREFERENCES: ts.UserPreferences = {
  includeCompletionsForModuleExports: true,
  includeCompletionsForImportStatements: true,
  includeCompletionsWithInsertText: true,
  includeAutomaticOptionalChainCompletions: true,
  providePrefixAndSuffixTextForRename: false,
  includeInlayParameterNameHints: "literals",
  includeInlayFunctionParameterTypeHints: true,
  includeInlayVariableTypeHints: true,
  includeInlayFunctionLikeReturnTypeHints: true,
};
/** Problems whose fixes are made up here; more at one place are not offered. */
const MOST_FIXES = 20;

/** An open text in its project. */
interface Place {
  readonly project: TypeScriptProject;
  readonly service: ts.LanguageService;
  readonly path: string;
  readonly text: TextDocument;
}

type At = lsp.TextDocumentPositionParams;

/** Serves a connection that is not listened to yet. @param delay of problems after a change, in ms */
export function serveTypeScript(connection: MessageConnection, delay?: number): void {
  let library = "";
  const disk = new DiskView(
    {
      list: (folder) => connection.sendRequest(LIST_FOLDER, { path: folder }),
      read: (path) => connection.sendRequest(READ_FILE, { path }),
    },
    (path) => path.includes("/node_modules/") || path.startsWith(`${library}/`),
  );
  const problems = new DueProblems(connection, findProblems, delay);
  const texts = new OpenTexts(connection, (uri) => {
    projects.textsChanged();
    if (!texts.get(uri)) projects.prune();
    lookAgain(uri);
  });
  const projects = new TypeScriptProjects(texts, disk, () => library);
  // What is changed in one file may be wrong in another.
  const lookAgain = (...first: readonly string[]) =>
    problems.later(...first, ...texts.all().map(({ uri }) => uri));
  connection.onNotification(DISK_CHANGED, () => {
    disk.forget();
    lookAgain();
  });

  async function placeOf(uri: string): Promise<Place | undefined> {
    const found = await projects.of(uri);
    const text = texts.get(uri);
    return found && text && { ...found, service: found.project.service, text };
  }

  async function findProblems(uri: string) {
    const place = await placeOf(uri);
    if (!place) return undefined;
    const { service, path, text, project } = place;
    const found = [
      ...service.getSyntacticDiagnostics(path),
      ...service.getSemanticDiagnostics(path),
      ...service
        .getSuggestionDiagnostics(path)
        .filter(({ reportsUnnecessary, reportsDeprecated }) => reportsUnnecessary || reportsDeprecated),
    ].filter((one) => isProblem(one, project.configuration !== null));
    return { version: text.version, diagnostics: found.map((one) => diagnosticOf(text, one)) };
  }

  /** The text of any file of a project; undefined where it is not known. */
  function textOf(service: ts.LanguageService, path: string): TextDocument | undefined {
    const open = texts.get(projects.address(path));
    if (open) return open;
    const text = service.getProgram()?.getSourceFile(path)?.text;
    return text === undefined ? undefined : linesOf(text);
  }

  function locations(service: ts.LanguageService, spans: readonly ts.DocumentSpan[] = []) {
    return spans.flatMap(({ fileName, textSpan }): lsp.Location[] => {
      const text = textOf(service, fileName);
      return text ? [{ uri: projects.address(fileName), range: rangeOf(text, textSpan) }] : [];
    });
  }

  const on = <Params extends { readonly textDocument: lsp.TextDocumentIdentifier }>(
    method: string,
    answer: (place: Place, params: Params) => unknown,
  ) =>
    connection.onRequest(method, async (params: Params): Promise<unknown> => {
      const place = await placeOf(params.textDocument.uri);
      return (place && answer(place, params)) ?? null;
    });
  /** The same for a place in the text, which comes as its offset. */
  const at = <Params extends At>(
    method: string,
    answer: (place: Place, offset: number, params: Params) => unknown,
  ) => on<Params>(method, (place, params) => answer(place, place.text.offsetAt(params.position), params));

  connection.onRequest(
    "initialize",
    ({ initializationOptions }: lsp.InitializeParams): lsp.InitializeResult => {
      ({ library } = initializationOptions as TypeScriptOptions);
      return { capabilities };
    },
  );
  connection.onRequest("shutdown", () => null);

  at("textDocument/completion", ({ service, path, text }, offset): lsp.CompletionList | null => {
    const found = service.getCompletionsAtPosition(path, offset, PREFERENCES);
    if (!found) return null;
    const items = found.entries.map((entry): lsp.CompletionItem => {
      const { name, kind, sortText, insertText, replacementSpan, kindModifiers = "", source, data } = entry;
      return {
        label: name,
        kind: completionKind(kind),
        sortText,
        ...(insertText === undefined ? {} : { insertText }),
        ...(replacementSpan
          ? { textEdit: { range: rangeOf(text, replacementSpan), newText: insertText ?? name } }
          : {}),
        ...(kindModifiers.includes("deprecated") ? { tags: [1] } : {}),
        ...(source === undefined ? {} : { labelDetails: { description: source } }),
        data: { uri: text.uri, offset, name, source, data },
      };
    });
    return { isIncomplete: found.isIncomplete === true, items };
  });

  connection.onRequest(
    "completionItem/resolve",
    async (item: lsp.CompletionItem): Promise<lsp.CompletionItem> => {
      const { uri, offset, name, source, data } = item.data;
      const place = await placeOf(uri);
      if (!place) return item;
      const { service, path, text } = place;
      const details = service.getCompletionEntryDetails(
        path,
        offset,
        name,
        formatOptions({}),
        source,
        PREFERENCES,
        data,
      );
      if (!details) return item;
      // An import that comes with the name.
      const edits = (details.codeActions ?? []).flatMap(({ changes }) =>
        changes.filter(({ fileName }) => fileName === path).flatMap(({ textChanges }) => [...textChanges]),
      );
      return {
        ...item,
        detail: ts.displayPartsToString(details.displayParts),
        documentation: { kind: "markdown", value: documentation(details.documentation, details.tags) },
        ...(edits.length > 0
          ? {
              additionalTextEdits: edits.map(({ span, newText }) => ({
                range: rangeOf(text, span),
                newText,
              })),
            }
          : {}),
      };
    },
  );

  at("textDocument/hover", ({ service, path, text }, offset): lsp.Hover | null => {
    const info = service.getQuickInfoAtPosition(path, offset);
    if (!info) return null;
    const value = [
      code(ts.displayPartsToString(info.displayParts)),
      documentation(info.documentation, info.tags),
    ];
    return {
      contents: { kind: "markdown", value: value.join("\n\n") },
      range: rangeOf(text, info.textSpan),
    };
  });

  at("textDocument/signatureHelp", ({ service, path }, offset): lsp.SignatureHelp | null => {
    const help = service.getSignatureHelpItems(path, offset, undefined);
    if (!help) return null;
    const words = (parts: readonly ts.SymbolDisplayPart[]) => ts.displayPartsToString([...parts]);
    return {
      activeSignature: help.selectedItemIndex,
      activeParameter: help.argumentIndex,
      signatures: help.items.map((item) => {
        let label = words(item.prefixDisplayParts);
        const parameters = item.parameters.map((parameter, index): lsp.ParameterInformation => {
          if (index > 0) label += words(item.separatorDisplayParts);
          const from = label.length;
          label += words(parameter.displayParts);
          return { label: [from, label.length], documentation: words(parameter.documentation) };
        });
        const value = documentation(item.documentation, item.tags);
        return {
          label: label + words(item.suffixDisplayParts),
          documentation: { kind: "markdown", value },
          parameters,
        };
      }),
    };
  });

  at("textDocument/definition", ({ service, path }, offset) =>
    locations(service, service.getDefinitionAtPosition(path, offset)),
  );
  at("textDocument/declaration", ({ service, path }, offset) =>
    locations(service, service.getDefinitionAtPosition(path, offset)),
  );
  at("textDocument/typeDefinition", ({ service, path }, offset) =>
    locations(service, service.getTypeDefinitionAtPosition(path, offset)),
  );
  at("textDocument/references", ({ service, path }, offset, { context }: lsp.ReferenceParams) =>
    locations(
      service,
      service
        .findReferences(path, offset)
        ?.flatMap(({ references }) =>
          references.filter(({ isDefinition }) => context.includeDeclaration || !isDefinition),
        ),
    ),
  );

  at("textDocument/prepareRename", ({ service, path, text }, offset) => {
    const info = service.getRenameInfo(path, offset, PREFERENCES);
    return info.canRename ? { range: rangeOf(text, info.triggerSpan), placeholder: info.displayName } : null;
  });
  at("textDocument/rename", ({ service, path }, offset, { newName }: lsp.RenameParams) => {
    const changes: Record<string, lsp.TextEdit[]> = {};
    const found = service.findRenameLocations(path, offset, false, false, PREFERENCES) ?? [];
    for (const { uri, range } of locations(service, found)) {
      changes[uri] ??= [];
      changes[uri].push({ range, newText: newName });
    }
    return { changes };
  });

  on("textDocument/documentSymbol", ({ service, path, text }) => {
    const symbols = (items: readonly ts.NavigationTree[] = []): lsp.DocumentSymbol[] =>
      items.flatMap((item) => {
        const kind = symbolKind(item.kind);
        const [span] = item.spans;
        if (kind === undefined || !span) return [];
        const range = rangeOf(text, span);
        const selectionRange = item.nameSpan ? rangeOf(text, item.nameSpan) : range;
        return [{ name: item.text, kind, range, selectionRange, children: symbols(item.childItems) }];
      });
    return symbols(service.getNavigationTree(path).childItems);
  });

  on<lsp.DocumentFormattingParams>("textDocument/formatting", ({ service, path, text }, { options }) =>
    service
      .getFormattingEditsForDocument(path, formatOptions(options))
      .map(({ span, newText }): lsp.TextEdit => ({ range: rangeOf(text, span), newText })),
  );

  on<lsp.CodeActionParams>(
    "textDocument/codeAction",
    ({ service, path }, { range, context, textDocument }) => {
      const text = texts.get(textDocument.uri);
      if (!text) return null;
      const codes = context.diagnostics.flatMap(({ code: of }) => (typeof of === "number" ? [of] : []));
      const [from, to] = [text.offsetAt(range.start), text.offsetAt(range.end)];
      const [first] = context.diagnostics;
      const span = first ? [text.offsetAt(first.range.start), text.offsetAt(first.range.end)] : [from, to];
      return service
        .getCodeFixesAtPosition(path, span[0] ?? from, span[1] ?? to, codes, formatOptions({}), PREFERENCES)
        .filter(({ changes }) => changes.every(({ isNewFile }) => !isNewFile))
        .slice(0, MOST_FIXES)
        .map(({ description, changes }): lsp.CodeAction => {
          const edits: Record<string, lsp.TextEdit[]> = {};
          for (const { fileName, textChanges } of changes) {
            const of = textOf(service, fileName);
            if (of)
              edits[projects.address(fileName)] = textChanges.map(({ span: at, newText }) => ({
                range: rangeOf(of, at),
                newText,
              }));
          }
          return {
            title: description,
            kind: "quickfix",
            edit: { changes: edits },
            ...(first ? { diagnostics: [first] } : {}),
          };
        });
    },
  );

  on<lsp.InlayHintParams>("textDocument/inlayHint", ({ service, path, text }, { range }) => {
    const start = text.offsetAt(range.start);
    const length = text.offsetAt(range.end) - start;
    return service.provideInlayHints(path, { start, length }, PREFERENCES).map(
      (hint): lsp.InlayHint => ({
        position: text.positionAt(hint.position),
        label: hint.text || (hint.displayParts ?? []).map(({ text: part }) => part).join(""),
        kind: hint.kind === ts.InlayHintKind.Parameter ? 2 : 1,
        paddingLeft: hint.whitespaceBefore === true,
        paddingRight: hint.whitespaceAfter === true,
      }),
    );
  });
}

const capabilities: lsp.ServerCapabilities = {
  textDocumentSync: 2,
  completionProvider: { triggerCharacters: [".", '"', "'", "/", "@", "<"], resolveProvider: true },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ["(", ",", "<"] },
  definitionProvider: true,
  declarationProvider: true,
  typeDefinitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  documentFormattingProvider: true,
  codeActionProvider: { codeActionKinds: ["quickfix"] },
  inlayHintProvider: true,
};
