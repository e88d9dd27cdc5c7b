/** The text of settings.json: JSON with comments, edited by hand and by the app. What cannot be used is named, and stays. Pure. */
import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  modify,
  type ParseError,
  parseTree,
} from "jsonc-parser";
import * as v from "valibot";
import {
  type DEFAULT_SETTINGS,
  type SettingsProblem,
  settings as settingsSchema,
} from "../../preload/contract/settings";
import { t } from "../../preload/texts/texts";

export interface ReadSettings {
  /** What stands in it, by name; also what this build does not know. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly (SettingsProblem & { readonly name?: string })[];
  /** It is no JSON as a whole: nothing can be put into it. */
  readonly broken: boolean;
}

/** So much of a value is shown. */
const MOST_SHOWN = 60;
/** Longer files are no settings, in UTF-16 units. */
const MOST_CHARS = 4 * 1024 * 1024;
/** So long is such a text at most as UTF-8. */
export const MOST_SETTINGS_BYTES = 3 * MOST_CHARS;

/**
 * Reads what can be read, also of a text with errors.
 * @param refuse a sentence where a setting does not count, whatever its value
 */
export function readSettingsText(
  text: string,
  refuse: (name: string) => string | null = () => null,
): ReadSettings {
  if (text.trim() === "") return { values: {}, problems: [], broken: false };
  if (text.length > MOST_CHARS)
    return { values: {}, problems: [{ line: 1, sentence: t("It is too large to be read.") }], broken: true };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const lineOf = lineCounter(text);
  if (root?.type !== "object") {
    return {
      values: {},
      problems: [{ line: 1, sentence: t("It holds no settings: it has to be one JSON object.") }],
      broken: true,
    };
  }
  const values: Record<string, unknown> = {};
  const problems: (SettingsProblem & { name?: string })[] = errors.slice(0, 1).map(({ offset }) => ({
    line: lineOf(offset),
    sentence: t("It cannot be read from here on as JSON; what could be read holds."),
  }));
  for (const property of root.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const name = String(key.value);
    // As an own property, whatever it is called.
    Object.defineProperty(values, name, {
      value: getNodeValue(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    const refused = refuse(name);
    const problem = refused === null ? problemOf(name, values[name]) : { sentence: refused, at: [] };
    if (problem)
      problems.push({
        line: lineOf(findNodeAtLocation(value, [...problem.at])?.offset ?? value.offset),
        sentence: problem.sentence,
        name,
        ...(!Object.hasOwn(settingsSchema.entries, name) && { unknown: true }),
      });
  }
  return { values, problems, broken: errors.length > 0 };
}

interface Wrong {
  readonly sentence: string;
  /** Where in the setting's value. */
  readonly at: readonly (string | number)[];
}

/** What is wrong with a setting; null where nothing is. */
function problemOf(name: string, value: unknown): Wrong | null {
  if (!Object.hasOwn(settingsSchema.entries, name))
    return {
      sentence: t("This version knows no setting “{name}”. It is kept.", { name: shown(name) }),
      at: [],
    };
  const key = name as keyof typeof DEFAULT_SETTINGS;
  const read = v.parse(settingsSchema, { [name]: value })[key];
  const found = firstDifference(read, value);
  if (!found) return null;
  const [words, wrong] = [
    { name: [name, ...found.at].join("."), value: shown(JSON.stringify(found.value)) },
    found.used === undefined,
  ];
  return {
    sentence: wrong
      ? t("“{name}” cannot be {value}; it does not count. It is kept.", words)
      : t("“{name}” cannot be {value}; {used} holds. It is kept.", {
          ...words,
          used: shown(JSON.stringify(found.used)),
        }),
    at: found.at,
  };
}

const shown = (text: string | undefined) =>
  (text ?? "").length > MOST_SHOWN ? `${text?.slice(0, MOST_SHOWN)}…` : (text ?? "");

interface Difference {
  readonly at: readonly (string | number)[];
  readonly value: unknown;
  /** What counts instead; undefined: nothing. */
  readonly used: unknown;
}

/** The first place where what is used is not what was written. */
function firstDifference(used: unknown, value: unknown): Difference | null {
  if (used === value) return null;
  if (typeof used !== "object" || typeof value !== "object" || used === null || value === null)
    return { at: [], value, used };
  if (Array.isArray(used) !== Array.isArray(value)) return { at: [], value, used };
  const [had, has] = [value as Record<string, unknown>, used as Record<string, unknown>];
  for (const name of Object.keys(had)) {
    const inner = firstDifference(Object.hasOwn(has, name) ? has[name] : undefined, had[name]);
    if (inner) return { ...inner, at: [Array.isArray(value) ? Number(name) : name, ...inner.at] };
  }
  return null;
}

/** Lines from 1, for offsets that grow. */
function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    if (offset < at) [line, at] = [1, 0];
    for (let next = text.indexOf("\n", at); next >= 0 && next < offset; next = text.indexOf("\n", at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}

/**
 * The text with some settings as they are to be: comments, order and all else stays.
 * @param changes by name; undefined takes one away
 */
export function changedSettingsText(text: string, changes: Readonly<Record<string, unknown>>): string {
  let now = text.trim() === "" ? "{}\n" : text;
  for (const [name, value] of Object.entries(changes)) {
    const root = parseTree(now, [], { allowTrailingComma: true });
    if (value === undefined && !(root && findNodeAtLocation(root, [name]))) continue;
    const edits = modify(now, [name], value, {
      formattingOptions: { insertSpaces: true, tabSize: 2, eol: now.includes("\r\n") ? "\r\n" : "\n" },
    });
    now = applyEdits(now, edits);
  }
  return now;
}
