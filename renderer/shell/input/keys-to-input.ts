/** Keys that are pressed in the output and mean the input: where text was selected by mouse, a block has the keyboard. */

/**
 * Whether a key that was pressed in a shell's output is text for its input, or pastes.
 * @param mac there Cmd pastes
 */
export function goesToInput(event: KeyboardEvent, mac: boolean): boolean {
  const target = event.target as Element;
  // Buttons, links, fields and frames in the output keep their keys.
  if (!target.matches("[role=log], article.block")) return false;
  const { key, ctrlKey, metaKey, altKey } = event;
  const command = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (command && !altKey && key.toLowerCase() === "v") return true;
  if (ctrlKey || metaKey || altKey) return false;
  // The space bar scrolls. Accents and input methods begin with a key that is no letter yet.
  return key === "Dead" || key === "Process" || (key.length === 1 && key !== " ");
}
