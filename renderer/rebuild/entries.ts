/** The inputs of a session's log as a rebuild needs them: code, how it ended, and a sign of what came of it. Pure. */

import type { CodeOrigin } from "../../preload/contract/records";
import { outputText } from "../../preload/transcript/text";
import type { Block, Output, Transcript } from "../../preload/transcript/transcript";

/** Inputs that are listed: the newest. */
const MOST_ENTRIES = 20_000;
/** Errors of code of which nothing has run. */
const NEVER_RAN: ReadonlySet<string> = new Set(["SyntaxError", "IndentationError", "TabError"]);
/** Of an output so much is compared at its beginning and at its end, in UTF-16 units; its length always is. */
const COMPARED = 200_000;

export interface Entry {
  /** Number of its block. */
  readonly seq: number;
  readonly life: number;
  /** "In [3]". */
  readonly prompt: string;
  readonly code: string;
  readonly origin: CodeOrigin | undefined;
  readonly succeeded: boolean;
  /** It ended with an error, after it may have done much. */
  readonly raised: boolean;
  /** It asked the user something. */
  readonly asked: boolean;
  /** The value of its last statement was shown. */
  readonly showed: boolean;
  /** How long it ran, in ms. */
  readonly took: number;
  /** Equal for equal outputs; null where they are not in the log any more. */
  readonly sign: string | null;
}

/** Grows by pieces of a transcript; outputs that were let go of since keep their sign. */
export class EntryBook {
  readonly #entries = new Map<number, Entry>();

  take({ blocks }: Transcript): void {
    for (const block of blocks) {
      if (block.kind !== "request" || block.frame || block.state === "queued" || block.state === "running")
        continue;
      const known = this.#entries.get(block.seq);
      if (known?.sign && block.outputs.some(({ kind }) => kind === "absent")) continue;
      this.#entries.set(block.seq, entryOf(block));
    }
  }

  /** The oldest first. */
  get entries(): readonly Entry[] {
    return [...this.#entries.values()].sort((one, other) => one.seq - other.seq).slice(-MOST_ENTRIES);
  }
}

function entryOf(block: Block): Entry {
  const { seq, life, prompt, code, origin, state, outputs, started, ended, asked } = block;
  return {
    seq,
    life,
    prompt: prompt.replace(/:$/, ""),
    code,
    origin,
    succeeded: state === "ok",
    raised: state === "error" && !outputs.some((each) => each.kind === "error" && NEVER_RAN.has(each.name)),
    asked: outputs.some(({ kind }) => kind === "input"),
    showed: outputs.some((output) => output.kind === "display" && output.executionCount !== undefined),
    took: Math.max(0, (ended ?? started ?? asked) - (started ?? asked)),
    sign: signOf(outputs),
  };
}

/**
 * Equal for what a person would call the same outputs: the numbers of inputs and addresses of things in memory are left out.
 * Null where a part is not held.
 */
export function signOf(outputs: readonly Output[]): string | null {
  const parts: string[] = [];
  for (const output of outputs) {
    if (output.kind === "absent") return null;
    if (output.kind === "event" || output.kind === "raw") continue;
    if (output.kind === "display") {
      for (const [type, data] of Object.entries(output.data).sort(([one], [other]) => (one < other ? -1 : 1)))
        parts.push(type, signOfText(typeof data === "string" ? data : JSON.stringify(data)));
    } else parts.push(output.kind === "stream" ? output.name : output.kind, signOfText(outputText(output)));
  }
  return parts.join("\n");
}

function signOfText(text: string): string {
  const compared = text.length <= 2 * COMPARED ? text : text.slice(0, COMPARED) + text.slice(-COMPARED);
  const plain = compared
    .replace(/\b0x[0-9a-fA-F]{6,16}\b/g, "0x…")
    .replace(/\b(In|Out|Cell In) ?\[\d{1,9}\]/g, "$1[]")
    // Files that IPython makes of inputs.
    .replace(/ipykernel_\d{1,9}\/\d{1,12}/g, "ipykernel");
  // Two halves of 32 bits: numbers, where the whole would be slow.
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < plain.length; i++) {
    const unit = plain.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
  }
  // Of a long text the length is a part: what is not looked at may be longer.
  const length = text.length > 2 * COMPARED ? text.length : plain.length;
  return `${length}:${(high >>> 0).toString(16)}${(low >>> 0).toString(16)}`;
}

/** The life that ended last of those in which anything was run; 0 where nothing was. */
export function lastLife(entries: readonly Entry[]): number {
  return entries.at(-1)?.life ?? 0;
}

/** Magics that only look: at an error in the debugger, at what names there are, at what one is. */
const LOOKING: ReadonlySet<string> = new Set(
  "debug who whos who_ls pinfo pinfo2 pdef pdoc psource pfile psearch hist history tb lsmagic magic quickref".split(
    " ",
  ),
);
/** `x?`, `np.dot??`, `?x`, without the marks. */
const ASKED_NAME = /^[\w.%]{1,200}$/;

/** Whether code does nothing but look: it is no part of what made the state. */
export function isLook(code: string): boolean {
  if (code.length > 2_000) return false;
  const lines = code.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return said.length > 0 && said.every(looks);
}

function looks(line: string): boolean {
  if (line.startsWith("%") && LOOKING.has(line.slice(1).split(" ", 1)[0] ?? "")) return true;
  return (line.startsWith("?") || line.endsWith("?")) && ASKED_NAME.test(line.replaceAll("?", ""));
}

/** What succeeded in the kernel that ended last, but for what only looked. */
export function customary(entries: readonly Entry[]): ReadonlySet<number> {
  const last = entries.at(-1);
  return last ? upTo(entries, last) : new Set();
}

/** What succeeded in the life of an entry, up to and with it, but for what only looked. */
export function upTo(entries: readonly Entry[], { seq, life }: Entry): ReadonlySet<number> {
  return new Set(
    entries
      .filter((entry) => entry.life === life && entry.seq <= seq && entry.succeeded && !isLook(entry.code))
      .map((entry) => entry.seq),
  );
}
