/**
 * Plots of Bokeh as it gives them to a notebook: output_notebook() brings the library, show() brings the place of a plot
 * and a program that needs both. Frames share nothing, so that each plot's frame is given the library and a place.
 */
import { t } from "../../../../preload/texts/texts";
import { mimeText } from "../../../../preload/transcript/text";
import type { Block } from "../../../../preload/transcript/transcript";
import type { FrameContent } from "./frame-messages";
import { NetworkConsent } from "./network-consent";

type MimeBundle = Readonly<Record<string, unknown>>;

/** The library, and the program of a plot (bokeh.io.notebook: LOAD_MIME_TYPE, EXEC_MIME_TYPE). */
const LOAD = "application/vnd.bokehjs_load.v0+json";
const EXEC = "application/vnd.bokehjs_exec.v0+json";
/** Where a plot goes by its model: what show() gives embed_items_notebook. */
const ROOTS = /"roots":(\{[^{}]*\})/g;
/** The element in which the library says that it is loaded. */
const LOADED = /getElementById\("([\w-]+)"\)/;

/** The output that brought the library of a plot. */
const libraries = new WeakMap<MimeBundle, MimeBundle>();

/** Finds the library of a plot among what its shell shows. Does nothing for outputs that are none. */
export function findBokehLibrary(data: MimeBundle, blocks: readonly Block[]): void {
  if (!(EXEC in data) || libraries.has(data)) return;
  for (const { outputs } of blocks.toReversed()) {
    for (const output of outputs.toReversed()) {
      if (output.kind !== "display" || mimeText(output.data[LOAD]) === undefined) continue;
      libraries.set(data, output.data);
      return;
    }
  }
}

const consents = new WeakMap<MimeBundle, NetworkConsent>();

/** What was answered for the outputs of one library of Bokeh; null for outputs that are none. */
export function bokehConsent(data: MimeBundle): NetworkConsent | null {
  const library = LOAD in data ? data : libraries.get(data);
  if (!library) return null;
  let consent = consents.get(library);
  if (!consent) {
    consent = new NetworkConsent();
    consents.set(library, consent);
  }
  return consent;
}

/**
 * What draws an output of Bokeh; null when it is none.
 * @throws Error with a sentence when its shell does not show the library
 */
export function bokehContent(data: MimeBundle): FrameContent | null {
  const load = mimeText(data[LOAD]);
  if (load !== undefined) {
    const [, place = ""] = LOADED.exec(load) ?? [];
    return { kind: "javascript", html: element("span", place), programs: [load] };
  }
  const program = mimeText(data["application/javascript"]);
  if (!(EXEC in data) || program === undefined) return null;
  const library = mimeText(libraries.get(data)?.[LOAD]);
  if (library === undefined) {
    throw new Error(t("BokehJS is not among the outputs of this shell. Run output_notebook() again."));
  }
  const places = [...program.matchAll(ROOTS)].flatMap(([, roots = ""]) => placesIn(roots));
  return {
    kind: "javascript",
    html: places.map(([model, place]) => element("div", place, model)).join(""),
    programs: [library, program],
  };
}

/** Whether an output is nothing but the place of a plot, which is made in the plot's own frame. */
export function isBokehPlace(data: MimeBundle): boolean {
  const html = mimeText(data["text/html"]) ?? "";
  return html.length < 500 && /^\s*<div id="[\w-]+" data-root-id="[\w-]+"[^<>]*><\/div>\s*$/.test(html);
}

function placesIn(roots: string): [model: string, place: string][] {
  try {
    return Object.entries(JSON.parse(roots) as Record<string, string>);
  } catch {
    return [];
  }
}

/** @param model of the plot that goes there */
function element(name: "div" | "span", id: string, model = ""): string {
  const word = (text: string) => String(text).replace(/[^\w-]/g, "");
  return `<${name} id="${word(id)}" data-root-id="${word(model)}"></${name}>`;
}
