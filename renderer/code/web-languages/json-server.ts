/** JSON: Monaco's worker, which asks no network for schemas. */
import { JSONWorker } from "monaco-editor/languages/features/json/jsonWorker";
import type { ModeServer, ModeWorker, WorkerContext } from "./mode-server";

/** A file whose schema is known, by its address. */
export interface JsonOptions {
  readonly schemas: readonly { readonly address: string; readonly schema: object }[];
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
        schemas: schemas.map(({ address, schema }) => ({
          uri: `schema:${address}`,
          // A path with signs that mean something in a pattern.
          fileMatch: [
            decodeURIComponent(address)
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
    (await (mayHaveComments(uri) || schemas.some(({ address }) => address === uri)
      ? loose
      : strict
    ).doValidation?.(uri)) ?? [];
  return worker;
}

export const json: ModeServer = { languages: { json: jsonWorker }, completionTriggers: [" ", ":", '"'] };
