/**
 * Languages: which one a file is in by its name, how it begins a line comment, and which kernels run it.
 */
import { t } from "../../preload/texts/texts";

interface Language {
  /** Monaco's id. */
  readonly id: string;
  /** As the status bar shows it. */
  readonly title: string;
  /** Titles of files with these endings, where they differ from it. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly extensions: readonly string[];
  /** What begins a line comment, or null. */
  readonly comment: string | null;
  /** The kernels' names for it (kernelspec "language"), in lower case; absent where no kernel runs it. */
  readonly kernels?: readonly string[];
}

const languages: readonly Language[] = [
  {
    id: "python",
    title: "Python",
    extensions: ["py", "pyw", "pyi", "ipy", "pyx"],
    comment: "#",
    kernels: ["python"],
  },
  { id: "r", title: "R", extensions: ["r", "rprofile"], comment: "#", kernels: ["r"] },
  { id: "julia", title: "Julia", extensions: ["jl"], comment: "#", kernels: ["julia"] },
  {
    id: "javascript",
    title: "JavaScript",
    extensions: ["js", "mjs", "cjs", "jsx"],
    comment: "//",
    kernels: ["javascript"],
  },
  {
    id: "typescript",
    title: "TypeScript",
    extensions: ["ts", "mts", "cts", "tsx"],
    comment: "//",
    // Tandem's own JavaScript kernel strips the types.
    kernels: ["typescript", "javascript"],
  },
  {
    id: "shell",
    title: t("Shell script"),
    extensions: ["sh", "bash", "zsh"],
    comment: "#",
    kernels: ["bash", "shell", "sh"],
  },
  {
    id: "cpp",
    title: "C++",
    titles: { c: "C" },
    extensions: ["c", "h", "cc", "cpp", "cxx", "hpp", "hh"],
    comment: "//",
    kernels: ["c++", "cpp"],
  },
  { id: "sql", title: "SQL", extensions: ["sql"], comment: "--", kernels: ["sql"] },
  { id: "json", title: "JSON", extensions: ["json", "jsonc", "ipynb"], comment: null },
  {
    id: "markdown",
    title: "Markdown",
    extensions: ["md", "markdown", "qmd", "rmd"],
    titles: { qmd: "Quarto", rmd: t("R Markdown") },
    comment: null,
  },
  { id: "latex", title: "LaTeX", extensions: ["tex", "ltx", "sty", "cls"], comment: null },
  { id: "html", title: "HTML", extensions: ["html", "htm"], comment: null },
  { id: "xml", title: "XML", extensions: ["xml", "svg"], comment: null },
  { id: "css", title: "CSS", extensions: ["css"], comment: null },
  { id: "scss", title: "SCSS", extensions: ["scss"], comment: "//" },
  { id: "less", title: "LESS", extensions: ["less"], comment: "//" },
  { id: "yaml", title: "YAML", extensions: ["yaml", "yml"], comment: "#" },
  { id: "ini", title: "INI", extensions: ["ini", "cfg", "conf", "toml"], comment: "#" },
];

const plain: Language = { id: "plaintext", title: t("Plain text"), extensions: [], comment: null };
const fileNames: Readonly<Record<string, string>> = {
  ".bashrc": "shell",
  ".rprofile": "r",
  makefile: "shell",
};

/** The language of a file, by its name. */
export function languageOfFile(name: string): Language {
  const lower = name.toLowerCase();
  const byName = fileNames[lower];
  if (byName) return languageById(byName);
  const extension = lower.includes(".") ? lower.slice(lower.lastIndexOf(".") + 1) : "";
  return languages.find((language) => language.extensions.includes(extension)) ?? plain;
}

/** The language of that Monaco id; plain text where it is not known. */
export function languageById(id: string): Language {
  return languages.find((language) => language.id === id) ?? plain;
}

/**
 * What the language of code is called: that of Monaco's id `id`, or a nearer name that the ending of its file has. One that
 * the editor does not know is called as kernels name it.
 */
export function languageTitle(id: string, name: string): string {
  const language = languageById(id);
  const { titles } = language;
  const title = language === plain && id !== plain.id ? id : language.title;
  const dot = name.lastIndexOf(".");
  return (dot < 0 ? undefined : titles?.[name.slice(dot + 1).toLowerCase()]) ?? title;
}

/** The language that a kernel runs, by the name in its kernelspec; null where the editor does not know it. */
export function languageOfKernel(kernelLanguage: string): Language | null {
  return languages.find((language) => language.kernels?.includes(kernelLanguage.toLowerCase())) ?? null;
}

/** Monaco's ids of the languages that kernels run. */
export function kernelLanguages(): readonly string[] {
  return languages.filter(({ kernels }) => kernels).map(({ id }) => id);
}

/**
 * Whether a kernel of `kernelLanguage` runs code of a language.
 * @param id Monaco's; of a language that the editor does not know, the name that kernels have for it
 */
export function runsLanguage(kernelLanguage: string, id: string): boolean {
  const name = kernelLanguage.toLowerCase();
  return languageById(id).kernels?.includes(name) ?? name === id;
}

export type { Language };
