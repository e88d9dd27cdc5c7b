/** JSON for the editor, with comments as settings files have them: colours only, no worker of its own. */
import type { languages } from "monaco-editor/editor";

const grammar: languages.IMonarchLanguage = {
  tokenPostfix: ".json",
  tokenizer: {
    root: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, "string.key"],
      [/"(?:[^"\\]|\\.)*"/, "string"],
      [/"(?:[^"\\]|\\.)*$/, "invalid"],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, "number"],
      [/\b(?:true|false|null)\b/, "constant"],
      [/\/\/.*$/, "comment"],
      [/\/\*/, "comment", "@comment"],
    ],
    comment: [
      [/\*\//, "comment", "@pop"],
      [/./, "comment"],
    ],
  },
};

/** Adds the language to Monaco. */
export function registerJson(api: typeof languages): void {
  api.register({ id: "json", extensions: [".json", ".jsonc", ".ipynb"], aliases: ["JSON"] });
  api.setMonarchTokensProvider("json", grammar);
  api.setLanguageConfiguration("json", {
    comments: { lineComment: "//", blockComment: ["/*", "*/"] },
    brackets: [
      ["{", "}"],
      ["[", "]"],
    ],
    autoClosingPairs: [
      { open: "{", close: "}" },
      { open: "[", close: "]" },
      { open: '"', close: '"', notIn: ["string"] },
    ],
  });
}
