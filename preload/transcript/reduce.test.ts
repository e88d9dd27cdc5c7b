import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogRecord, ViewMark } from "../contract/records";
import { clear, toggleDelete, toggleFold, undoClear } from "./marks";
import { createReducer, reduce } from "./reduce";
import { transcriptText } from "./text";
import type { Output, Transcript } from "./transcript";
import { briefs, Log, only, shown } from "./written-log.fixture";

describe("a request", () => {
  it("is queued, runs under its number, and ends", () => {
    const log = new Log().request("a", "1+1", { origin: { file: "/f.py", title: "Fit", lines: [3, 4] } });
    expect(only(shown(log))).toMatchObject({
      prompt: "Queued",
      state: "queued",
      code: "1+1",
      client: "window-1",
      seq: 1,
      asked: 1000,
    });
    expect(only(shown(log)).origin?.title).toBe("Fit");
    log.sent("a");
    expect(only(shown(log))).toMatchObject({ prompt: "Queued", state: "running", started: 2000 });
    log.input("a", 7);
    expect(only(shown(log))).toMatchObject({ prompt: "In [7]:", state: "running", started: 3000 });
    log.message("execute_result", "a", { data: { "text/plain": "2" }, metadata: {}, execution_count: 7 });
    log.end("a", { executionCount: 7 });
    const block = only(shown(log));
    expect(block).toMatchObject({ prompt: "In [7]:", state: "ok", ended: 5000 });
    expect(block.outputs).toEqual([
      { kind: "display", data: { "text/plain": "2" }, metadata: {}, executionCount: 7 },
    ]);
  });

  it("takes its number from the reply when the kernel was silent, and none when it never ran", () => {
    const log = new Log()
      .request("a", "x")
      .sent("a")
      .end("a", { executionCount: 3 })
      .request("b", "y")
      .end("b", { status: "cancelled" });
    expect(shown(log).blocks.map((block) => [block.prompt, block.state])).toEqual([
      ["In [3]:", "ok"],
      ["In [ ]:", "cancelled"],
    ]);
  });

  it("shows the pages of its payload", () => {
    const log = new Log()
      .request("a", "print?")
      .end("a", { payload: [{ source: "page", data: { "text/plain": "Docstring" }, start: 0 }] });
    expect(briefs(only(shown(log)))).toEqual(["display: Docstring"]);
  });

  it("of another client appears with its name and ends with the kernel's idle", () => {
    const log = new Log().message(
      "execute_input",
      "f",
      { code: "2", execution_count: 5 },
      { foreign: true, username: "ada" },
    );
    expect(only(shown(log))).toMatchObject({
      client: null,
      username: "ada",
      code: "2",
      prompt: "In [5]:",
      state: "running",
    });
    log.print("f", "out\n").message("status", "f", { execution_state: "idle" }, { foreign: true });
    expect(only(shown(log))).toMatchObject({ state: "ok", ended: 3000 });
  });

  it("of another client ends with the kernel that dies", () => {
    const log = new Log().message("execute_input", "f", { code: "2", execution_count: 5 }, { foreign: true });
    log.event("died", "The kernel died.", { exit: { code: null, signal: "SIGKILL", words: "Killed" } });
    const { blocks } = shown(log);
    expect(blocks[0]?.state).toBe("kernel died");
    expect(blocks[1]?.outputs).toEqual([
      {
        kind: "event",
        event: "died",
        sentence: "The kernel died.",
        exit: { code: null, signal: "SIGKILL", words: "Killed" },
        time: 2000,
      },
    ]);
  });
});

describe("outputs", () => {
  it("keep the order of stdout, stderr and displays; what follows on one stream is one output", () => {
    const log = new Log()
      .request("a", "")
      .print("a", "1\n")
      .print("a", "2\n")
      .print("a", "w\n", "stderr")
      .print("a", "3\n");
    log.message("display_data", "a", { data: { "text/plain": "fig" }, metadata: {} }).print("a", "4\n");
    expect(briefs(only(shown(log)))).toEqual([
      "stdout: 1|2|",
      "stderr: w|",
      "stdout: 3|",
      "display: fig",
      "stdout: 4|",
    ]);
  });

  it("go to their own request, also late and when another one runs", () => {
    const log = new Log()
      .cell("a", 1, "thread")
      .request("b", "")
      .sent("b")
      .input("b", 2)
      .print("a", "late\n")
      .print("b", "mine\n");
    expect(shown(log).blocks.map(briefs)).toEqual([["stdout: late|"], ["stdout: mine|"]]);
  });

  it("of no request, raw text and life events stand in Kernel blocks where they came", () => {
    const log = new Log().event("starting", "Starting").raw("boot\n").print(null, "x\n").cell("a", 1, "");
    log.raw("warn\n").raw("more\n").print("unknown", "y\n");
    const { blocks } = shown(log);
    expect(blocks.map((block) => [block.prompt, block.kind, briefs(block)])).toEqual([
      ["Kernel", "kernel", ["event: Starting", "stderr: boot|", "stdout: x|"]],
      ["In [1]:", "request", []],
      ["Kernel", "kernel", ["stderr: warn|more|", "stdout: y|"]],
    ]);
  });

  it("a new life begins a new Kernel block", () => {
    const log = new Log().raw("one\n");
    log.life = 2;
    log.raw("two\n");
    expect(shown(log).blocks.map((block) => block.life)).toEqual([1, 2]);
  });

  it("an error keeps its traceback's colours; without one it says name and value", () => {
    const log = new Log()
      .request("a", "")
      .message("error", "a", { ename: "E", evalue: "v", traceback: ["\x1b[31m---\x1b[0m\nat 1", "E: v"] });
    log.request("b", "").message("error", "b", { ename: "E", evalue: "v", traceback: [] });
    const [first, second] = shown(log).blocks;
    expect(briefs(first)).toEqual(["error: ---|at 1|E: v"]);
    expect(first?.outputs[0]).toMatchObject({
      traceback: [{ text: "---", runs: [{ style: { fg: 1 } }] }, {}, {}],
    });
    expect(briefs(second)).toEqual(["error: E: v"]);
  });

  it("update_display_data changes every display of its id, in any block, and adds none", () => {
    const display = (text: string) => ({
      data: { "text/plain": text },
      metadata: {},
      transient: { display_id: "d" },
    });
    const log = new Log().request("a", "").message("display_data", "a", display("0")).request("b", "");
    log
      .message("display_data", "b", display("1"))
      .message("display_data", "b", { data: { "text/plain": "other" } });
    expect(shown(log).blocks.map(briefs)).toEqual([["display: 1"], ["display: 1", "display: other"]]);
    log
      .message("update_display_data", "b", display("2"))
      .message("update_display_data", "b", { ...display("?"), transient: { display_id: "none" } });
    expect(shown(log).blocks.map(briefs)).toEqual([["display: 2"], ["display: 2", "display: other"]]);
  });

  it("clear_output clears at once, or when the next output comes", () => {
    const log = new Log().request("a", "").print("a", "1\n").message("clear_output", "a", { wait: true });
    expect(briefs(only(shown(log)))).toEqual(["stdout: 1|"]);
    log.print("a", "2\n");
    expect(briefs(only(shown(log)))).toEqual(["stdout: 2|"]);
    log.message("clear_output", "a", { wait: false });
    expect(briefs(only(shown(log)))).toEqual([]);
  });

  it("what an Output widget clears is only what it took, wherever reading begins", () => {
    const takes = (widget: string, msg_id: string) => ({
      comm_id: widget,
      data: { method: "update", state: { msg_id } },
    });
    const bar = (percent: string) => ({ data: { "text/plain": percent }, metadata: {} });
    const log = new Log().request("a", "").sent("a").print("a", "before\n");
    for (const percent of ["0 %", "50 %", "100 %"]) {
      log
        .message("comm_msg", "a", takes("w", "a"))
        .message("clear_output", "a", { wait: true })
        .message("display_data", "a", bar(percent))
        .print("a", `${percent} in words\n`)
        .message("comm_msg", "a", takes("w", ""))
        .print("a", `after ${percent}\n`);
    }
    const whole = [
      "stdout: before|",
      "display: 100 %",
      "stdout: 100 % in words|",
      "stdout: after 0 %|after 50 %|after 100 %|",
    ];
    expect(briefs(only(shown(log)))).toEqual(whole);
    log.message("comm_msg", "a", takes("w", "a")).message("clear_output", "a", { wait: false });
    expect((briefs(only(shown(log))) ?? []).filter((brief) => brief !== "stdout: ")).toEqual([
      whole[0],
      whole[3],
    ]);

    // A window that comes late reads from a checkpoint: what can still change is the same.
    for (let at = 4; at < log.records.length; at++) {
      const early = createReducer();
      for (const record of log.records.slice(0, at)) early.append(record);
      const late = createReducer([], {
        checkpoint: early.checkpoint(),
        earlier: { request: () => true, display: () => true },
      });
      for (const record of log.records.slice(at)) late.append(record);
      expect((briefs(only(late.snapshot())) ?? []).filter((brief) => brief.startsWith("display"))).toEqual(
        [],
      );
      expect(late.checkpoint()).toMatchObject({ blocks: [{ widgets: ["w"], places: 4 }] });
    }
  });

  it("unknown messages and comms change nothing", () => {
    const log = new Log().request("a", "").print("a", "x");
    const before = shown(log).blocks;
    log
      .message("comm_open", "a", { comm_id: "c", data: {} })
      .message("comm_msg", null, {})
      .message("new_in_6_0", "a", { x: [] });
    log.message("display_data", "a", { data: null, metadata: 3 });
    expect(briefs(shown(log).blocks[0])).toEqual([...(briefs(before[0]) ?? []), "display: undefined"]);
  });
});

describe("questions", () => {
  it("wait in their block for an answer, which is shown unless it is a password", () => {
    const log = new Log().request("a", "").ask("a", "q1", "Name? ");
    expect(briefs(only(shown(log)))).toEqual(["input: Name? ?"]);
    log.answer("q1", "a", "Ada").ask("a", "q2", "Key: ", true);
    expect(briefs(only(shown(log)))).toEqual(["input: Name? Ada", "input: Key: ?"]);
    log.answer("q2", "a");
    expect(only(shown(log)).outputs).toMatchObject([
      { answer: "Ada", client: "window-2", password: false },
      { answer: null, client: "window-2", password: true },
    ]);
  });

  it("are withdrawn when their request ends", () => {
    const log = new Log().request("a", "").ask("a", "q", "? ").end("a", { status: "error" });
    expect(briefs(only(shown(log)))).toEqual(["input: ? withdrawn"]);
  });

  it("are withdrawn when the kernel asks anew: it was interrupted, and waits for one answer only", () => {
    const log = new Log().request("a", "").ask("a", "q1", "q> ").ask("a", "q2", "q> ");
    expect(briefs(only(shown(log)))).toEqual(["input: q> withdrawn", "input: q> ?"]);
    log.answer("q2", "a", "yes").ask("a", "q3", "q> ");
    expect(briefs(only(shown(log)))).toEqual(["input: q> withdrawn", "input: q> yes", "input: q> ?"]);
  });

  it("of no request are answered by their id, and withdrawn when the kernel dies", () => {
    const log = new Log()
      .ask(null, "q", "? ")
      .answer("q", null, "yes")
      .ask(null, "r", "! ")
      .event("died", "");
    expect(briefs(only(shown(log)))).toEqual(["input: ? yes", "input: ! withdrawn"]);
  });
});

describe("marks", () => {
  it("a clear hides what was there, a running block stays with what comes later, and undo brings all back", () => {
    const log = new Log()
      .cell("a", 1, "x", "old\n")
      .request("b", "loop")
      .sent("b")
      .input("b", 2)
      .print("b", "1\n2\n");
    const all = transcriptText(shown(log));
    let marks = clear([], log.records.length);
    expect(shown(log, marks).blocks.map((block) => [block.prompt, briefs(block)])).toEqual([["In [2]:", []]]);
    log.print("b", "3\n");
    expect(briefs(only(shown(log, marks)))).toEqual(["stdout: 3|"]);
    log.end("b").print("a", "late\n");
    expect(shown(log, marks).blocks.map((block) => briefs(block))).toEqual([
      ["stdout: late|"],
      ["stdout: 3|"],
    ]);
    marks = undoClear(marks);
    expect(transcriptText(shown(log, marks))).toBe(
      all.replace("old\n", "old\nlate\n").replace("2\n", "2\n3\n"),
    );
    expect(undoClear([])).toEqual([]);
  });

  it("an unfinished line and an open question stay in view", () => {
    const log = new Log().request("a", "").print("a", "done\n 10%").ask("a", "q", "? ");
    const marks = clear([], 3);
    expect(briefs(only(shown(log, marks)))).toEqual(["input: ? ?"]);
    const bar = new Log().request("a", "").print("a", "done\n 10%");
    expect(briefs(only(shown(bar, clear([], 2))))).toEqual(["stdout:  10%"]);
    bar.print("a", "\r 20%");
    expect(briefs(only(shown(bar, clear([], 2))))).toEqual(["stdout:  20%"]);
  });

  it("clear_output inside a cleared block hides nothing that is new", () => {
    const log = new Log()
      .request("a", "")
      .print("a", "1\n2\n")
      .message("clear_output", "a", { wait: false })
      .print("a", "3\n");
    expect(briefs(only(shown(log, clear([], 2))))).toEqual(["stdout: 3|"]);
  });

  it("delete and fold name a block and can be taken back", () => {
    const log = new Log().cell("a", 1, "x").cell("b", 2, "y");
    const deleted = toggleDelete([], 1);
    expect(shown(log, deleted).blocks.map((block) => block.prompt)).toEqual(["In [2]:"]);
    expect(shown(log, toggleDelete(deleted, 1)).blocks).toHaveLength(2);
    expect(shown(log, toggleFold([], 1)).blocks[0]?.folded).toBe(true);
    expect(shown(log, toggleFold(toggleFold([], 1), 1)).blocks[0]?.folded).toBeUndefined();
  });
});

describe("the incremental reducer", () => {
  it("keeps unchanged blocks the same objects and gives changed ones a new version", () => {
    const log = new Log().cell("a", 1, "x", "1\n").request("b", "y").print("b", "2\n");
    const reducer = createReducer();
    for (const record of log.records) reducer.append(record);
    const before = reducer.snapshot();
    expect(reducer.snapshot()).toBe(before);
    log.print("b", "3\n");
    reducer.append(log.records.at(-1) as LogRecord);
    const after = reducer.snapshot();
    expect(after.blocks[0]).toBe(before.blocks[0]);
    expect(after.blocks[1]).not.toBe(before.blocks[1]);
    expect(after.blocks[1]?.version).toBeGreaterThan(before.blocks[1]?.version ?? 0);
  });

  it("takes a record once", () => {
    const log = new Log().request("a", "x").print("a", "1\n");
    const reducer = createReducer();
    for (const record of [...log.records, ...log.records]) reducer.append(record);
    expect(briefs(only(reducer.snapshot()))).toEqual(["stdout: 1|"]);
  });

  it("shows the trim marker before what is left", () => {
    const log = new Log().cell("a", 1, "x").cell("b", 2, "y", "1\n");
    const left = log.records.slice(4);
    const trimmed: LogRecord = { kind: "trimmed", seq: 4, life: 1, time: 0, bytes: 1000 };
    const { blocks } = reduce([trimmed, ...left], []);
    expect(blocks.map((block) => block.prompt)).toEqual(["Kernel", "In [2]:"]);
    expect(blocks[0]?.outputs[0]).toMatchObject({ kind: "event", event: "trimmed" });
  });

  it("does not copy a long block for each record that comes", () => {
    const log = new Log().request("a", "x");
    const line = "0123456789\n".repeat(5000);
    const reducer = createReducer();
    reducer.append(log.records[0] as LogRecord);
    for (let i = 0; i < 100; i++) reducer.append(log.print("a", line).records.at(-1) as LogRecord);
    const lines = () => (only(reducer.snapshot()).outputs[0] as Extract<Output, { kind: "stream" }>).lines;
    const before = lines();
    reducer.append(log.print("a", "x\n").records.at(-1) as LogRecord);
    expect(lines()).toBe(before);
    expect(lines()).toHaveLength(500_002);
  });
});

/** Random sessions: several requests and kernel output, interleaved as a kernel might. */
const session = fc
  .array(
    fc.record({
      act: fc.constantFrom(
        "cell",
        "open",
        "print",
        "late",
        "error",
        "display",
        "update",
        "clear",
        "ask",
        "answer",
        "end",
        "raw",
        "died",
      ),
      which: fc.nat(5),
      text: fc.constantFrom(
        "x\n",
        "half",
        "\rover",
        "\x1b[31mred",
        "\x1b[0m\n",
        "a\nb\n",
        "\x1b",
        "[1m",
        "\x1b[A",
      ),
      flag: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((acts) => {
    const log = new Log();
    let n = 0;
    for (const { act, which, text, flag } of acts) {
      const id = `r${which % Math.max(1, n)}`;
      if (act === "cell" || act === "open") {
        n += 1;
        if (act === "cell") log.cell(`r${n - 1}`, n, text, text);
        else
          log
            .request(`r${n - 1}`, text)
            .sent(`r${n - 1}`)
            .input(`r${n - 1}`, n);
      } else if (act === "print" || act === "late")
        log.print(flag ? id : null, text, which % 2 ? "stdout" : "stderr");
      else if (act === "error") log.message("error", id, { ename: "E", evalue: text, traceback: [text] });
      else if (act === "display" || act === "update") {
        log.message(act === "update" ? "update_display_data" : "display_data", id, {
          data: { "text/plain": text },
          transient: flag ? { display_id: `d${which}` } : {},
        });
      } else if (act === "clear") log.message("clear_output", id, { wait: flag });
      else if (act === "ask") log.ask(id, `q${which}`, "? ", flag);
      else if (act === "answer") log.answer(`q${which}`, id, text);
      else if (act === "end") log.end(id, { status: flag ? "ok" : "error" });
      else if (act === "raw") log.raw(text);
      else log.event("died", "The kernel died.");
    }
    return log.records;
  });

/** What is compared: all of a transcript but the versions, which only count changes. */
const content = (transcript: Transcript) =>
  JSON.parse(JSON.stringify(transcript.blocks, (key, value) => (key === "version" ? undefined : value)));

describe("for any log", () => {
  it("taking it in slices, with looks in between, is the same as at once", () => {
    fc.assert(
      fc.property(session, fc.array(fc.boolean()), fc.nat(100), (records, looks, cleared) => {
        const marks = clear([], cleared);
        const reducer = createReducer(marks);
        records.forEach((record, i) => {
          reducer.append(record);
          if (looks[i]) reducer.snapshot();
        });
        expect(content(reducer.snapshot())).toEqual(content(reduce(records, marks)));
      }),
      { numRuns: 300 },
    );
  });

  it("clearing while it comes in is the same as replaying it with the mark, and undo as never having cleared", () => {
    fc.assert(
      fc.property(session, fc.nat(60), fc.nat(60), (records, first, second) => {
        const reducer = createReducer();
        let marks: readonly ViewMark[] = [];
        records.forEach((record, i) => {
          reducer.append(record);
          if (i === first || i === second) {
            marks = clear(marks, reducer.seq);
            reducer.setMarks(marks);
          }
        });
        for (; marks.length > 0; marks = undoClear(marks)) {
          expect(content(reducer.snapshot())).toEqual(content(reduce(records, marks)));
          reducer.setMarks(undoClear(marks));
        }
        expect(content(reducer.snapshot())).toEqual(content(reduce(records, [])));
      }),
      { numRuns: 300 },
    );
  });

  it("starting at a block boundary gives the tail of the whole", () => {
    fc.assert(
      fc.property(session, session, (before, after) => {
        // A boundary: what comes after it belongs to nothing before it.
        const rename = (record: LogRecord): LogRecord =>
          JSON.parse(JSON.stringify(record).replaceAll(/"([rqd]\d)"/g, '"later-$1"'));
        const offset = before.length + 1;
        const boundary = new Log()
          .request("boundary", "x")
          .records.map((record) => ({ ...record, seq: offset }));
        const tail = [
          ...boundary,
          ...after.map((record) => ({ ...rename(record), seq: record.seq + offset })),
        ];
        const whole = content(reduce([...before, ...tail], []));
        const part = content(reduce(tail, []));
        expect(whole.slice(whole.length - part.length)).toEqual(part);
        expect(whole.slice(0, whole.length - part.length)).toEqual(content(reduce(before, [])));
      }),
      { numRuns: 300 },
    );
  });
});
