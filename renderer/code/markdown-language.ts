/** Markdown for the editor: Monaco's own, whose chunks of code (`{python}`, `{r setup}`, `{code-cell}`) have colours too. */
import type { languages } from "monaco-editor/editor";

const CLOSE = { token: "string", next: "@pop", nextEmbedded: "@pop" };
const opens = (language: string) => ({ token: "string", next: "@chunk", nextEmbedded: language });

/** What comes before Monaco's own rules. */
const CHUNKS: languages.IMonarchLanguageRule[] = [
  [/^(?:`{3,9}|~{3,9}) ?\{code-cell\}(?: ?i?python\d?)?$/, opens("python")],
  [/^(?:`{3,9}|~{3,9}) ?\{code-cell\} ?(\w{1,40})/, opens("$1")],
  [/^(?:`{3,9}|~{3,9}) ?\{(?:bash|sh|zsh)[\s,}][^`]{0,400}$/, opens("shell")],
  [/^(?:`{3,9}|~{3,9}) ?\{(\w{1,40})[\s,}][^`]{0,400}$/, opens("$1")],
];

/** Replaces what Monaco has for the language, once that is loaded. */
export function registerMarkdown(api: typeof languages): void {
  api.register({
    id: "markdown",
    extensions: [".md", ".markdown", ".qmd", ".rmd"],
    aliases: ["Markdown", "markdown"],
  });
  api.registerTokensProviderFactory("markdown", {
    create: async () => {
      const { language } = await import("monaco-editor/languages/definitions/markdown/markdown");
      const { root = [], ...states } = language.tokenizer;
      const chunk: languages.IMonarchLanguageRule[] = [
        [/^(?:`{3,9}|~{3,9}) {0,9}$/, CLOSE],
        [/.+/, "variable.source"],
      ];
      return { ...language, tokenizer: { root: [...CHUNKS, ...root], ...states, chunk } };
    },
  });
  api.onLanguageEncountered("markdown", async () => {
    const { conf } = await import("monaco-editor/languages/definitions/markdown/markdown");
    api.setLanguageConfiguration("markdown", conf);
  });
}
