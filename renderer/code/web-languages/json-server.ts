/** JSON: Monaco's worker, which asks no network for schemas. */
import { JSONWorker } from "monaco-editor/languages/features/json/jsonWorker";
import type { ModeServer, ModeWorker, WorkerContext } from "./mode-server";

export interface JsonOptions {
  /** Files whose schema is known, which may have comments: one by its address, or those whose addresses end so. */
  readonly schemas: readonly ((
    | { readonly address: string; readonly ending?: never }
    | { readonly ending: string; readonly address?: never }
  ) & {
    readonly schema: object;
  })[];
}

/** Whether programs read a file as JSON with comments and commas at the ends, by its name. */
function mayHaveComments(uri: string): boolean {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  return (
    /^(?:[tj]sconfig|\.eslintrc)/.test(name) ||
    name.endsWith(".jsonc") ||
    name.endsWith(".code-workspace") ||
    uri.includes("/.vscode/")
  );
}

function jsonWorker(context: WorkerContext, given: unknown): ModeWorker {
  const { schemas } = (given as JsonOptions | undefined) ?? { schemas: [] };
  const make = (comments: "error" | "ignore") =>
    new JSONWorker(context, {
      languageId: "json",
      enableSchemaRequest: false,
      languageSettings: {
        validate: true,
        allowComments: true,
        schemas: schemas.map(({ address, ending, schema }) => ({
          uri: `schema:${address ?? ending}`,
          // A path with signs that mean something in a pattern; the worker takes it as the end of one.
          fileMatch: [
            decodeURIComponent(address ?? ending)
              .replace(/^file:\/+/, "")
              .replace(/[[\]{}()!*]/g, "?"),
          ],
          schema,
        })),
        schemaRequest: "ignore",
        comments,
        trailingCommas: comments,
      },
    });
  const strict = make("error");
  const loose = make("ignore");
  // Its own functions are those of its class.
  const worker: ModeWorker = Object.create(strict);
  worker.doValidation = async (uri) =>
    (await (mayHaveComments(uri) ||
    schemas.some(({ address, ending }) => address === uri || (ending && uri.endsWith(ending)))
      ? loose
      : strict
    ).doValidation?.(uri)) ?? [];
  return worker;
}

export const json: ModeServer = { languages: { json: jsonWorker }, completionTriggers: [" ", ":", '"'] };
