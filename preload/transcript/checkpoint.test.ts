import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogRecord } from "../contract/records";
import { ABSENT_LINE } from "./absent";
import type { Checkpoint, Earlier } from "./checkpoint";
import { createReducer, reduce } from "./reduce";
import { MUTABLE_LINES } from "./terminal";
import type { Block, Output } from "./transcript";

type Unnumbered = Record<string, unknown> & { kind: LogRecord["kind"] };

const numbered = (records: readonly Unnumbered[]): LogRecord[] =>
  records.map((record, i) => ({ life: 1, ...record, seq: i + 1, time: 1000 + i }) as unknown as LogRecord);

const message = (
  msgType: string,
  parent: string | null,
  content: Record<string, unknown>,
  msgId = "m",
): Unnumbered => ({
  kind: "message",
  socket: "iopub",
  msgType,
  msgId,
  parent,
  foreign: parent?.startsWith("f") ?? false,
  content,
});
const request = (msgId: string): Unnumbered => ({
  kind: "request",
  msgId,
  client: "w",
  code: `code of ${msgId}`,
});
const stream = (parent: string | null, text: string, name = "stdout"): Unnumbered => ({
  kind: "stream",
  parent,
  foreign: false,
  name,
  text,
});

const ids = ["a", "b", "c", "d", "f1", "f2"];
const parent = fc.constantFrom(...ids, null);
const text = fc.constantFrom(
  "x\n",
  "half",
  "\rover",
  "\x1b[31mred",
  "\x1b[0m\n",
  "a\nb\n",
  "\x1b",
  "[1m",
  "\x1b[A",
  "\x1b[J",
  "l\n".repeat(300),
  `${"m\n".repeat(700)}half`,
  "\x1b[250A",
);
const record: fc.Arbitrary<Unnumbered> = fc.oneof(
  fc.constantFrom("a", "b", "c", "d").map(request),
  fc
    .constantFrom(...ids)
    .map((id) => message("execute_input", id, { code: `input of ${id}`, execution_count: 3 })),
  fc.constantFrom(...ids).map((msgId): Unnumbered => ({ kind: "request_sent", msgId })),
  fc
    .tuple(fc.constantFrom(...ids), fc.constantFrom("ok", "error"))
    .map(([msgId, status]) => ({ kind: "request_end" as const, msgId, status })),
  fc
    .tuple(parent, text, fc.constantFrom("stdout", "stderr"))
    .map(([to, said, name]) => stream(to, said, name)),
  fc.tuple(parent, text).map(([to, said]) => stream(to, said)),
  text.map((said): Unnumbered => ({ kind: "raw", name: "stderr", offset: 0, text: said })),
  fc
    .tuple(
      fc.constantFrom("display_data", "update_display_data"),
      parent,
      fc.constantFrom("1", "2", undefined),
      fc.nat(9),
    )
    .map(([type, to, id, n]) =>
      message(type, to, { data: { "text/plain": `${n}` }, ...(id && { transient: { display_id: id } }) }),
    ),
  parent.map((to) => message("error", to, { ename: "E", evalue: "v", traceback: ["t"] })),
  fc.tuple(parent, fc.boolean()).map(([to, wait]) => message("clear_output", to, { wait })),
  parent.map((to) => message("input_request", to, { prompt: "? " })),
  fc.tuple(fc.nat(30), parent).map(([n, to]) => answered(n, to)),
  fc.constantFrom("f1", "f2").map((to) => message("status", to, { execution_state: "idle" })),
  fc
    .constantFrom("died", "ready", "restarting")
    .map((event): Unnumbered => ({ kind: "life", event, sentence: "S." })),
);

const asks = (to: string) => message("input_request", to, { prompt: "? " });
const answered = (n: number, to: string | null): Unnumbered => ({
  kind: "input_answered",
  requestId: `q${n}`,
  parent: to,
  client: "w",
  value: "v",
});
const died: Unnumbered = { kind: "life", event: "died", sentence: "S." };

/** As a host writes them: a request opens one block, and each question has an id of its own. */
function lawful(drawn: readonly Unnumbered[]): LogRecord[] {
  const opened = new Set<unknown>();
  const records = drawn.filter((one) => {
    const opens =
      one.kind === "request" ? one["msgId"] : one["msgType"] === "execute_input" ? one["parent"] : undefined;
    const twice = one.kind === "request" && opened.has(opens);
    if (opens !== undefined) opened.add(opens);
    return !twice;
  });
  let questions = 0;
  return numbered(
    records.map((one) => (one["msgType"] === "input_request" ? { ...one, msgId: `q${questions++}` } : one)),
  );
}

/** What records up to a checkpoint name, as the host's index tells it. */
function namesIn(records: readonly LogRecord[]): Earlier {
  const requests = new Set<string>();
  for (const one of records) {
    if (one.kind === "request") requests.add(one.msgId);
    if (one.kind !== "message") continue;
    if (one.msgType === "execute_input" && one.parent !== null) requests.add(one.parent);
  }
  return { request: (id) => requests.has(id), display: () => true };
}

/** What can be compared: all but the version, which only counts changes. */
const plain = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (key, one) => (key === "version" ? undefined : one)));
const linesOf = (output: Output | undefined) => (output && "lines" in output ? output.lines : undefined);

/** Whether `part` is `whole`, or its last lines. */
function endsAlike(part: Output, whole: Output): boolean {
  const lines = linesOf(part);
  const all = linesOf(whole);
  if (!lines || !all) return JSON.stringify(part) === JSON.stringify(whole);
  const same = JSON.stringify({ ...part, lines: [] }) === JSON.stringify({ ...whole, lines: [] });
  return same && JSON.stringify(lines) === JSON.stringify(all.slice(Math.max(0, all.length - lines.length)));
}

/** An open block holds, in order, what it could still change, then all that came after the checkpoint. */
function expectRest(part: Block, whole: Block, before: Block): void {
  const { outputs, ...facts } = plain(part);
  const { outputs: all, ...wholeFacts } = plain(whole);
  expect(facts).toEqual(wholeFacts);
  let at = all.length;
  for (const output of [...outputs].reverse()) {
    do at--;
    while (at >= 0 && !endsAlike(output, all[at] as Output));
    expect(at, "an output that is not in the whole, or not in this order").toBeGreaterThanOrEqual(0);
  }
  // Nothing new is left out: of the whole, at most as many outputs are missing as were there at the checkpoint.
  expect(all.length - outputs.length).toBeLessThanOrEqual(before.outputs.length);
  const added = all.slice(before.outputs.length);
  expect(
    outputs
      .slice(Math.max(0, outputs.length - added.length))
      .map((_, i, tail) => endsAlike(tail[i] as Output, added[i] as Output)),
  ).toEqual(added.map(() => true));
}

/** Goes on from a checkpoint that went through JSON, as it does between processes. */
function goOn(checkpoint: Checkpoint, records: readonly LogRecord[], earlier: Earlier) {
  const reducer = createReducer([], {
    checkpoint: JSON.parse(JSON.stringify(checkpoint)) as Checkpoint,
    earlier,
  });
  for (const one of records) reducer.append(one);
  return reducer;
}

function checkpointAt(records: readonly LogRecord[], at: number): Checkpoint {
  const reducer = createReducer();
  for (const one of records.slice(0, at)) reducer.append(one);
  return reducer.checkpoint();
}

function expectSameRest(
  whole: readonly Block[],
  part: readonly Block[],
  before: readonly Block[],
  seq: number,
): void {
  expect(plain(part.filter((block) => block.seq > seq))).toEqual(
    plain(whole.filter((block) => block.seq > seq)),
  );
  for (const block of part) {
    if (block.seq > seq) continue;
    const [full, then] = [whole, before].map((all) => all.find((one) => one.seq === block.seq));
    expectRest(block, full as Block, then as Block);
  }
}

describe("from any checkpoint", () => {
  it("the rest comes out as if everything had been reduced", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 50 }), fc.nat(50), (drawn, cut) => {
        const records = lawful(drawn);
        const at = Math.min(cut, records.length);
        const before = records.slice(0, at);
        const part = goOn(checkpointAt(records, at), records.slice(at), namesIn(before)).snapshot();
        const whole = reduce(records, []);
        expect(part.seq).toBe(records.length);
        expectSameRest(whole.blocks, part.blocks, reduce(before, []).blocks, at);
        // Nothing that is open is left out.
        const open = (blocks: readonly Block[]) =>
          blocks.flatMap(({ seq, state }) => (state === "queued" || state === "running" ? [seq] : []));
        expect(open(part.blocks)).toEqual(open(whole.blocks));
      }),
      { numRuns: 1500 },
    );
  });

  it("taken from a reducer that itself began at one, it is as good", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 50 }), fc.nat(50), fc.nat(50), (drawn, one, other) => {
        const records = lawful(drawn);
        const [first, second] = [
          Math.min(one, other, records.length),
          Math.min(Math.max(one, other), records.length),
        ];
        const direct = checkpointAt(records, second);
        const rolled = goOn(
          checkpointAt(records, first),
          records.slice(first, second),
          namesIn(records.slice(0, first)),
        ).checkpoint();
        expect(plain(rolled)).toEqual(plain(direct));
      }),
      { numRuns: 1000, examples: [[[asks("a"), answered(0, "a"), answered(0, "a")], 2, 3]] },
    );
  });
});

describe("a window that holds a part", () => {
  /** Reads records after `from` up to `to`, as a window does that asks a host for a part. */
  const part = (records: readonly LogRecord[], from: number, to: number) => {
    const checkpoint = JSON.parse(JSON.stringify(checkpointAt(records, from))) as Checkpoint;
    const start = { checkpoint, earlier: namesIn(records.slice(0, from)) };
    const reducer = createReducer([], from === 0 ? undefined : start, "places");
    for (const one of records.slice(from, to)) reducer.append(one);
    return reducer;
  };

  it("comes to the same as the whole when the parts before it have come in, in whatever pieces", () => {
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 60 }),
        fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (drawn, cuts, drops) => {
          const records = lawful(drawn);
          const places = [...new Set(cuts.map((cut) => Math.min(cut, records.length)))].sort((a, b) => b - a);
          const shown = part(records, places[0] ?? 0, records.length);
          places.push(0);
          for (let i = 1; i < places.length; i++) {
            if (drops) shown.drop(0, () => false);
            shown.fill(part(records, places[i] as number, places[i - 1] as number));
          }
          expect(shown.start).toBe(0);
          // What was let go of comes again.
          shown.fill(part(records, 0, records.length));
          expect(plain(shown.snapshot())).toEqual(plain(reduce(records, [])));
        },
      ),
      {
        numRuns: 1500,
        examples: [
          // Answers to what is asked no more: by an end of the kernel, and by its next question.
          [[asks("a"), died, answered(0, "a")], [2], false],
          [[asks("a"), asks("a"), answered(0, "a")], [2], false],
          // Lines are final for good, also when later ones are erased.
          [["l\n".repeat(300), "\x1b[A", "\x1b[J"].map((said) => stream("a", said)), [3], false],
          // The request that an answer names began after the question.
          [
            [asks("a"), request("a"), { kind: "request_end", msgId: "a", status: "ok" }, answered(0, "a")],
            [3],
            false,
          ],
        ],
      },
    );
  });

  it("lets go of its oldest blocks, and comes to the same when they have come back", () => {
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(60), fc.nat(3)), { minLength: 1, maxLength: 3 }),
        (drawn, lettings) => {
          const records = lawful(drawn);
          const shown = part(records, 0, 0);
          const at = new Map(lettings);
          for (const [i, one] of records.entries()) {
            shown.append(one);
            const most = at.get(i);
            if (most === undefined) continue;
            shown.snapshot();
            shown.forget(most);
          }
          const whole = plain(reduce(records, []));
          const left = new Set(shown.snapshot().blocks.map(({ seq }) => seq));
          // What is left is as it was, and nothing that came later stands by itself.
          for (const seq of left) expect(whole.blocks.map((block) => block.seq)).toContain(seq);
          if (shown.start > 0) shown.fill(part(records, 0, shown.start));
          expect(shown.start).toBe(0);
          expect(plain(shown.snapshot())).toEqual(whole);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("keeps what comes for a block that it let go of until that comes back", () => {
    const end = (msgId: string): Unnumbered => ({ kind: "request_end", msgId, status: "ok" });
    const records = numbered([request("a"), end("a"), request("b"), end("b"), stream("a", "late\n")]);
    const shown = part(records, 0, 4);
    shown.forget(1);
    shown.append(records[4] as LogRecord);
    expect(shown.snapshot().blocks.map(({ msgId, outputs }) => [msgId, outputs.length])).toEqual([["b", 0]]);
    shown.fill(part(records, 0, shown.start));
    expect(plain(shown.snapshot())).toEqual(plain(reduce(records, [])));
  });

  it("counts the same places of lines and outputs as the whole", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 50 }), fc.nat(50), (drawn, cut) => {
        const records = lawful(drawn);
        const shown = part(records, Math.min(cut, records.length), records.length);
        const whole = new Map(reduce(records, []).blocks.map((block) => [block.seq, block]));
        for (const { seq, outputs } of shown.snapshot().blocks) {
          const all = whole.get(seq)?.outputs ?? [];
          expect(outputs.length).toBe(all.length);
          for (const [i, output] of outputs.entries()) {
            if (output.kind === "absent") continue;
            const [lines, others] = [linesOf(output), linesOf(all[i])];
            expect(lines?.length).toBe(others?.length);
            for (const [n, line] of (lines ?? []).entries()) {
              if (line !== ABSENT_LINE) expect(line).toEqual(others?.[n]);
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

it("carries no finished lines", () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `line ${i}`);
  const records = numbered([request("a"), stream("a", lines.join("\n")), stream("a", "\nlast")]);
  const checkpoint = checkpointAt(records, 2);
  expect(JSON.stringify(checkpoint).length).toBeLessThan(MUTABLE_LINES * 40);
  const [block] = goOn(checkpoint, records.slice(2), namesIn(records)).snapshot().blocks;
  const shown = linesOf(block?.outputs[0])?.map((line) => line.text);
  expect(shown).toEqual([...lines.slice(-MUTABLE_LINES), "last"]);
});

it("after a trim, what belonged to trimmed blocks and displays is shown by itself", () => {
  const update = message("update_display_data", "a", {
    data: { "text/plain": "90%" },
    transient: { display_id: "bar" },
  });
  const records = numbered([
    request("a"),
    message("display_data", "a", { data: { "text/plain": "0%" }, transient: { display_id: "bar" } }),
    { kind: "request_end", msgId: "a", status: "ok" },
    request("b"),
    update,
    stream("a", "late\n"),
    update,
  ]);
  const trimmed: LogRecord = {
    kind: "trimmed",
    seq: 3,
    life: 1,
    time: new Date(2026, 10, 23, 14, 2).getTime(),
    bytes: 2_100_000_000,
  };
  const outputs = (blocks: readonly Block[]) =>
    blocks.map(({ prompt, outputs: all }) => [
      prompt,
      ...all.map(
        (one) =>
          linesOf(one)?.[0]?.text ??
          ("data" in one ? one.data["text/plain"] : "sentence" in one && one.sentence),
      ),
    ]);
  const left = reduce([trimmed, ...records.slice(3)], []);
  expect(outputs(left.blocks)).toEqual([
    ["Kernel", "2.1 GB of earlier output was dropped at 14:02."],
    ["Queued"],
    ["Kernel", "90%", "late"],
  ]);
  const resumed = goOn(
    checkpointAt(records, 3),
    [trimmed, ...records.slice(3)],
    namesIn(records.slice(0, 3)),
  );
  expect(outputs(resumed.snapshot().blocks)).toEqual(outputs(left.blocks));
  const notTrimmed = goOn(checkpointAt(records, 3), records.slice(3), namesIn(records.slice(0, 3)));
  expect(outputs(notTrimmed.snapshot().blocks)).toEqual([["Queued"]]);
  // Nor has it to see the place where something was dropped to know that something was.
  const nothingLeft = { request: () => false, display: () => false };
  const dropped = goOn(checkpointAt(records, 3), records.slice(3), nothingLeft);
  expect(outputs(dropped.snapshot().blocks)).toEqual([["Queued"], ["Kernel", "90%", "late"]]);
});
