/** Sorting the imports of the file in front. */
import { activeDocument } from "../documents";
import { triggerEditor } from "../instance";
import { languageServers } from "./language-server";

/**
 * Has the server of the file's language sort them by its own command, where it has one; else whoever offers to by a code
 * action. What is changed can be undone.
 */
export async function organizeImports(): Promise<void> {
  const document = activeDocument.get();
  const language = document?.model.getLanguageId();
  const server = languageServers
    .get()
    .find(({ kind, ready }) => ready && kind.organizeImports && kind.languages.includes(language ?? ""));
  const uri = document && server?.ready?.documents.address(document);
  if (!server?.kind.organizeImports || !uri) {
    triggerEditor("editor.action.organizeImports");
    return;
  }
  // The change comes back as a request of the server's (workspace/applyEdit).
  await server.ready?.ask("workspace/executeCommand", {
    command: server.kind.organizeImports,
    arguments: [uri],
  });
}
