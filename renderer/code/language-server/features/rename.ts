/**
 * Another name for something, everywhere (textDocument/rename). In one file it is changed at once; over several files the
 * changes are shown first.
 */
import { toRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { t } from "../../../../preload/texts/texts";
import { notify, sentenceOf } from "../../../floor/notices/notices";
import { codeEditor } from "../../instance";
import { monaco } from "../../monaco";
import { openPreview } from "../edit-preview";
import type { ReadyServer } from "../language-server";
import { carryOut, type Done, planEdit, versionsNow } from "../workspace-edit";
import { placeIn, selectorOf } from "./feature";

type Prepared =
  | lsp.Range
  | { readonly range: lsp.Range; readonly placeholder: string }
  | { readonly defaultBehavior: boolean };

/** Says what was renamed where, with the way back. */
function tellDone(title: string, { changes, undo }: Done): void {
  const close = notify({
    level: "info",
    sentence: t("{title}: {count} changes. They are not saved yet.", { title, count: changes }),
    actions: [
      {
        label: t("Undo"),
        run: async () => {
          try {
            await undo();
            close();
          } catch (error) {
            notify({ level: "warning", sentence: sentenceOf(error) });
          }
        },
      },
    ],
  });
}

/** @returns why not; "asked" when the user is asked which of the changes are made */
async function rename(
  server: ReadyServer,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  newName: string,
  token: monaco.CancellationToken,
): Promise<{ readonly rejectReason: string } | "done" | "asked"> {
  const refused = { rejectReason: t("This name cannot be changed.") };
  const place = placeIn(server, model, position);
  const oldName = model.getWordAtPosition(position)?.word;
  const asked = versionsNow();
  const edit =
    place && (await server.ask<lsp.WorkspaceEdit>("textDocument/rename", { ...place, newName }, token));
  if (!edit || oldName === undefined) return refused;
  const plan = await planEdit(edit, asked, server.documents, oldName);
  if (plan.files.length === 0) return refused;
  if (plan.files.length === 1) {
    await carryOut(plan);
    return "done";
  }
  const title = t("Rename {old} to {new}", { old: oldName, new: newName });
  openPreview.set({ title, plan, onDone: (done) => tellDone(title, done) });
  return "asked";
}

/** Resolves when the cursor or the text is another one, or another rename begins. */
const cancelled = (token: monaco.CancellationToken) =>
  new Promise<void>((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });

export function registerRename(server: ReadyServer): monaco.IDisposable {
  return monaco.languages.registerRenameProvider(selectorOf(server), {
    provideRenameEdits: async (model, position, newName, token) => {
      // What is changed is changed here, for Monaco knows only the files that are open.
      const version = model.getVersionId();
      const result = await rename(server, model, position, newName, token).catch((error: unknown) => {
        // Monaco gives a rename up, and says nothing, when the text or the cursor is another one meanwhile.
        const editor = codeEditor.get();
        if (model.getVersionId() !== version || !editor?.getPosition()?.equals(position))
          notify({ level: "warning", sentence: sentenceOf(error) });
        return { rejectReason: sentenceOf(error) };
      });
      // Monaco would read out at once that nothing was changed.
      if (result === "asked") await cancelled(token);
      return { edits: [], ...(typeof result === "object" ? result : {}) };
    },
    resolveRenameLocation: async (model, position, token) => {
      const word = model.getWordAtPosition(position);
      const refused = {
        range: monaco.Range.fromPositions(position),
        text: "",
        rejectReason: t("This name cannot be changed."),
      };
      const place = placeIn(server, model, position);
      if (!word || !place) return refused;
      const whole = {
        range: new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn),
        text: word.word,
      };
      const can = server.capabilities.renameProvider;
      if (typeof can !== "object" || !can.prepareProvider) return whole;
      const prepared = await server.ask<Prepared>("textDocument/prepareRename", place, token);
      if (!prepared) return refused;
      if ("placeholder" in prepared) return { range: toRange(prepared.range), text: prepared.placeholder };
      if (!("start" in prepared)) return whole;
      const range = toRange(prepared);
      return { range, text: model.getValueInRange(range) };
    },
  });
}
