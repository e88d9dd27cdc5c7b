/**
 * Python for the editor: like Monaco's own, but telling functions, classes and built-ins apart and knowing f-strings.
 */
import type { languages } from "monaco-editor/editor";

const INDENT_AS_NEXT_LINE: languages.IndentAction.Indent = 1;

const grammar: languages.IMonarchLanguage & Record<string, unknown> = {
  tokenPostfix: ".python",
  keywords: (
    "and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
  softKeywords: ["match", "case", "type"],
  builtins: (
    "None True False Ellipsis NotImplemented abs all any ascii bin bool breakpoint bytearray bytes callable chr " +
    "classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr " +
    "globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max memoryview min next " +
    "object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum " +
    "super tuple vars zip __import__"
  ).split(" "),
  brackets: [
    { open: "{", close: "}", token: "delimiter.curly" },
    { open: "[", close: "]", token: "delimiter.bracket" },
    { open: "(", close: ")", token: "delimiter.parenthesis" },
  ],
  unicode: true,
  tokenizer: {
    root: [
      [/^\s*@[\w.]+/, "function"],
      [/\b(def)(\s+)([^\W\d]\w*)/, ["keyword", "white", "function"]],
      [/\b(class)(\s+)([^\W\d]\w*)/, ["keyword", "white", "type"]],
      [/^(\s*)(match|case|type)(?=\s+[^\s=,.:)\]([].*(?::|=))/, ["white", "keyword"]],
      { include: "@strings" },
      { include: "@expression" },
    ],
    expression: [
      [/\s+/, "white"],
      [/#.*$/, "comment"],
      [
        /(\.)(\s*)([\p{L}_][\p{L}\p{N}_]*)(?=\s*\()/u,
        ["delimiter", "white", { cases: { "[A-Z].*": "type", "@default": "function" } }],
      ],
      [/(\.)(\s*)([\p{L}_][\p{L}\p{N}_]*)/u, ["delimiter", "white", "identifier"]],
      [
        /[\p{L}_][\p{L}\p{N}_]*(?=\()/u,
        {
          cases: {
            "@keywords": "keyword",
            "@builtins": "builtin",
            "[A-Z][\\w]*": "type",
            "@default": "function",
          },
        },
      ],
      [
        /[\p{L}_][\p{L}\p{N}_]*/u,
        { cases: { "@keywords": "keyword", "@builtins": "builtin", "@default": "identifier" } },
      ],
      [/0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+/, "number"],
      [/(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJ]?/, "number"],
      [/[{}[\]()]/, "@brackets"],
      [/[^\s\w{}[\]()#"']/, "delimiter"],
    ],
    strings: [
      [/(?:[fF][rR]?|[rR][fF])"""/, "string", '@format."""'],
      [/(?:[fF][rR]?|[rR][fF])'''/, "string", "@format.'''"],
      [/(?:[fF][rR]?|[rR][fF])"/, "string", '@formatLine."'],
      [/(?:[fF][rR]?|[rR][fF])'/, "string", "@formatLine.'"],
      [/[rRbBuU]{0,2}"""/, "string", '@long."""'],
      [/[rRbBuU]{0,2}'''/, "string", "@long.'''"],
      [/[rRbBuU]{0,2}"(?:[^"\\]|\\.)*(?:"|\\?$)/, "string"],
      [/[rRbBuU]{0,2}'(?:[^'\\]|\\.)*(?:'|\\?$)/, "string"],
    ],
    long: [
      [/\\./, "string"],
      [/"""|'''/, { cases: { "$0==$S2": { token: "string", next: "@pop" }, "@default": "string" } }],
      [/[^"'\\]+|["'\\]/, "string"],
    ],
    format: [
      [/\\./, "string"],
      [/\{\{|\}\}/, "string"],
      [/\{/, "delimiter.curly", "@inner"],
      [/"""|'''/, { cases: { "$0==$S2": { token: "string", next: "@pop" }, "@default": "string" } }],
      [/[^"'\\{}]+|["'\\}]/, "string"],
    ],
    formatLine: [
      [/\\./, "string"],
      [/\{\{|\}\}/, "string"],
      [/\{/, "delimiter.curly", "@inner"],
      [/["']/, { cases: { "$0==$S2": { token: "string", next: "@pop" }, "@default": "string" } }],
      [/[^"'\\{}]*$/, "string", "@pop"],
      [/[^"'\\{}]+|[\\}]/, "string"],
    ],
    inner: [
      [/\}/, "delimiter.curly", "@pop"],
      [/![rsa](?=[:}])/, "keyword"],
      [/:[^{}"']*(?=\})/, "string"],
      [/$/, "", "@pop"],
      { include: "@strings" },
      { include: "@expression" },
    ],
  },
};

/** Adds the language to Monaco. */
export function registerPython(api: typeof languages): void {
  api.register({
    id: "python",
    extensions: [".py", ".pyw", ".pyi", ".ipy", ".pyx"],
    aliases: ["Python"],
    firstLine: "^#!/.*\\bpython[0-9.-]*\\b",
  });
  api.setMonarchTokensProvider("python", grammar);
  api.setLanguageConfiguration("python", {
    comments: { lineComment: "#" },
    brackets: [
      ["{", "}"],
      ["[", "]"],
      ["(", ")"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: "(", close: ")" },
      { open: '"', close: '"', notIn: ["string", "comment"] },
      { open: "'", close: "'", notIn: ["string", "comment"] },
    ],
    onEnterRules: [
      {
        beforeText:
          /^\s*(?:def|class|for|if|elif|else|while|try|with|finally|except|async|match|case)\b.*:\s*(?:#.*)?$/,
        action: { indentAction: INDENT_AS_NEXT_LINE },
      },
    ],
    folding: { offSide: true },
  });
}
