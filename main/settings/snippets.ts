/** The user's file of snippets: `snippets.json` in the profile, in VS Code's form under the name of each language. */
import { readFile, writeFile } from "node:fs/promises";
import { type ParseError, parse } from "jsonc-parser";
import * as v from "valibot";
import type { Snippet } from "../../preload/contract/snippets";
import { t } from "../../preload/texts/texts";

/** Longer files are none of snippets, in UTF-16 units. */
const MOST_CHARS = 1024 * 1024;
/** So many are offered. */
const MOST = 2_000;

const EXAMPLE = `// Snippets by language ("python", "r", "julia", "javascript", …; "*": in each file). Type a prefix and choose it.
{
  "python": {
    "A figure": {
      "prefix": "fig",
      "body": ["fig, axes = plt.subplots()", "axes.plot(\${1:x}, \${2:y})", "$0"],
      "description": "A figure with one line"
    }
  }
}
`;

const text = v.union([
  v.string(),
  v.pipe(
    v.array(v.string()),
    v.transform((lines) => lines.join("\n")),
  ),
]);
const written = v.object({
  prefix: v.union([v.string(), v.array(v.string())]),
  body: text,
  description: v.optional(text, ""),
});
const byName = v.record(v.string(), v.unknown());

export interface ReadSnippets {
  readonly snippets: Snippet[];
  /** A sentence, where some of it cannot be used. */
  readonly problem: string | null;
}

/** Reads what can be read of the file's text. */
export function readSnippets(source: string): ReadSnippets {
  if (source.length > MOST_CHARS) return { snippets: [], problem: t("It is too large to be read.") };
  const errors: ParseError[] = [];
  const all = v.safeParse(byName, parse(source, errors, { allowTrailingComma: true }));
  const [error] = errors;
  let problem = error
    ? t("Line {line} of snippets.json is no JSON.", {
        line: String(source.slice(0, error.offset).split("\n").length),
      })
    : null;
  const snippets: Snippet[] = [];
  for (const [language, some] of Object.entries(all.success ? all.output : {})) {
    const named = v.safeParse(byName, some);
    for (const [name, value] of Object.entries(named.success ? named.output : { "": some })) {
      const one = v.safeParse(written, value);
      if (!one.success) {
        problem ??= t("In snippets.json {name} has no prefix and body.", { name: name || language });
        continue;
      }
      const { prefix, body, description } = one.output;
      for (const word of [prefix].flat()) {
        if (snippets.length < MOST) snippets.push({ language, name, prefix: word, body, description });
      }
    }
  }
  return { snippets, problem };
}

export async function listSnippets(file: string): Promise<ReadSnippets> {
  const source = await readFile(file, "utf8").catch(() => "");
  return source.trim() === "" ? { snippets: [], problem: null } : readSnippets(source);
}

/** Makes the file with an example where there is none. @throws Error of the system */
export async function ensureSnippets(file: string): Promise<void> {
  await writeFile(file, EXAMPLE, { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}
