/** The user's snippets among what the editor completes. */
import type { Snippet } from "../../preload/contract/snippets";
import { t } from "../../preload/texts/texts";
import { openDocument } from "../code/documents";
import { focusEditor } from "../code/instance";
import { monaco } from "../code/monaco";
import { tandem } from "../floor/bridge";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { notify } from "../floor/notices/notices";
import { activePage } from "../floor/pages/pages";

/** So long a list holds, in ms: who writes a snippet has it with the next word. */
const HOLDS_MS = 1_000;

let list: { readonly at: number; readonly snippets: Promise<readonly Snippet[]> } | undefined;
/** What was said of the file. */
let said: string | null = null;

async function ask(): Promise<readonly Snippet[]> {
  const { snippets, problem } = await tandem.request("app.snippets");
  if (problem !== null && problem !== said) notify({ level: "warning", sentence: problem });
  said = problem;
  return snippets;
}

function present(): Promise<readonly Snippet[]> {
  const now = performance.now();
  if (!list || now - list.at > HOLDS_MS) list = { at: now, snippets: ask().catch(() => []) };
  return list.snippets;
}

/** Offers them in files from now on; returns a function that ends it. */
export function offerSnippets(): () => void {
  // By name: who is asked for "*" is so only where those who know the language have nothing.
  const languages = monaco.languages.getLanguages().map(({ id }) => id);
  const provider = monaco.languages.registerCompletionItemProvider(languages, {
    provideCompletionItems: async (model, position) => {
      const { word, startColumn } = model.getWordUntilPosition(position);
      // A list without a word typed is the kernel's and the language server's.
      if (word === "") return { suggestions: [] };
      const language = model.getLanguageId();
      const own = (await present()).filter((each) => each.language === language || each.language === "*");
      const { lineNumber, column } = position;
      const range = new monaco.Range(lineNumber, startColumn, lineNumber, column);
      return {
        suggestions: own.map(({ name, prefix, body, description }) => ({
          label: { label: prefix, description: name },
          kind: monaco.languages.CompletionItemKind.Snippet,
          documentation: description || body,
          insertText: body,
          insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
          range,
        })),
      };
    },
  });
  return () => provider.dispose();
}

/** Adds the command that opens the file. Called once, at start. */
export function registerSnippets(): void {
  registerCommands({
    id: "settings.openSnippets",
    title: t("Open snippets.json"),
    run: async () => {
      await openDocument((await tandem.request("app.snippetsFile")).path);
      activePage.set(null);
      focusEditor();
    },
  });
  addToMenu("settings", 60, "settings.openSnippets");
}
