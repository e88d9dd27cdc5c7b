/** Code that takes a kernel to a folder. Pure. */
import { pathLiteral } from "../../shell/input/path-literal";

/** @param language Monaco's id; null: it is not known how that language does it */
export function changeFolderCode(path: string, language: string): string | null {
  const written = pathLiteral(path, language);
  switch (language) {
    case "python":
      return `import os; os.chdir(${written})`;
    case "javascript":
    case "typescript":
      return `process.chdir(${written})`;
    case "r":
      return `setwd(${written})`;
    case "julia":
    case "shell":
      return language === "julia" ? `cd(${written})` : `cd ${pathLiteral(path, "sh")}`;
    default:
      return null;
  }
}
