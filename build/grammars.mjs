/** `npm run grammars`: makes the parsers of Tandem's own grammars anew (renderer/code/own-grammars). */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "./setup/places.mjs";
import { command, say } from "./setup/say.mjs";

export const folder = path.join(repository, "renderer/code/own-grammars");
export const NAMES = ["latex", "r"];

/** The files of a grammar's parser as they have to be. @param {string} name @returns {Promise<Record<string, string>>} */
export async function parserOf(name) {
  const { buildParserFile } = await import("@lezer/generator");
  const fileName = `${name}.grammar`;
  const { parser, terms } = buildParserFile(await readFile(path.join(folder, fileName), "utf8"), {
    fileName,
    typeScript: true,
    warn: (message) => {
      throw new Error(message);
    },
  });
  const head = "// Made by `npm run grammars`.\n";
  // The generated file names its tokens' numbers in a file of its own.
  return { [`${name}-parser.ts`]: head + parser, [`${name}-parser.terms.ts`]: head + terms };
}

async function write() {
  for (const name of NAMES)
    for (const [file, text] of Object.entries(await parserOf(name)))
      await writeFile(path.join(folder, file), text);
  say(`Wrote the parsers of ${NAMES.join(" and ")}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await command(write);
