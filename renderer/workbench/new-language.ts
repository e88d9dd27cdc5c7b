/**
 * Another language was chosen: a window speaks it once it is loaded anew, which keeps texts, cursors, shells and what was
 * typed, but not what can be undone. Where there is such, the user says when.
 */
import { locale } from "../../preload/texts/language";
import { t } from "../../preload/texts/texts";
import { documents } from "../code/documents";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { notify } from "../floor/notices/notices";

/**
 * Follows the app's language from now on; returns a function that stops it.
 * @param reload loads the window anew with everything that it holds
 */
export function followLanguage(reload: () => Promise<void>): () => void {
  let takeAway = () => {};
  return tandem.on("language.changed", ({ locale: wanted }) => {
    takeAway();
    if (wanted === locale()) return;
    if (!documents.get().some(({ model }) => model.canUndo() || model.canRedo()))
      return unawaited("reload", reload());
    takeAway = notify({
      level: "info",
      sentence: t(
        "This window speaks the new language once it is loaded anew. Everything in it stays as it is; only what was typed before cannot be undone any more.",
      ),
      actions: [{ label: t("Reload now"), run: reload }],
    });
  });
}
