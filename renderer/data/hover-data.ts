/** Pointing at a name in the editor that the kernel has a table under: what it is, and that it opens as data. */
import * as v from "valibot";
import { t } from "../../preload/texts/texts";
import { documents } from "../code/documents";
import { kernelLanguages } from "../code/languages";
import { monaco } from "../code/monaco";
import { targetOf } from "../code/run-target";
import { windowShells } from "../kernels/window-shells";
import { expressionAt } from "./expression-at";
import { findVariable, isTable } from "./find-variable";
import { openVariable } from "./open";

const COMMAND = "tandem.openAsData";
const opening = v.object({ view: v.string(), name: v.string(), path: v.array(v.string()) });

/** Offers it. Called once, when Monaco is there. */
export function offerDataOnHover(): void {
  monaco.editor.registerCommand(COMMAND, (_, given: unknown) => {
    const { view, name, path } = v.parse(opening, given);
    const shell = windowShells()
      .shells.get()
      .find((one) => one.view === view);
    if (shell) openVariable(shell, name, path);
  });
  monaco.languages.registerHoverProvider([...kernelLanguages()], { provideHover });
}

async function provideHover(
  model: monaco.editor.ITextModel,
  { lineNumber, column }: monaco.Position,
): Promise<monaco.languages.Hover | null> {
  const document = documents.get().find((one) => one.model === model);
  const shell = document && targetOf(document);
  const word = model.getWordAtPosition({ lineNumber, column });
  if (!shell || !word) return null;
  // "fit.table" alone: that another thing is called "table" as well does not matter here.
  const [name] = expressionAt(model.getLineContent(lineNumber), word.endColumn - 1);
  const found = name === undefined ? undefined : await findVariable(shell, name);
  if (name === undefined || !found || !isTable(found.variable.kind)) return null;
  const given = encodeURIComponent(JSON.stringify({ view: shell.view, name, path: found.path }));
  const { type, shape } = found.variable;
  const said = [type, shape, shell.name].filter(Boolean).join(" · ");
  return {
    range: new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn),
    contents: [
      {
        value: `[${t("Open as data")}](command:${COMMAND}?${given.replaceAll("(", "%28").replaceAll(")", "%29")}) · ${escaped(said)}`,
        isTrusted: { enabledCommands: [COMMAND] },
      },
    ],
  };
}

/** As text: nothing of it is read as Markdown. */
const escaped = (text: string) => text.replace(/[\\`*_{}[\]()#+\-.!<>|~&$]/g, "\\$&");
