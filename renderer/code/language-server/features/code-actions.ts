/** Quick fixes and what a server does to a whole file (textDocument/codeAction). */
import { fromRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { notify, sentenceOf } from "../../../floor/notices/notices";
import { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { carryOut, planEdit, type Versions, versionsNow } from "../workspace-edit";
import { documentOf, selectorOf, textDocumentOf } from "./feature";
import { diagnosticsAt } from "./problems";

/** Monaco's command that carries out an action: its argument is what does it. */
const CARRY_OUT = "tandem.carryOutCodeAction";

monaco.editor.registerCommand(CARRY_OUT, (_accessor, run: () => Promise<void>) => {
  run().catch((error: unknown) => notify({ level: "warning", sentence: sentenceOf(error) }));
});

export function registerCodeActions(server: ReadyServer): monaco.IDisposable {
  const can = server.capabilities.codeActionProvider;
  const kinds = typeof can === "object" ? can.codeActionKinds : undefined;
  return monaco.languages.registerCodeActionProvider(
    selectorOf(server),
    {
      provideCodeActions: async (model, range, context, token) => {
        const document = documentOf(model);
        const textDocument = textDocumentOf(server, model);
        if (!document || !textDocument) return null;
        const asked = versionsNow();
        const params: lsp.CodeActionParams = {
          textDocument,
          range: fromRange(range),
          context: {
            diagnostics: [...diagnosticsAt(server, document, range)],
            ...(context.only === undefined ? {} : { only: [context.only] }),
          },
        };
        const answer = await server.ask<(lsp.Command | lsp.CodeAction)[]>(
          "textDocument/codeAction",
          params,
          token,
        );
        if (!answer || model.isDisposed() || asked.get(document) !== model.getVersionId()) return null;
        return { actions: answer.map((one) => shownAction(server, one, asked)), dispose: () => {} };
      },
    },
    kinds ? { providedCodeActionKinds: kinds } : {},
  );
}

function shownAction(
  server: ReadyServer,
  action: lsp.Command | lsp.CodeAction,
  asked: Versions,
): monaco.languages.CodeAction {
  const { title } = action;
  const command = { id: CARRY_OUT, title, arguments: [() => carryOutAction(server, action, asked)] };
  if (typeof action.command === "string") return { title, command };
  const { kind, isPreferred, disabled } = action as lsp.CodeAction;
  return {
    title,
    command,
    ...(kind === undefined ? {} : { kind }),
    ...(isPreferred === undefined ? {} : { isPreferred }),
    ...(disabled ? { disabled: disabled.reason } : {}),
  };
}

async function carryOutAction(
  server: ReadyServer,
  action: lsp.Command | lsp.CodeAction,
  asked: Versions,
): Promise<void> {
  if (typeof action.command === "string") return execute(server, action as lsp.Command);
  const whole = await resolved(server, action as lsp.CodeAction);
  if (whole.edit) await carryOut(await planEdit(whole.edit, asked, server.documents));
  if (whole.command) await execute(server, whole.command);
}

/** The action with its edit, which some servers make only for the one that is taken. */
async function resolved(server: ReadyServer, action: lsp.CodeAction): Promise<lsp.CodeAction> {
  const can = server.capabilities.codeActionProvider;
  if (action.edit || typeof can !== "object" || !can.resolveProvider) return action;
  return (await server.ask<lsp.CodeAction>("codeAction/resolve", action)) ?? action;
}

/** What the command changes comes back as a request of the server's (workspace/applyEdit). */
async function execute(server: ReadyServer, { command, arguments: given }: lsp.Command): Promise<void> {
  await server.ask("workspace/executeCommand", { command, arguments: given ?? [] });
}
