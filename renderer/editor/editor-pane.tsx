/** The left of the window: the editor groups. */
import { GroupLayout } from "./group-layout";

export function EditorPane() {
  return <GroupLayout />;
}
