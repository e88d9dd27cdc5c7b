/** Quick fixes for `np` and the like where they are not imported: no language server knows that `np` is numpy. */
import { customaryImport, lineForImport } from "./known-imports";
import { codeOfModel } from "./model-code";
import { monaco } from "./monaco";

/** Names that are not there, as Ruff and the language server call that. */
const UNDEFINED = /^(?:F821|reportUndefinedVariable)$/;

function undefinedNames(
  model: monaco.editor.ITextModel,
  markers: readonly monaco.editor.IMarkerData[],
): readonly string[] {
  const names = markers.flatMap(({ code, ...range }) =>
    UNDEFINED.test(typeof code === "object" ? code.value : (code ?? ""))
      ? [model.getValueInRange(range)]
      : [],
  );
  return [...new Set(names)];
}

/** Offers them in Python files from now on. */
export function registerKnownImports(): void {
  monaco.languages.registerCodeActionProvider(
    "python",
    {
      provideCodeActions: (model, _range, { markers }) => {
        const actions = undefinedNames(model, markers).flatMap((name): monaco.languages.CodeAction[] => {
          const statement = customaryImport(name);
          return statement === undefined ? [] : [importAction(model, statement, markers)];
        });
        return { actions, dispose: () => {} };
      },
    },
    { providedCodeActionKinds: ["quickfix"] },
  );
}

function importAction(
  model: monaco.editor.ITextModel,
  statement: string,
  markers: readonly monaco.editor.IMarkerData[],
): monaco.languages.CodeAction {
  const line = lineForImport(codeOfModel(model));
  const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 };
  return {
    title: statement,
    diagnostics: [...markers],
    kind: "quickfix",
    isPreferred: true,
    edit: {
      edits: [
        {
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range, text: `${statement}\n` },
        },
      ],
    },
  };
}
