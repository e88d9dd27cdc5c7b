/**
 * What a kernel's debugger says, as far as it matters here (Debug Adapter Protocol). It is a kernel's word: texts are cut,
 * numbers are whole, lists have an end, and nothing nested is looked into.
 */
import * as v from "valibot";
import {
  MOST_CHILDREN,
  MOST_FRAMES,
  MOST_RESULT_CHARS,
  MOST_VALUE_CHARS,
} from "../../preload/contract/debugging";

/** A text of which no more than so many UTF-16 units are taken; whatever is no text is empty. */
const cut = (most: number) =>
  v.pipe(
    v.fallback(v.string(), ""),
    v.transform((text) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)),
  );
const number = v.pipe(v.number(), v.safeInteger());
const count = v.fallback(v.pipe(number, v.minValue(0)), 0);

/** The first `most` that fit, and how many there were. */
function some<Schema extends v.GenericSchema>(schema: Schema, most: number) {
  return v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform((items) => {
      const taken: v.InferOutput<Schema>[] = [];
      for (const item of items.slice(0, most)) {
        const parsed = v.safeParse(schema, item);
        if (parsed.success) taken.push(parsed.output);
      }
      return { taken, total: items.length };
    }),
  );
}

const source = v.optional(v.looseObject({ path: cut(4096), name: cut(500) }));

/** Nothing of the answer matters. */
export const nothing = v.unknown();

export const infoBody = v.object({
  isStarted: v.fallback(v.boolean(), false),
  stoppedThreads: v.fallback(v.pipe(v.array(number), v.maxLength(10_000)), []),
});

const can = v.fallback(v.boolean(), false);
export const capabilities = v.object({
  supportsRestartFrame: can,
  supportsSetVariable: can,
  supportsGotoTargetsRequest: can,
  supportsCompletionsRequest: can,
  supportsFunctionBreakpoints: can,
});

export const dumpBody = v.object({ sourcePath: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) });

export const breakpointsBody = v.object({
  breakpoints: some(
    v.object({ verified: can, message: v.optional(cut(400)), id: v.optional(number) }),
    10_000,
  ),
});

export const threadsBody = v.object({ threads: some(v.object({ id: number, name: cut(200) }), 200) });

export const stackBody = v.object({
  stackFrames: some(
    v.object({
      id: number,
      name: cut(500),
      line: count,
      column: count,
      source,
      presentationHint: v.optional(v.unknown()),
    }),
    MOST_FRAMES,
  ),
  totalFrames: v.optional(count),
});

export const exceptionBody = v.object({
  exceptionId: cut(200),
  description: v.optional(cut(MOST_VALUE_CHARS)),
});

export const scopesBody = v.object({
  scopes: some(v.object({ name: cut(200), variablesReference: count, expensive: can }), 20),
});

export const variablesBody = v.object({
  variables: some(
    v.object({
      name: cut(500),
      value: cut(MOST_VALUE_CHARS),
      type: cut(500),
      variablesReference: count,
      evaluateName: v.optional(v.pipe(v.string(), v.maxLength(2000))),
    }),
    MOST_CHILDREN,
  ),
});

export const evaluateBody = v.object({
  result: cut(MOST_RESULT_CHARS),
  type: cut(500),
  variablesReference: count,
});
export const setBody = v.object({ value: cut(MOST_VALUE_CHARS), type: cut(500), variablesReference: count });

export const completionsBody = v.object({
  targets: some(v.object({ label: cut(500), text: v.optional(cut(500)), start: v.optional(count) }), 500),
});

export const gotoBody = v.object({ targets: some(v.object({ id: number, line: count }), 100) });

/** The body of `debugpyAttach`: what a client is to send as `attach`, as debugpy's adapter writes it. */
export const attachBody = v.object({
  subProcessId: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1)),
  connect: v.object({
    host: v.pipe(v.string(), v.regex(/^[0-9A-Za-z.:-]{1,255}$/)),
    // ipykernel says it as a text.
    port: v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.maxLength(5))]),
      v.transform(Number),
      v.integer(),
      v.minValue(1),
      v.maxValue(65_535),
    ),
  }),
});

/** The events that are heeded (`debug_event`). */
export const dapEvent = v.variant("event", [
  v.object({
    event: v.literal("stopped"),
    body: v.object({
      reason: cut(200),
      text: v.optional(cut(MOST_VALUE_CHARS)),
      threadId: v.optional(number),
    }),
  }),
  v.object({ event: v.literal("continued"), body: v.object({ threadId: v.optional(number) }) }),
  v.object({ event: v.literal("terminated") }),
  v.object({ event: v.literal("debugpyAttach"), body: attachBody }),
  v.object({
    event: v.literal("output"),
    body: v.object({ category: cut(100), output: cut(MOST_RESULT_CHARS) }),
  }),
]);
export type DapEvent = v.InferOutput<typeof dapEvent>;
