/**
 * Ruff's settings for a file: those of the nearest `.ruff.toml`, `ruff.toml` or `pyproject.toml` with a `[tool.ruff]`,
 * with what they extend; else the user's own. As Ruff's "Configuration" and "Config file discovery" have it.
 */
import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { parse, TomlError } from "smol-toml";
import { OPTIONS_OF_NO_FILE, type RuffSettings } from "../../preload/contract/ruff";
import { t } from "../../preload/texts/texts";
import { matchesPath } from "./path-patterns";

type Table = Record<string, unknown>;

/** In the order in which Ruff takes them. */
export const SETTINGS_FILES = [".ruff.toml", "ruff.toml", "pyproject.toml"] as const;
/** A larger file is none that people wrote, in bytes. */
const MOST_BYTES = 1024 * 1024;
/** Settings that extend others that extend others… */
const MOST_EXTENDED = 8;
/** What Ruff leaves out where `exclude` says nothing else. */
const EXCLUDED = (
  ".bzr .direnv .eggs .git .git-rewrite .hg .ipynb_checkpoints .mypy_cache .nox .pants.d .pyenv .pytest_cache " +
  ".pytype .ruff_cache .svn .tox .venv .vscode __pypackages__ _build buck-out dist node_modules site-packages venv"
).split(" ");

/** Settings as they were found, before they are made for one file. */
interface Found {
  readonly file: string;
  readonly text: string;
  readonly options: Table;
}

/** What cannot be used, as a sentence. */
class Unusable extends Error {}

export interface LookedFor {
  readonly settings: RuffSettings;
  /** Files that would change the answer when they change, come or go. */
  readonly watched: readonly string[];
}

/**
 * Looks for the settings of a file. Never rejects: what cannot be read is the answer's `problem`.
 * @param path of a Python file @param userFolder Ruff's folder of the user's own settings
 */
export async function settingsFor(path: string, userFolder: string): Promise<LookedFor> {
  const watched: string[] = [];
  try {
    const found =
      (await nearest(dirname(path), watched)) ?? (await inFolder(userFolder, watched, true)) ?? null;
    return { settings: madeFor(path, found), watched };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { settings: { ...madeFor(path, null), problem: error.message }, watched };
  }
}

async function nearest(start: string, watched: string[]): Promise<Found | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = await inFolder(folder, watched, true);
    if (found || folder === dirname(folder)) return found;
  }
}

async function inFolder(folder: string, watched: string[], extend: boolean): Promise<Found | null> {
  for (const name of SETTINGS_FILES) {
    const file = join(folder, name);
    watched.push(file);
    const found = await settingsIn(file);
    if (found) return extend ? extended(found, watched, MOST_EXTENDED) : found;
  }
  return null;
}

/** The settings of one file; null where it is not there, or is a project's without any for Ruff. */
async function settingsIn(file: string): Promise<Found | null> {
  const size = await stat(file).then(
    (info) => (info.isFile() ? info.size : null),
    () => null,
  );
  if (size === null) return null;
  if (size > MOST_BYTES) throw new Unusable(t("{file} is too large for settings of Ruff.", { file }));
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new Unusable(
      t("Ruff's settings in {file} cannot be read: {reason}", { file, reason: error.message }),
    );
  });
  const isProject = file.endsWith("pyproject.toml");
  // A project without a word of Ruff is not Ruff's to judge.
  if (isProject && !text.includes("ruff")) return null;
  const all = parsed(file, text);
  if (!isProject) return { file, text, options: all };
  const ruff = tableOf(tableOf(all.tool)?.ruff);
  if (!ruff) return null;
  const target = targetOf(tableOf(all.project)?.["requires-python"]);
  return { file, text, options: target === null ? ruff : { "target-version": target, ...ruff } };
}

function parsed(file: string, text: string): Table {
  try {
    return parse(text) as Table;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.replace(/^Invalid TOML document: /, "").split("\n", 1);
    throw new Unusable(
      t("Ruff's settings in {file} cannot be used (line {line}): {reason}", {
        file,
        line: String(error.line),
        reason,
      }),
    );
  }
}

const tableOf = (value: unknown): Table | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Table) : null;

/** "py39" of ">=3.9"; null where no lowest version is said. */
function targetOf(requires: unknown): string | null {
  const version =
    typeof requires === "string" ? /(?:>=|~=|==)\s*3\.(\d{1,2})/.exec(requires)?.[1] : undefined;
  return version === undefined ? null : `py3${version}`;
}

/** With what the settings extend: their own count before it. */
async function extended(found: Found, watched: string[], left: number): Promise<Found> {
  const { extend, ...options } = found.options;
  if (typeof extend !== "string" || left === 0) return { ...found, options };
  const named = extend.startsWith("~/") ? join(homedir(), extend.slice(2)) : extend;
  const file = isAbsolute(named) ? named : resolve(dirname(found.file), named);
  watched.push(file);
  const base = await settingsIn(file);
  if (!base)
    throw new Unusable(
      t("Ruff's settings in {file} extend {other}, which is not there.", { file: found.file, other: file }),
    );
  return { ...found, options: merged((await extended(base, watched, left - 1)).options, options) };
}

/** Tables are merged, lists of "extend-…" are joined, all else is the nearer one's. */
function merged(base: Table, own: Table): Table {
  const all: Table = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const [before, table] = [tableOf(all[key]), tableOf(value)];
    if (before && table) all[key] = merged(before, table);
    else if (key.startsWith("extend-") && Array.isArray(all[key]) && Array.isArray(value))
      all[key] = [...(all[key] as unknown[]), ...value];
    else all[key] = value;
  }
  return all;
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

/** What the settings mean for one file. Ruff's own code in the window does not know the file's path. */
function madeFor(path: string, found: Found | null): RuffSettings {
  const options = structuredClone<Table>(found?.options ?? OPTIONS_OF_NO_FILE);
  const root = slashes(found ? dirname(found.file) : dirname(path));
  const file = slashes(path);
  const lint = tableOf(options.lint);
  const matches = (pattern: string) => matchesPath(slashes(pattern), file, root);
  const excluded = [...(options.exclude === undefined ? EXCLUDED : strings(options.exclude))];
  const all = [...excluded, ...strings(options["extend-exclude"])].some(matches);
  const ignored: string[] = [];
  for (const table of [options, lint ?? {}])
    for (const key of ["per-file-ignores", "extend-per-file-ignores"]) {
      for (const [pattern, codes] of Object.entries(tableOf(table[key]) ?? {})) {
        const not = pattern.startsWith("!");
        if (matches(not ? pattern.slice(1) : pattern) !== not) ignored.push(...strings(codes));
      }
      delete table[key];
    }
  return {
    options,
    file: found?.file ?? null,
    excluded: {
      lint: all || strings(lint?.exclude).some(matches),
      format: all || strings(tableOf(options.format)?.exclude).some(matches),
    },
    ignored,
    problem: null,
    text: found?.text ?? "",
  };
}

const slashes = (path: string) => path.replaceAll("\\", "/");
