/**
 * What is shown of a value. A value may say it itself, with a method that gives data under MIME types:
 * `[Symbol.for("Jupyter.display")]()` (as in Deno), `_repr_mimebundle_()` (as in IPython), or `_toHtml()`.
 */
import { inspect, stripVTControlCharacters } from "node:util";
import { COLOURED_TEXT } from "../../../preload/contract/coloured-text";
import type { MimeBundle } from "../server/kernel-implementation";

const JUPYTER_DISPLAY = Symbol.for("Jupyter.display");

/**
 * The MIME bundle of a value; text/plain is always in it. Never rejects: an error of the value's own methods is shown.
 * What is the user's code in it runs before this returns, as far as it does not wait.
 */
export async function mimeBundle(value: unknown): Promise<MimeBundle> {
  const text = textBundle(value);
  let own: unknown;
  try {
    own = await ownBundle(value);
  } catch (error) {
    return { "text/plain": `${text["text/plain"]}\n(its own display failed: ${plainText(error)})` };
  }
  if (typeof own !== "object" || own === null) return text;
  return { ...text, ...toJson(own as Record<string, unknown>) };
}

/** As text, which every client shows and notebooks keep; its colours, where it has some, apart. */
function textBundle(value: unknown): { "text/plain": string; [COLOURED_TEXT]?: string } {
  // Once: what is asked of the value may run code of its own.
  const coloured = inspected(value);
  const plain = stripVTControlCharacters(coloured);
  return { "text/plain": plain, ...(plain !== coloured && { [COLOURED_TEXT]: coloured }) };
}

/** A value as node:repl shows it, without colours; never throws. */
function plainText(value: unknown): string {
  return stripVTControlCharacters(inspected(value));
}

function inspected(value: unknown): string {
  try {
    return inspect(value, { colors: true, showProxy: true, breakLength: 100 });
  } catch (error) {
    return `[a value that cannot be shown: ${error instanceof Error ? error.message : "its inspection failed"}]`;
  }
}

function ownBundle(value: unknown): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  const shown = value as { [JUPYTER_DISPLAY]?: unknown; _repr_mimebundle_?: unknown; _toHtml?: unknown };
  for (const method of [shown[JUPYTER_DISPLAY], shown._repr_mimebundle_]) {
    if (typeof method === "function") return method.call(value);
  }
  if (typeof shown._toHtml !== "function") return undefined;
  const html: unknown = shown._toHtml.call(value);
  return Promise.resolve(html).then((settled) => ({ "text/html": settled }));
}

/** Bytes become base64, and what JSON cannot say becomes text. */
export function toJson(bundle: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const [type, data] of Object.entries(bundle)) {
    if (data instanceof Uint8Array) clean[type] = Buffer.from(data).toString("base64");
    else {
      try {
        if (JSON.stringify(data) !== undefined) clean[type] = data;
      } catch {
        clean[type] = plainText(data);
      }
    }
  }
  return clean;
}
