/**
 * Quick fixes and what a server does to a whole file (textDocument/codeAction).
 *
 * Monaco asks by itself where the cursor came to rest, and by that gives up what a key asked a moment before: a list that
 * takes a server longer than that would never be shown. So an answer is kept for who asks the same again, and a key first
 * has it fetched (`fetchFixes`).
 */
import { fromRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { notify, sentenceOf } from "../../../floor/notices/notices";
import type { Document } from "../../documents";
import { customaryImport } from "../../known-imports";
import { monaco, withMonaco } from "../../monaco";
import { languageServers, type ReadyServer } from "../language-server";
import { carryOut, planEdit, type Versions, versionsNow } from "../workspace-edit";
import { documentOf, selectorOf, textDocumentOf } from "./feature";
import { diagnosticsAt } from "./problems";

/** Monaco's command that carries out an action: its argument is what does it. */
const CARRY_OUT = "tandem.carryOutCodeAction";

withMonaco(() => {
  monaco.editor.registerCommand(CARRY_OUT, (_accessor, run: () => Promise<void>) => {
    run().catch((error: unknown) => notify({ level: "warning", sentence: sentenceOf(error) }));
  });
});

type Answer = readonly (lsp.Command | lsp.CodeAction)[];

/** What a server was asked last, and what it says. */
interface Asked {
  readonly key: string;
  readonly answer: Promise<Answer | null>;
  readonly cancel: () => void;
  /** From then on it is asked anew, in ms of `performance.now()`. */
  until: number;
}

/** So long an answer holds while text and problems stay the same, in ms: packages may be installed meanwhile. */
const HOLDS_MS = 5_000;

const lastAsked = new WeakMap<ReadyServer, Asked>();

/** A key waits so long for the fixes of a server, in ms: at first it looks through all packages for what can be imported. */
const KEY_WAITS_MS = 10_000;

/** What the server offers there; what was asked a moment ago is not asked again. */
function answerOf(
  server: ReadyServer,
  document: Document,
  range: monaco.IRange,
  only: string | undefined,
): Promise<Answer | null> {
  const { model } = document;
  const textDocument = textDocumentOf(server, model);
  if (!textDocument) return Promise.resolve(null);
  const diagnostics = diagnosticsAt(server, document, range);
  const params: lsp.CodeActionParams = {
    textDocument,
    range: problemAt(diagnostics, range) ?? fromRange(range),
    context: { diagnostics: [...diagnostics], ...(only === undefined ? {} : { only: [only] }) },
  };
  const key = JSON.stringify([model.getVersionId(), params]);
  const last = lastAsked.get(server);
  if (last?.key === key && performance.now() < last.until) return last.answer;
  last?.cancel();
  const source = new monaco.CancellationTokenSource();
  const asked: Asked = {
    key,
    cancel: () => source.cancel(),
    until: Number.POSITIVE_INFINITY,
    answer: server.ask<Answer>("textDocument/codeAction", params, source.token).then((answer) => {
      asked.until = answer ? performance.now() + HOLDS_MS : 0;
      return answer;
    }),
  };
  lastAsked.set(server, asked);
  return asked.answer;
}

/** The range of the problem that a cursor touches: at its end servers look at what stands behind it. */
function problemAt(diagnostics: readonly lsp.Diagnostic[], range: monaco.IRange): lsp.Range | undefined {
  const empty = range.startLineNumber === range.endLineNumber && range.startColumn === range.endColumn;
  return empty ? diagnostics[0]?.range : undefined;
}

/** Has the servers of a file say what would mend it there; returns when they have, or after a while. */
export async function fetchFixes(document: Document, range: monaco.IRange): Promise<void> {
  const language = document.model.getLanguageId();
  const answers = languageServers.get().flatMap(({ kind, ready }) => {
    const can = ready?.capabilities.codeActionProvider && kind.languages.includes(language);
    return can ? [answerOf(ready, document, range, undefined)] : [];
  });
  const late = new Promise((resolve) => setTimeout(resolve, KEY_WAITS_MS));
  if (answers.length > 0) await Promise.race([Promise.all(answers), late]);
}

export function registerCodeActions(server: ReadyServer): monaco.IDisposable {
  const can = server.capabilities.codeActionProvider;
  const kinds = typeof can === "object" ? can.codeActionKinds : undefined;
  return monaco.languages.registerCodeActionProvider(
    selectorOf(server),
    {
      provideCodeActions: async (model, range, { only, markers }) => {
        const document = documentOf(model);
        if (!document) return null;
        const asked = versionsNow();
        const answer = await answerOf(server, document, range, only);
        if (!answer || model.isDisposed() || asked.get(document) !== model.getVersionId()) return null;
        const offered = answer.filter(({ title }) => !isOddImport(title));
        const actions = offered.map((one) => ({
          ...shownAction(server, one, asked),
          ...mended(one, markers),
        }));
        return { actions, dispose: () => {} };
      },
    },
    kinds ? { providedCodeActionKinds: kinds } : {},
  );
}

/** `from pandas.core.frame import np`, one for each module that has it: of a name with a customary import that one is offered. */
function isOddImport(title: string): boolean {
  const [from, , verb, name = "", ...rest] = title.split(" ");
  if (from !== "from" || verb !== "import" || rest.length > 0) return false;
  const custom = customaryImport(name);
  return custom !== undefined && custom !== title;
}

/** What has a problem ignored is no mending of it, and stands behind what is. */
const IGNORES = /# (?:pyright|type): ?ignore/;

/** The problems that an action mends, by which Monaco puts it before others. */
function mended(
  action: lsp.Command | lsp.CodeAction,
  markers: readonly monaco.editor.IMarkerData[],
): Pick<monaco.languages.CodeAction, "diagnostics"> {
  return IGNORES.test(action.title) ? {} : { diagnostics: [...markers] };
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
