import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { stripAnsi } from "../../../preload/transcript/terminal";
import { Printer } from "./printer";
import { Screen, wantsColours } from "./screen";

/** A stream that keeps what is written. */
class Paper extends EventEmitter {
  text = "";
  columns = 20;
  rows = 6;
  writableNeedDrain = false;

  constructor(readonly isTTY: boolean) {
    super();
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }
}

function printerOn(terminal: boolean) {
  const paper = new Paper(terminal);
  const stream = paper as unknown as NodeJS.WriteStream;
  const screen = new Screen(stream, new Paper(false) as unknown as NodeJS.WriteStream, { TERM: "xterm" });
  return { paper, printer: new Printer(screen, { heading: () => true, marks: true, sink: () => "stdout" }) };
}

let seq = 0;
const envelope = () => ({ seq: ++seq, life: 1, time: new Date(2026, 0, 1, 9, 5).getTime() });
const request = (msgId: string, code: string): LogRecord[] => [
  { ...envelope(), kind: "request", msgId, client: "window-1", code },
  { ...envelope(), kind: "request_sent", msgId },
  {
    ...envelope(),
    ...{ kind: "message", socket: "iopub", msgType: "execute_input", msgId: `${msgId}-input` },
    ...{ parent: msgId, foreign: false, content: { code, execution_count: 7 } },
  } as LogRecord,
];
const print = (parent: string, text: string): LogRecord => ({
  ...envelope(),
  ...{ kind: "stream", parent, foreign: false, name: "stdout", text },
});
const end = (msgId: string): LogRecord => ({ ...envelope(), kind: "request_end", msgId, status: "ok" });

describe("the printer", () => {
  it("prints a line without a terminal once it is whole, and the last one at the end", () => {
    const { paper, printer } = printerOn(false);
    printer.take([...request("a", "bar()"), print("a", "1%\r2%")]);
    expect(paper.text).toBe("a window, 09:05\nIn [7]: bar()\n");
    printer.take([print("a", "\r100%\ndo"), print("a", "ne")]);
    expect(paper.text).toMatch(/\n100%\n$/);
    printer.take([end("a")]);
    expect(paper.text).toMatch(/\n100%\ndone\n$/);
  });

  const raw = (text: string): LogRecord => ({ ...envelope(), kind: "raw", name: "stderr", offset: 0, text });

  it("prints an unfinished line of the kernel where it stands, and no line twice", () => {
    for (const size of [1, 100]) {
      const { paper, printer } = printerOn(false);
      const records = [
        raw("starting..."),
        ...request("a", "one()"),
        print("a", "A 1\nA "),
        {
          ...envelope(),
          kind: "stream",
          parent: "a",
          foreign: false,
          name: "stderr",
          text: "warned\n",
        } as LogRecord,
        end("a"),
        ...request("b", "two()"),
        print("b", "B "),
        print("a", "late\n"),
        print("b", "4\n"),
        raw("by the process"),
        print("b", "last"),
        { ...(end("b") as LogRecord & { kind: "request_end" }), status: "timeout" } as LogRecord,
      ];
      for (let at = 0; at < records.length; at += size) printer.take(records.slice(at, at + size));
      printer.end();
      expect(paper.text.split("\n").filter((line) => !line.startsWith("a window"))).toEqual([
        "starting...",
        "In [7]: one()",
        "A 1",
        "A ",
        "warned",
        "In [7]: two()",
        "[In [7] goes on]",
        "late",
        "[In [7] goes on]",
        "B 4",
        "last",
        "[In [7] no answer]",
        "[Kernel]",
        "by the process",
        "",
      ]);
    }
  });

  it("ends on a terminal what other output interrupts, and goes on with the rest", () => {
    const { paper, printer } = printerOn(true);
    for (const record of [
      ...request("a", "one()"),
      ...request("b", "two()"),
      print("b", "B "),
      print("a", "late\n"),
      print("b", "4\n"),
      end("b"),
    ])
      printer.take([record]);
    expect(stripAnsi(paper.text).split("\n").slice(4)).toEqual([
      ...["B ", "[In [7] goes on]", "late", "[In [7] goes on]", "4", ""],
    ]);
  });

  it("shows the same on a terminal however the records are cut", () => {
    const records = [
      ...request("b", "bars()"),
      print("b", "first  0%\n"),
      print("b", "second 0%"),
      print("b", "\x1b[A\rfirst 50%\n\rsecond 20%"),
      print("b", "\x1b[A\rfirst 100%\nsecond a line that is longer than the paper is wide"),
      print("b", "\r\x1b[Ksecond 100%\n"),
      print("b", "\x1b[32mgreen\x1b[0m\x1b]0;title\x07\x1b[2J end\n"),
      end("b"),
    ];
    for (const size of [1, 2, 3, records.length]) {
      const { paper, printer } = printerOn(true);
      for (let at = 0; at < records.length; at += size) printer.take(records.slice(at, at + size));
      expect(paper.text).not.toContain("title");
      expect(paper.text).not.toContain("\x1b[2J");
      const shown = asShown(paper.text, paper.columns);
      expect(shown.split("\n").slice(2), `${size} at a time`).toEqual([
        "first 100%",
        "second 100%",
        "green end",
        "",
      ]);
    }
  });

  it("goes on at a checkpoint without printing anything twice", () => {
    const records = [...request("c", "count()"), print("c", "1\n2\n3"), print("c", "4\n5\n"), end("c")];
    for (let cut = 1; cut < records.length; cut++) {
      const first = printerOn(false);
      first.printer.take(records.slice(0, cut));
      const second = printerOn(false);
      const next = new Printer(
        new Screen(
          second.paper as unknown as NodeJS.WriteStream,
          second.paper as unknown as NodeJS.WriteStream,
          {},
        ),
        { heading: () => true, sink: () => "stdout" },
        JSON.parse(JSON.stringify(first.printer.checkpoint())),
      );
      next.take(records.slice(cut));
      next.end();
      const all = first.paper.text + second.paper.text;
      expect(all.match(/count\(\)/g), `cut at ${cut}`).toHaveLength(1);
      expect(all.match(/^(1|2|34|5)$/gm), `cut at ${cut}`).toEqual(["1", "2", "34", "5"]);
    }
  });

  it("lets go of what was printed, and prints on", () => {
    const { paper, printer } = printerOn(false);
    const line = "x".repeat(99_999);
    for (let i = 0; i < 300; i++)
      printer.take([...request(`d${i}`, "pass"), print(`d${i}`, `${line}\n`), end(`d${i}`)]);
    expect(paper.text.match(/x\n/g)).toHaveLength(300);
    expect(JSON.stringify(printer.checkpoint()).length).toBeLessThan(10_000);
  });
});

/** What stands on a terminal of that width: lines that are too long go on in the next row, as the cursor counts rows. */
function asShown(text: string, columns: number): string {
  const wrapped = text.replace(
    /[^\x1b\n\r]{21,}/g,
    (long) => long.match(new RegExp(`.{1,${columns}}`, "g"))?.join("\n") ?? "",
  );
  return stripAnsi(wrapped);
}

describe("colours", () => {
  it("follow NO_COLOR, FORCE_COLOR and the terminal", () => {
    const terminal = { isTTY: true };
    expect(wantsColours({ TERM: "xterm" }, terminal)).toBe(true);
    expect(wantsColours({ TERM: "dumb" }, terminal)).toBe(false);
    expect(wantsColours({ TERM: "xterm" }, {})).toBe(false);
    expect(wantsColours({ TERM: "xterm", NO_COLOR: "1" }, terminal)).toBe(false);
    expect(wantsColours({ TERM: "xterm", NO_COLOR: "" }, terminal)).toBe(true);
    expect(wantsColours({ FORCE_COLOR: "1", NO_COLOR: "1" }, {})).toBe(true);
    expect(wantsColours({ FORCE_COLOR: "0", TERM: "xterm" }, terminal)).toBe(false);
  });
});
