/** Links in outputs: of the web and of mail, opened by the system; anything else is not followed. */
import { tandem } from "../../../floor/bridge";
import { notify, sentenceOf } from "../../../floor/notices/notices";

const OPENED = /^(?:https?|mailto):/i;

/** Opens an address in the system's browser or mail program. Main checks it again. */
export async function openLink(url: string): Promise<void> {
  if (!OPENED.test(url)) return;
  try {
    await tandem.request("app.openExternal", { url });
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}
