/** LaTeX for the editor, which Monaco has not: colours and brackets. */
import type { languages } from "monaco-editor/editor";

const grammar: languages.IMonarchLanguage = {
  tokenPostfix: ".latex",
  brackets: [
    { open: "{", close: "}", token: "delimiter.curly" },
    { open: "[", close: "]", token: "delimiter.square" },
  ],
  tokenizer: {
    root: [
      [/%.*$/, "comment"],
      [
        /(\\begin)(\s*)(\{)(verbatim\*?|lstlisting|minted)(\})/,
        ["keyword", "white", "delimiter.curly", "type", { token: "delimiter.curly", next: "@verbatim" }],
      ],
      [
        /(\\(?:begin|end))(\s*)(\{)([^{}]*)(\})/,
        ["keyword", "white", "delimiter.curly", "type", "delimiter.curly"],
      ],
      [/\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?/, "keyword"],
      [/\\(?:label|ref|eqref|cite[a-z]*|input|include|usepackage|documentclass)\b\*?/, "keyword"],
      [/\\[a-zA-Z]+\*?/, "function"],
      [/\\./, "function"],
      [/\$\$?/, "number"],
      [/[{}[\]]/, "@brackets"],
      [/[&~^_#]/, "delimiter"],
      [/[^\\%{}[\]$&~^_#]+/, ""],
    ],
    verbatim: [
      [
        /(\\end)(\s*)(\{)(verbatim\*?|lstlisting|minted)(\})/,
        ["keyword", "white", "delimiter.curly", "type", { token: "delimiter.curly", next: "@pop" }],
      ],
      [/[^\\]+|\\/, "string"],
    ],
  },
};

/** Adds the language to Monaco. */
export function registerLatex(api: typeof languages): void {
  api.register({ id: "latex", extensions: [".tex", ".ltx", ".sty", ".cls"], aliases: ["LaTeX"] });
  api.setMonarchTokensProvider("latex", grammar);
  api.setLanguageConfiguration("latex", {
    comments: { lineComment: "%" },
    brackets: [
      ["{", "}"],
      ["[", "]"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: "$", close: "$", notIn: ["comment"] },
    ],
    surroundingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: "$", close: "$" },
    ],
  });
}
