/** What each version brought, the newest first. */
import { t } from "../../preload/texts/texts";

export interface Version {
  readonly version: string;
  readonly news: readonly string[];
}

export const VERSIONS: readonly Version[] = [
  {
    version: "0.1.0",
    news: [
      t("Editor and shells side by side, on any Jupyter kernel, and on Python and JavaScript without one."),
      t("Kernels outlive the window; every output is kept and comes back."),
      t("Completion, problems, renaming and formatting for Python and other languages."),
      t("Notebooks as cells, and results beside the code of plain files."),
      t("Variables and tables of any size, also from files; every figure that was ever made."),
      t("A debugger for Python and JavaScript that also stands in the line that failed."),
      t("Git's changes, a history of each file, and finding in all files."),
    ],
  },
];
