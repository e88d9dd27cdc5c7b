/** Ruff's quick fixes: one problem's, all safe ones, and the comment that has a problem ignored. */
import { t } from "../../../preload/texts/texts";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { beginsInString } from "../code";
import { documents } from "../documents";
import { codeOfModel } from "../model-code";
import { monaco } from "../monaco";
import { findingsIn, fixAll } from "./ruff";
import type { Edit, Finding } from "./ruff-jobs";

const FIX_ALL = "tandem.ruff.fixAll";

/** What is written behind a line so that Ruff ignores a rule there; null where nothing is to be added. */
export function ignoringComment(
  line: string,
  code: string,
): { readonly column: number; readonly text: string } | null {
  const at = line.toLowerCase().lastIndexOf("# noqa");
  if (at < 0) {
    const end = line.trimEnd().length;
    return { column: end + 1, text: `  # noqa: ${code}` };
  }
  const listed = /^# noqa[ \t]*:[ \t]*[A-Z]+[0-9]+(?:[, \t]+[A-Z]+[0-9]+)*/i.exec(line.slice(at))?.[0];
  if (listed === undefined || listed.split(/[:,\s]+/).includes(code)) return null;
  return { column: at + listed.length + 1, text: `, ${code}` };
}

/** The line that Ruff reads the comment in: the last one of the string or the line that goes on. */
function commentLine(model: monaco.editor.ITextModel, line: number): number {
  const code = codeOfModel(model);
  let last = line;
  while (
    last < model.getLineCount() &&
    (beginsInString(code, last + 1) || model.getLineContent(last).endsWith("\\"))
  )
    last++;
  return last;
}

const workspaceEdit = (
  model: monaco.editor.ITextModel,
  edits: readonly Edit[],
): monaco.languages.WorkspaceEdit => ({
  edits: edits.map(({ text, ...range }) => ({
    resource: model.uri,
    versionId: model.getVersionId(),
    textEdit: { range, text },
  })),
});

function fixesOf(
  model: monaco.editor.ITextModel,
  finding: Finding,
  markers: readonly monaco.editor.IMarkerData[],
): monaco.languages.CodeAction[] {
  const actions: monaco.languages.CodeAction[] = [];
  if (finding.fix)
    actions.push({
      title: t("Fix: {what}", { what: finding.fix.title }),
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [...markers],
      edit: workspaceEdit(model, finding.fix.edits),
    });
  const line = commentLine(model, finding.startLineNumber);
  const comment =
    finding.code === "invalid-syntax" ? null : ignoringComment(model.getLineContent(line), finding.code);
  if (comment)
    actions.push({
      // Without the problem as its own: it stands behind what mends it, whoever does.
      title: t("Ignore {code} in this line (noqa)", { code: finding.code }),
      kind: "quickfix",
      edit: workspaceEdit(model, [
        {
          startLineNumber: line,
          startColumn: comment.column,
          endLineNumber: line,
          endColumn: comment.column,
          text: comment.text,
        },
      ]),
    });
  return actions;
}

/** Offers them in Python files from now on. */
export function registerRuffActions(): void {
  monaco.editor.registerCommand(FIX_ALL, (_accessor, uri: unknown) => {
    const document = documents.get().find(({ model }) => model.uri.toString() === String(uri));
    if (document)
      fixAll(document).catch((error: unknown) => notify({ level: "warning", sentence: sentenceOf(error) }));
  });
  monaco.languages.registerCodeActionProvider(
    "python",
    {
      provideCodeActions: (model, range, context) => {
        const markers = context.markers.filter(({ source }) => source === "Ruff");
        const found = findingsIn(model).filter((finding) =>
          monaco.Range.areIntersectingOrTouching(finding, range),
        );
        const actions = found.flatMap((finding) =>
          fixesOf(
            model,
            finding,
            markers.filter(
              ({ startLineNumber, startColumn }) =>
                startLineNumber === finding.startLineNumber && startColumn === finding.startColumn,
            ),
          ),
        );
        // Fixes first, and what has a problem ignored behind them.
        actions.sort((a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false));
        if (found.some(({ fix }) => fix))
          actions.push({
            title: t("Fix all that is safe to fix (Ruff)"),
            kind: "quickfix",
            command: { id: FIX_ALL, title: "", arguments: [model.uri.toString()] },
          });
        return { actions, dispose: () => {} };
      },
    },
    { providedCodeActionKinds: ["quickfix"] },
  );
}
