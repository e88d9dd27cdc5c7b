/** Programs of the user's own for a language: formatters and language servers. They stand in the user's settings alone. */
import * as v from "valibot";

const argument = v.pipe(v.string(), v.maxLength(4096));

/** A program for the files of one language. */
export const languageProgram = v.object({
  /** Monaco's id of the language. */
  language: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** Its path, or a name that is looked for on PATH. */
  command: v.pipe(argument, v.minLength(1)),
  args: v.pipe(v.array(argument), v.maxLength(100)),
});
export type LanguageProgram = v.InferOutput<typeof languageProgram>;

/** The first one of a language counts. */
export const languagePrograms = v.pipe(v.array(languageProgram), v.maxLength(100));

/** The languages that a language server was offered for. */
export const offeredLanguages = v.pipe(v.array(languageProgram.entries.language), v.maxLength(1000));

const text = v.pipe(v.string(), v.maxLength(64 * 1024 * 1024));

export const programRequests = {
  /**
   * Gives a text to the formatter that the settings have for the language, on its standard input; what it prints is the
   * answer. It fails with a sentence when there is none, when it takes too long or fails.
   */
  "formatter.run": {
    input: v.object({
      language: languageProgram.entries.language,
      /** The file's path; null for one that was never saved. */
      path: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
      name: v.pipe(v.string(), v.maxLength(1000)),
      text,
    }),
    output: v.string(),
  },
  /**
   * The language server of a language that is on this machine, known by name; null where the settings have one already,
   * or none is there.
   */
  "languageServer.find": {
    input: v.object({ language: languageProgram.entries.language }),
    output: v.nullable(v.object({ name: v.string(), command: v.string() })),
  },
  /** The user takes what was found: it goes into the settings. It fails with a sentence when it is not there any more. */
  "languageServer.use": {
    input: v.object({ language: languageProgram.entries.language }),
    output: v.undefined(),
  },
} as const;
