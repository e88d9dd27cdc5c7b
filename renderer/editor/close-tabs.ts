/** Closing files in one group: those that stand in another one as well stay open there. */
import type { Document } from "../code/documents";
import { closeDocuments } from "./closing";
import { closeInGroup, focusedGroup, isInSeveral } from "./groups/groups";

/** Closes tabs of the focused group, asking first where unsaved text would go. False when they stay. */
export async function closeTabs(closing: readonly Document[]): Promise<boolean> {
  const { id, files } = focusedGroup();
  const shared = closing.filter((document) => files.includes(document) && isInSeveral(document));
  if (!(await closeDocuments(closing.filter((document) => !shared.includes(document))))) return false;
  for (const document of shared) closeInGroup(id, document);
  return true;
}
