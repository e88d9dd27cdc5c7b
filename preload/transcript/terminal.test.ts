import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MUTABLE_LINES, printedLines, stripAnsi, Terminal, toLines } from "./terminal";

const texts = (text: string) => toLines(text).map((line) => line.text);

describe("plain text", () => {
  it("is cut at line feeds; the last line is where text goes next", () => {
    expect(texts("a\nb\n")).toEqual(["a", "b", ""]);
    expect(printedLines(toLines("a\nb\n"))).toBe(2);
    expect(printedLines(toLines("a\nb"))).toBe(2);
    expect(printedLines(toLines("\n"))).toBe(1);
    expect(printedLines(toLines(""))).toBe(0);
  });

  it("continues an unfinished line", () => {
    const terminal = new Terminal();
    terminal.write("one");
    terminal.write(" two\nthr");
    terminal.write("ee");
    expect(terminal.lines.map((line) => line.text)).toEqual(["one two", "three"]);
  });

  it("keeps tabs and takes CR LF as one line feed, also when it is cut in two", () => {
    expect(texts("a\tb\r\nc")).toEqual(["a\tb", "c"]);
    const terminal = new Terminal();
    terminal.write("a\r");
    terminal.write("\nb");
    expect(terminal.lines.map((line) => line.text)).toEqual(["a", "b"]);
  });

  it("costs little more than cutting the text into lines", () => {
    const text = Array.from({ length: 170_000 }, (_, i) => `${i}\n`).join("");
    const best = (work: () => unknown) =>
      Math.min(
        ...Array.from({ length: 7 }, () => {
          // Time on a processor: what other programs do meanwhile is not in it.
          const started = process.cpuUsage();
          work();
          const { user, system } = process.cpuUsage(started);
          return user + system;
        }),
      );
    expect(toLines(text)).toHaveLength(170_001);
    // Compared on the same machine in the same moment: other programs must not decide.
    const cutting = best(() => text.split("\n").map((line) => ({ text: line })));
    expect(best(() => toLines(text))).toBeLessThan(8 * cutting);
  });
});

describe("carriage return and cursor", () => {
  it("writes over the line from its start", () => {
    expect(texts(" 10%\r 50%\r100%\n")).toEqual(["100%", ""]);
    expect(texts("abcdef\rXY")).toEqual(["XYcdef"]);
  });

  it("backspace goes one back, not past the start", () => {
    expect(texts("abc\b\bX")).toEqual(["aXc"]);
    expect(texts("\b\bX")).toEqual(["X"]);
  });

  it("erases to the end, to the start, and all of a line", () => {
    expect(texts("abcdef\r\x1b[3C\x1b[K")).toEqual(["abc"]);
    expect(texts("abcdef\r\x1b[2C\x1b[1K")).toEqual(["   def"]);
    expect(texts("abcdef\x1b[2KX")).toEqual(["      X"]);
  });

  it("draws two progress bars as tqdm does: down by line feed, up by cursor up", () => {
    expect(texts("a: 0\n\rb: 0\x1b[A\ra: 1\n\rb: 1\x1b[A\ra: 2\n\rb: 2\n")).toEqual(["a: 2", "b: 2", ""]);
  });

  it("cursor up and erase below take back what rich draws", () => {
    expect(texts("keep\none\ntwo\x1b[1A\r\x1b[0Jnew")).toEqual(["keep", "new"]);
  });

  it("moves up no further than the lines that may still change", () => {
    const text = `${"x\n".repeat(1000)}\x1b[5000AY`;
    const lines = texts(text);
    expect(lines.indexOf("Y")).toBe(1001 - MUTABLE_LINES);
  });

  it("what would write over a line of very many columns stands in a line of its own", () => {
    const long = "x".repeat(20_000);
    expect(texts(`${long}\r50%\r100%\n`)).toEqual([long, "100%", ""]);
    expect(texts(`${long}\rab\bc`)).toEqual([long, "ac"]);
    expect(texts(`${long}\nend\x1b[A\rup`)).toEqual([long, "end", "up"]);
  });

  it("does not make a line of gigabytes for a far column", () => {
    expect(toLines("\x1b[999999999GX")[0]?.text.length).toBeLessThan(20_000);
  });

  it("a clear-screen takes back nothing that was printed", () => {
    expect(texts("result\n\x1b[H\x1b[2J\x1b[3Jnext")).toEqual(["result", "next"]);
  });
});

describe("colours and faces", () => {
  const runs = (text: string) => toLines(text)[0]?.runs;

  it("16 colours, bright ones, faces, and back to plain", () => {
    expect(runs("\x1b[31mred\x1b[0m plain \x1b[1;4;92mloud\x1b[m")).toEqual([
      { start: 0, end: 3, style: { fg: 1 } },
      { start: 10, end: 14, style: { bold: true, underline: true, fg: 10 } },
    ]);
    expect(runs("\x1b[7;9;2;3;8;45mx\x1b[27;29;22;23;28;49my")).toEqual([
      {
        start: 0,
        end: 1,
        style: { inverse: true, strike: true, dim: true, italic: true, hidden: true, bg: 5 },
      },
    ]);
  });

  it("256 and direct colours, with semicolons and with colons", () => {
    expect(runs("\x1b[38;5;208mx")).toEqual([{ start: 0, end: 1, style: { fg: 208 } }]);
    expect(runs("\x1b[48;2;1;2;255mx")).toEqual([{ start: 0, end: 1, style: { bg: "#0102ff" } }]);
    expect(runs("\x1b[38:2::16:32:48mx")).toEqual([{ start: 0, end: 1, style: { fg: "#102030" } }]);
    expect(runs("\x1b[38:5:9;1mx")).toEqual([{ start: 0, end: 1, style: { fg: 9, bold: true } }]);
    expect(runs("\x1b[38;2;300;0;0mx")).toBeUndefined();
  });

  it("a reset counts where it stands in a sequence", () => {
    expect(runs("\x1b[31;0mx")).toBeUndefined();
    expect(runs("\x1b[1;0;32mx")).toEqual([{ start: 0, end: 1, style: { fg: 2 } }]);
  });

  it("a style lasts over line feeds and later writes", () => {
    const terminal = new Terminal();
    terminal.write("\x1b[32mone\ntwo");
    terminal.write(" more");
    expect(terminal.lines).toEqual([
      { text: "one", runs: [{ start: 0, end: 3, style: { fg: 2 } }] },
      { text: "two more", runs: [{ start: 0, end: 8, style: { fg: 2 } }] },
    ]);
  });

  it("a line that was seen keeps its styles when more is added", () => {
    const terminal = new Terminal();
    terminal.write("\x1b[32mone");
    const [seen] = terminal.lines.slice();
    terminal.write("\x1b[0m two \x1b[31mthree\x1b[34mfour");
    expect(seen).toEqual({ text: "one", runs: [{ start: 0, end: 3, style: { fg: 2 } }] });
    expect(terminal.lines[0]?.runs).toHaveLength(3);
  });

  it("what is written over loses its style", () => {
    expect(toLines("\x1b[31mabcdef\x1b[0m\rXY")[0]).toEqual({
      text: "XYcdef",
      runs: [{ start: 2, end: 6, style: { fg: 1 } }],
    });
  });
});

describe("other sequences", () => {
  it("are swallowed whole", () => {
    expect(
      texts(
        "a\x1b[?25lb\x1b]0;title\x07c\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\d\x1b(Be\x1b7f\x07g",
      ),
    ).toEqual(["abclinkdefg"]);
    expect(texts("\x1b[>4;1mx\x1bP1$r0m\x1b\\y")).toEqual(["xy"]);
  });

  it("that never end swallow no more than their line, and no more than a little of it", () => {
    for (const begin of ["\x1b]0;", "\x1bP1$r", "\x1b_G", "\x1b^", "\x1bX"]) {
      expect(texts(`${begin}never ends\nhello\n`)).toEqual(["", "hello", ""]);
      expect(texts(`${begin}never ends\r 5%\r10%`)).toEqual(["10%"]);
      expect(texts(`${begin}never ends\x1b[31mred`)).toEqual(["red"]);
      const terminal = new Terminal();
      for (let i = 0; i < 6000; i++) terminal.write("x");
      terminal.write(begin);
      for (let i = 0; i < 6000; i++) terminal.write("y");
      expect(terminal.lines[0]?.text.endsWith("y".repeat(5990))).toBe(true);
      const whole = `${begin}${"y".repeat(100_000)}\x07z`;
      expect(texts(whole)).toEqual(["z"]);
    }
    expect(texts(`\x1b[${"1;".repeat(5000)}\nhello`)).toEqual([`[${"1;".repeat(5000)}`, "hello"]);
    expect(texts("\x1b[31\nhello\x1b(\nyou")).toEqual(["[31", "hello(", "you"]);
    const terminal = new Terminal();
    terminal.write("\x1b[");
    for (let i = 0; i < 6000; i++) terminal.write("1");
    expect(terminal.lines[0]?.text.length).toBeGreaterThan(5000);
  });

  it("stripAnsi leaves text and line feeds", () => {
    expect(stripAnsi("\x1b[1mName?\x1b[0m ")).toBe("Name? ");
  });
});

it("the cuts between writes do not show", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "\n",
      "\r",
      "\b",
      "\x1b[31m",
      "\x1b[0m",
      "\x1b[1;38;5;99m",
      "\x1b[A",
      "\x1b[2K",
      "\x1b[K",
      "\x1b]0;t\x07",
      "\r\n",
    ),
    fc.constantFrom("\x1b[J", "\x1b[3D", "\x1b[2C", "\x1b[5G", "\x1b]8;;u\x1b\\", "\x1b[48;2;1;2;3m", "\t"),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.array(fc.nat(400)), (pieces, cuts) => {
      const text = pieces.join("");
      const terminal = new Terminal();
      const at = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort(
        (a, b) => a - b,
      );
      for (let i = 1; i < at.length; i++) terminal.write(text.slice(at[i - 1], at[i]));
      expect(terminal.lines).toEqual(toLines(text));
    }),
    { numRuns: 500 },
  );
});
