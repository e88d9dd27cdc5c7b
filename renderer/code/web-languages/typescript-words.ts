/** What TypeScript calls things, as the Language Server Protocol calls them. */
import ts from "typescript";
import type * as lsp from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";

/** By TypeScript's ScriptElementKind; what is missing is a variable or, of symbols, is left out. */
const COMPLETION_KINDS: ReadonlyMap<string, lsp.CompletionItemKind> = new Map([
  ["keyword", 14],
  ["primitive type", 14],
  ["function", 3],
  ["local function", 3],
  ["method", 2],
  ["construct", 4],
  ["constructor", 4],
  ["call", 2],
  ["index", 2],
  ["property", 10],
  ["getter", 10],
  ["setter", 10],
  ["JSX attribute", 10],
  ["module", 9],
  ["external module name", 9],
  ["class", 7],
  ["local class", 7],
  ["interface", 8],
  ["type", 7],
  ["enum", 13],
  ["enum member", 20],
  ["const", 21],
  ["alias", 18],
  ["directory", 19],
  ["script", 17],
  ["string", 12],
  ["warning", 1],
]);
const VARIABLE = 6;

const SYMBOL_KINDS: ReadonlyMap<string, lsp.SymbolKind> = new Map([
  ["module", 2],
  ["class", 5],
  ["local class", 5],
  ["interface", 11],
  ["enum", 10],
  ["enum member", 22],
  ["type", 11],
  ["function", 12],
  ["local function", 12],
  ["method", 6],
  ["getter", 7],
  ["setter", 7],
  ["property", 7],
  ["constructor", 9],
  ["const", 14],
  ["let", 13],
  ["var", 13],
]);

export function completionKind(kind: string): lsp.CompletionItemKind {
  return COMPLETION_KINDS.get(kind) ?? VARIABLE;
}

export function symbolKind(kind: string): lsp.SymbolKind | undefined {
  return SYMBOL_KINDS.get(kind);
}

const SEVERITIES: Readonly<Record<number, lsp.DiagnosticSeverity>> = {
  [ts.DiagnosticCategory.Error]: 1,
  [ts.DiagnosticCategory.Warning]: 2,
  [ts.DiagnosticCategory.Message]: 3,
  [ts.DiagnosticCategory.Suggestion]: 4,
};

/** A text whose places can be told, however it was come by. */
export function linesOf(text: string): TextDocument {
  return TextDocument.create("", "", 0, text);
}

export function rangeOf(text: TextDocument, span: ts.TextSpan): lsp.Range {
  return { start: text.positionAt(span.start), end: text.positionAt(span.start + span.length) };
}

export function diagnosticOf(text: TextDocument, found: ts.Diagnostic): lsp.Diagnostic {
  const tags: lsp.DiagnosticTag[] = [];
  if (found.reportsUnnecessary) tags.push(1);
  if (found.reportsDeprecated) tags.push(2);
  return {
    range: rangeOf(text, { start: found.start ?? 0, length: found.length ?? 0 }),
    severity: SEVERITIES[found.category] ?? 1,
    message: ts.flattenDiagnosticMessageText(found.messageText, "\n"),
    code: found.code,
    source: "typescript",
    tags,
  };
}

/** Documentation as Markdown: the text, then its tags. */
export function documentation(
  text: readonly ts.SymbolDisplayPart[] | undefined,
  tags: readonly ts.JSDocTagInfo[] | undefined,
): string {
  const told = (tags ?? []).map(({ name, text: of }) => {
    const words = ts.displayPartsToString(of ? [...of] : []);
    return `*@${name}*${words ? ` ${words}` : ""}`;
  });
  return [ts.displayPartsToString(text ? [...text] : []), ...told].filter(Boolean).join("\n\n");
}

export function code(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\``;
}

/** How a text is laid out, from what the editor says of it. */
export function formatOptions({
  tabSize = 4,
  insertSpaces = true,
}: Partial<lsp.FormattingOptions>): ts.FormatCodeSettings {
  return {
    ...ts.getDefaultFormatCodeSettings("\n"),
    tabSize,
    indentSize: tabSize,
    convertTabsToSpaces: insertSpaces,
    semicolons: ts.SemicolonPreference.Ignore,
  };
}
