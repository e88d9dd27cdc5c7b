/** Checks what comes from a frame: its page runs programs of others. */
import * as v from "valibot";
import type { FromFrame } from "./frame-messages";

const word = (most: number) => v.pipe(v.string(), v.maxLength(most));

const report = v.variant("kind", [
  v.object({ kind: v.literal("alive") }),
  v.object({
    kind: v.literal("height"),
    height: v.pipe(v.number(), v.finite(), v.minValue(0)),
  }),
  v.object({ kind: v.literal("shown") }),
  v.object({ kind: v.literal("failed"), message: word(500) }),
  v.object({ kind: v.literal("link"), url: word(2000) }),
  v.object({ kind: v.literal("blocked"), url: word(500) }),
  v.object({ kind: v.literal("entered") }),
  v.object({ kind: v.literal("leave") }),
  v.object({ kind: v.literal("menu") }),
]);

/** The report, or null when it is none. */
export function readReport(data: unknown): FromFrame | null {
  const parsed = v.safeParse(report, data);
  return parsed.success ? parsed.output : null;
}

/** The origin of an address that an output named, as it is asked for and granted; null when it is none of the web. */
export function originOf(url: string): string | null {
  if (hostOf(url) === null) return null;
  return new URL(url.replace(/^ws/i, "http")).origin;
}

/** The host of an address that an output named, as it may be shown; null when it is no address of the web. */
export function hostOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url);
    return /^(?:https?|wss?):$/.test(protocol) && host.length <= 100 ? host : null;
  } catch {
    return null;
  }
}
