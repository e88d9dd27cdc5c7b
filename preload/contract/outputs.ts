/** Requests and events about outputs of kernels: what of them leaves the window, and what is done in their frames. */
import * as v from "valibot";

/** Scheme of the pages in which outputs with scripts are shown: tandem-output://<frame>/, one host for each output. */
export const OUTPUT_SCHEME = "tandem-output";

/** Name of a frame: random, so that no output can guess another's. */
const frame = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

/** "Ctrl+Shift+P". */
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(40));

/** The beginning of an address of the web: protocol, host and port, as a browser writes it. */
const origin = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^https?:\/\/[^/?#@\s;,'"]+$/),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text),
);
/** Where a host leads: onto the web, into the user's own network, or to the user's own machine; each nearer than the last. */
export const NETWORK_PLACES = ["web", "own network", "this machine"] as const;
export type NetworkPlace = (typeof NETWORK_PLACES)[number];

/** What an output holds: text, or bytes as base64. */
const content = v.variant("kind", [
  v.object({ kind: v.literal("text"), text: v.string() }),
  v.object({
    kind: v.literal("base64"),
    base64: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/)),
  }),
]);
export type OutputContent = v.InferOutput<typeof content>;

/** Types that are handed to the system's own programs; each has one extension, and none of them is a program. */
export const OPENED_OUTSIDE = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/ogg": "ogg",
  "video/mp4": "mp4",
  "video/webm": "webm",
} as const;
export type OpenedOutside = keyof typeof OPENED_OUTSIDE;

export const outputRequests = {
  /** Asks where, and writes the output there. Answers the path, or null when the user gave none. */
  "outputs.save": {
    input: v.object({
      /** Folder to begin in, absolute; null for the system's choice. */
      folder: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
      name: v.pipe(v.string(), v.regex(/^[\w.() -]{1,120}$/)),
      content,
    }),
    output: v.nullable(v.string()),
  },
  /**
   * Asks where, and copies there what was too large for a session's log (KeptFile). Answers the path, or null when the
   * user gave none.
   */
  "outputs.saveKept": {
    input: v.object({
      session: v.pipe(v.string(), v.regex(/^[0-9a-zA-Z-]{1,100}$/)),
      file: v.pipe(v.string(), v.regex(/^\d{1,16}-\d{1,16}-\d{1,6}\.[a-z0-9]{1,8}$/)),
      folder: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
    }),
    output: v.nullable(v.string()),
  },
  /** Opens a copy of the output in the system's program for its type. */
  "outputs.openOutside": {
    input: v.object({
      type: v.picklist(Object.keys(OPENED_OUTSIDE) as OpenedOutside[]),
      content,
    }),
    output: v.undefined(),
  },
  /** Where an address that an output asked for leads. */
  "outputs.placeOf": { input: v.object({ origin }), output: v.picklist(NETWORK_PLACES) },
  /**
   * From now on the page of this frame may load from exactly this origin, as the user allowed when told where it leads.
   * What was loaded before is not changed. Fails with a sentence when the origin leads nearer than that.
   */
  "outputs.allowNetwork": {
    input: v.object({ frame, origin, place: v.picklist(NETWORK_PLACES) }),
    output: v.undefined(),
  },
  /**
   * From now on these keys, as `pressedKey` writes them, are no page's: they come by the event "outputs.key". The window
   * asks for those of its commands while a frame has the keyboard, and for none while its own page has.
   */
  "outputs.wantKeys": {
    input: v.object({ keys: v.pipe(v.array(key), v.maxLength(500)) }),
    output: v.undefined(),
  },
} as const;

export const outputEvents = {
  /** A key that the window wanted was pressed: by a person, for no frame can make that. */
  "outputs.key": v.object({ key }),
  /** The process of this frame was ended: its output made frames without end. */
  "outputs.flood": v.object({ frame }),
} as const;
