/** Formatters of the user's own, as the settings have them for a language: they count before all others. */
import { settings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { registerFormatter } from "./formatters";

/** To be called before other formatters are registered. */
export function registerOwnFormatters(): void {
  registerFormatter({
    formats: ({ model }) =>
      !model.isDisposed() &&
      settings.get().formatters.some(({ language }) => language === model.getLanguageId()),
    format: (document, text) => {
      const { path, name } = document.file.get();
      return tandem.request("formatter.run", { language: document.model.getLanguageId(), path, name, text });
    },
  });
}
