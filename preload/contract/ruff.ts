/** Ruff's settings for a file, as its folders have them. Ruff itself runs in a worker of the window. */
import * as v from "valibot";

/**
 * Ruff's options where no file of settings has any: its own rules without those on the order of imports and on older ways
 * to format a text. A script that runs is not to be underlined for its style; whoever wants it says so in a ruff.toml.
 */
export const OPTIONS_OF_NO_FILE = { lint: { ignore: ["I001", "I002", "UP030", "UP031", "UP032"] } };

/** What the files of settings say for one Python file. */
export const ruffSettings = v.object({
  /** Options as Ruff takes them; `OPTIONS_OF_NO_FILE` where no file has any. */
  options: v.record(v.string(), v.unknown()),
  /** The file that they stand in; null where there is none. */
  file: v.nullable(v.string()),
  /** The settings leave the file out of linting, or of formatting. */
  excluded: v.object({ lint: v.boolean(), format: v.boolean() }),
  /** Codes, or beginnings of codes ("F401", "D", "ALL"), that are ignored in this file by its name. */
  ignored: v.array(v.string()),
  /** Why they cannot be used, with file and line. */
  problem: v.nullable(v.string()),
  /** The text of `file`, in which what Ruff refuses is looked for. */
  text: v.string(),
});
export type RuffSettings = v.InferOutput<typeof ruffSettings>;

export const ruffRequests = {
  /** Looked for in the file's folder and those above it, then in the user's own; watched from then on. */
  "ruff.settings": {
    input: v.object({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) }),
    output: ruffSettings,
  },
} as const;

export const ruffEvents = {
  /** Some of them changed on disk, or one came or went: ask again. */
  "ruff.settingsChanged": v.undefined(),
} as const;
