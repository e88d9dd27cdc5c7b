/** What a mime bundle can be shown as, the widest first. */
import { COLOURED_TEXT } from "../../../../preload/contract/coloured-text";
import { KEPT_TYPE } from "../../../../preload/contract/records";
import { t } from "../../../../preload/texts/texts";
import { mimeText } from "../../../../preload/transcript/text";
import { isBokehPlace } from "../frame/bokeh";

export type MimeBundle = Readonly<Record<string, unknown>>;

/**
 * How a type is drawn: text lines; a picture by <img>; in a sandboxed frame; HTML that is text with styles in the page
 * itself; markup that was made safe; a JSON tree; a table; the browser's player; as a file that can be saved; or as
 * files that were kept beside the log ("kept").
 */
export type Drawing =
  | "kept"
  | "text"
  | "picture"
  | "frame"
  | "html"
  | "markup"
  | "json"
  | "table"
  | "media"
  | "file";

export interface Representation {
  readonly type: string;
  readonly drawing: Drawing;
  /** Its name in the output's menu. */
  readonly title: string;
}

const KINDS: readonly (readonly [type: RegExp, drawing: Drawing, title: string])[] = [
  [new RegExp(`^${KEPT_TYPE.replace(/[.+]/g, "\\$&")}$`), "kept", t("Too large to be shown")],
  [/^application\/vnd\.vegalite\.v[\d.]+\+json$/, "frame", t("Vega-Lite chart")],
  [/^application\/vnd\.vega\.v[\d.]+\+json$/, "frame", t("Vega chart")],
  [/^application\/vnd\.plotly\.v\d+\+json$/, "frame", t("Plotly figure")],
  [/^text\/html$/, "frame", "HTML"],
  [/^text\/markdown$/, "markup", "Markdown"],
  [/^text\/latex$/, "markup", "LaTeX"],
  [/^application\/vnd\.dataresource\+json$/, "table", t("Table")],
  [/^image\/svg\+xml$/, "picture", t("SVG picture")],
  [/^image\/png$/, "picture", t("PNG picture")],
  [/^image\/webp$/, "picture", t("WebP picture")],
  [/^image\/gif$/, "picture", t("GIF picture")],
  [/^image\/jpeg$/, "picture", t("JPEG picture")],
  [/^video\/(?:mp4|webm|ogg)$/, "media", t("Video")],
  [/^audio\/(?:mpeg|mp3|mp4|ogg|wav|wave|x-wav|webm|flac|aac)$/, "media", t("Audio")],
  [/^application\/(?:geo\+|ld\+)?json$/, "json", "JSON"],
  [/^application\/pdf$/, "file", t("PDF document")],
  [/^(?:application|text)\/javascript$/, "frame", "JavaScript"],
  [/^text\/csv$/, "table", t("CSV table")],
  [/^text\/tab-separated-values$/, "table", t("TSV table")],
  [/^text\/plain$/, "text", t("Plain text")],
  [/^text\//, "text", ""],
];

/** Names of types that are known and not drawn. */
const OTHER_TITLES: readonly (readonly [type: RegExp, title: string])[] = [
  [/^application\/vnd\.jupyter\.widget-view\+json$/, t("Jupyter widget")],
];

/** Types that say something to a program and nothing to a reader; what stands beside them is shown. */
const SILENT = /^application\/vnd\.jupyter\.widget-view\+json$|^application\/vnd\.bokehjs_(?:load|exec)\./;

const found = new WeakMap<MimeBundle, readonly Representation[]>();

/** All representations that can be shown, then those that can only be saved. Empty where there is nothing to see. */
export function representations(data: MimeBundle): readonly Representation[] {
  let all = found.get(data);
  if (!all) {
    all = find(data);
    found.set(data, all);
  }
  return all;
}

/** The representation to show: the one the user chose while the bundle has it, else the widest. */
export function shownRepresentation(data: MimeBundle, chosen?: string): Representation | undefined {
  const all = representations(data);
  return all.find(({ type }) => type === chosen) ?? all[0];
}

function find(data: MimeBundle): Representation[] {
  if (isBokehPlace(data)) return [];
  const ranked: { rank: number; shown: Representation }[] = [];
  for (const [type, value] of Object.entries(data)) {
    // The colours of what stands beside it.
    if (type === COLOURED_TEXT) continue;
    const rank = KINDS.findIndex(([pattern]) => pattern.test(type));
    const [, drawing, title] = KINDS[rank] ?? [/./, "file", ""];
    const fits = /json$/.test(type) || mimeText(value) !== undefined;
    const known = rank >= 0 && fits;
    ranked.push({
      rank: known ? rank : SILENT.test(type) ? KINDS.length + 1 : KINDS.length,
      shown: {
        type,
        drawing: known ? drawing : "file",
        title: title || OTHER_TITLES.find(([pattern]) => pattern.test(type))?.[1] || type,
      },
    });
  }
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ shown }) => shown);
}

/** The text of a type: as it is, or JSON written out. */
export function textOfType(data: MimeBundle, type: string): string {
  const value = data[type];
  return mimeText(value) ?? JSON.stringify(value, null, 2) ?? "";
}

/** The JSON of a type; some kernels send it as text, and what is no JSON stays text. */
export function jsonOfType(data: MimeBundle, type: string): unknown {
  const value = mimeText(data[type]) ?? data[type];
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
