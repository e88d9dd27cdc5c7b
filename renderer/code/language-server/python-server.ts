/** Python's language server: basedpyright, which comes with the app. It knows the environment that the file in front runs in. */

import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { createStore } from "../../floor/store";
import type { ChannelClient } from "../../kernels/channel-client";
import type { ShellModel } from "../../kernels/shell-model";
import { activeDocument } from "../documents";
import { targetShell } from "../run-target";
import { registerFeatures } from "./features/server-features";
import { registerFileCompletions } from "./file-completions";
import { LanguageServer, type ServerKind } from "./language-server";

/** The interpreter whose packages the server knows; null while no shell says one: what it finds itself. */
export const interpreter = createStore<string | null>(null);

const analysis = {
  autoSearchPaths: true,
  diagnosticMode: "openFilesOnly",
  typeCheckingMode: "basic",
  useLibraryCodeForTypes: true,
  autoImportCompletions: true,
  // A notebook-like file ends its cells with expressions to see them.
  diagnosticSeverityOverrides: {
    reportUnusedExpression: "none",
    reportUnusedCoroutine: "none",
    reportMissingModuleSource: "none",
    reportAttributeAccessIssue: "warning",
  },
};

const kind: ServerKind = {
  id: "python",
  languages: ["python"],
  folder: openFolder.get,
  configuration: (section) => {
    if (section === "python") return { pythonPath: interpreter.get() ?? undefined, analysis };
    if (section === "basedpyright") return { analysis, disableOrganizeImports: false };
    if (section === "basedpyright.analysis" || section === "python.analysis") return analysis;
    return null;
  },
  features: (server) => {
    const parts = [registerFeatures(server), registerFileCompletions(server)];
    return {
      dispose: () => {
        for (const part of parts) part.dispose();
      },
    };
  },
};

/** Starts it with the first Python file, and follows the shell that the file in front runs in. */
export function startPythonServer(channels: ChannelClient): LanguageServer {
  const server = new LanguageServer(channels, kind);
  let asked = 0;
  const follow = async (shell: ShellModel | null) => {
    const own = ++asked;
    const document = activeDocument.get();
    if (document?.model.getLanguageId() !== "python" || !shell) return;
    const found = await tandem
      .request("kernels.interpreter", { kernelId: shell.kernelId, folder: shell.cwd })
      .catch(() => null);
    if (own !== asked || found === null || found === interpreter.get()) return;
    interpreter.set(found);
    server.configurationChanged();
  };
  targetShell.subscribe(() => void follow(targetShell.get()));
  void follow(targetShell.get());
  let folder = openFolder.get();
  openFolder.subscribe(() => {
    if (openFolder.get() === folder) return;
    folder = openFolder.get();
    server.restart();
  });
  return server;
}
