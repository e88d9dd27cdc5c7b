/** Python's language server: basedpyright, which comes with the app. It knows the environment that the file in front runs in. */

import type * as lsp from "vscode-languageserver-protocol";
import { PYTHON_SERVER } from "../../../preload/contract/language-servers";
import { openFolder, settings } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { createStore } from "../../floor/store";
import type { ChannelClient } from "../../kernels/channel-client";
import type { ShellModel } from "../../kernels/shell-model";
import { nodeAt } from "../code";
import { activeDocument, type Document } from "../documents";
import { mayBeIPython } from "../ipython-lines";
import { codeOfModel } from "../model-code";
import type { monaco } from "../monaco";
import { targetShell } from "../run-target";
import { serverProcess } from "./connection";
import { followFolder } from "./follow-folder";
import { LanguageServer, type ServerKind } from "./language-server";
import { isShellName, servedPython } from "./python-text";

/** The environment of the shell that the file in front runs in is not there any more. */
export const environmentGone = createStore(false);

/** The interpreter whose packages the server knows; null while no shell says one: what it finds itself. */
export const interpreter = createStore<string | null>(null);

const analysis = () => ({
  autoSearchPaths: true,
  diagnosticMode: "openFilesOnly",
  typeCheckingMode: settings.get().typeChecking,
  useLibraryCodeForTypes: true,
  autoImportCompletions: true,
  // A notebook-like file ends its cells with expressions to see them.
  diagnosticSeverityOverrides: {
    reportUnusedExpression: "none",
    reportUnusedCoroutine: "none",
    reportMissingModuleSource: "none",
    reportAttributeAccessIssue: "warning",
  },
});

/** The words before which Python wants an async function, and a shell does not. */
const AWAITS = new Set(["await", "async"]);

/** What is wrong in a module and right in a shell is no problem: the names that it gives, and `await` outside of functions. */
function isProblem(document: Document, { code }: lsp.Diagnostic, range: monaco.Range): boolean {
  const { model } = document;
  if (range.startLineNumber !== range.endLineNumber) return true;
  const word = model.getValueInRange(range);
  if (code === undefined)
    return !AWAITS.has(word) || isInFunction(document, model.getOffsetAt(range.getStartPosition()));
  return !isShellName(word) || !/^report(?:Undefined|Unknown)/.test(String(code));
}

function isInFunction({ model }: Document, offset: number): boolean {
  let node = nodeAt(codeOfModel(model), offset);
  while (node && node.name !== "FunctionDefinition" && node.name !== "LambdaExpression") node = node.parent;
  return node !== null;
}

const kind = (channels: ChannelClient): Omit<ServerKind, "features"> => ({
  id: PYTHON_SERVER,
  connect: serverProcess(channels, PYTHON_SERVER, openFolder.get),
  name: "basedpyright",
  languages: ["python"],
  serving: { mayDiffer: mayBeIPython, serve: servedPython },
  isProblem,
  organizeImports: "basedpyright.organizeimports",
  folder: openFolder.get,
  configuration: (section) => {
    if (section === "python") return { pythonPath: interpreter.get() ?? undefined, analysis: analysis() };
    if (section === "basedpyright") return { analysis: analysis(), disableOrganizeImports: false };
    if (section === "basedpyright.analysis" || section === "python.analysis") return analysis();
    return null;
  },
});

/**
 * Starts it with the first Python file, and follows the shell that the file in front runs in.
 * @param features what it does for the editor
 */
export function startPythonServer(channels: ChannelClient, features: ServerKind["features"]): LanguageServer {
  const server = new LanguageServer({ ...kind(channels), features });
  let asked = 0;
  const follow = async (shell: ShellModel | null) => {
    const own = ++asked;
    const document = activeDocument.get();
    if (document?.model.getLanguageId() !== "python" || !shell) return;
    const { kernelId, cwd } = shell;
    const found = await tandem
      .request("kernels.interpreter", { kernelId, folder: cwd })
      .catch(() => ({ path: null, there: true }));
    if (own !== asked) return;
    environmentGone.set(!found.there);
    // One that is not known is left as it was: the shell has been joined, or its kernel is not in the list any more.
    const path = found.there ? (found.path ?? interpreter.get()) : null;
    if (path === interpreter.get()) return;
    interpreter.set(path);
    server.configurationChanged();
  };
  // An environment may be deleted or made while nobody looks.
  window.addEventListener("focus", () =>
    unawaited("following the shell that code runs in", follow(targetShell.get())),
  );
  let { typeChecking } = settings.get();
  settings.subscribe(() => {
    if (settings.get().typeChecking === typeChecking) return;
    ({ typeChecking } = settings.get());
    server.configurationChanged();
  });
  targetShell.subscribe(() => unawaited("following the shell that code runs in", follow(targetShell.get())));
  unawaited("following the shell that code runs in", follow(targetShell.get()));
  followFolder(server);
  return server;
}
