/** Every feature that a server has for the editor. A new one is a file here and a line below. */
import type { monaco } from "../../monaco";
import type { ReadyServer } from "../language-server";
import { registerCodeActions } from "./code-actions";
import { registerFileCompletions } from "./file-completions";
import { registerHover } from "./hover";
import { registerInlayHints } from "./inlay-hints";
import { registerLocations } from "./locations";
import { registerProblems } from "./problems";
import { registerRename } from "./rename";
import { registerSemanticColours } from "./semantic-colours";
import { registerSignatureHelp } from "./signature-help";

/** Registers what the server can; `dispose` takes all of it back. */
export function registerFeatures(server: ReadyServer): monaco.IDisposable {
  const { capabilities: can } = server;
  const parts: monaco.IDisposable[] = [registerProblems(server), registerFileCompletions(server)];
  if (can.hoverProvider) parts.push(registerHover(server));
  if (can.signatureHelpProvider) parts.push(registerSignatureHelp(server));
  if (can.definitionProvider) parts.push(...registerLocations(server));
  if (can.renameProvider) parts.push(registerRename(server));
  if (can.codeActionProvider) parts.push(registerCodeActions(server));
  if (can.inlayHintProvider) parts.push(registerInlayHints(server));
  if (can.semanticTokensProvider) parts.push(registerSemanticColours(server));
  return {
    dispose: () => {
      for (const part of parts) part.dispose();
    },
  };
}
