import { beforeEach, expect, test } from "vitest";
import { REQUEST_TIMEOUT_MS } from "../../preload/contract/limits";
import type { ShellToClient } from "../../preload/contract/session-channels";
import { FakeClock } from "../floor/fake-clock";
import type { Json } from "../wire/message";
import { Queries } from "./queries";

let clock: FakeClock;
let shell: { msgType: string; content: Json; subshell: string | undefined }[];
let control: { msgType: string; msgId: string }[];
let answers: ShellToClient[];
let queries: Queries;

beforeEach(() => {
  clock = new FakeClock();
  shell = [];
  control = [];
  answers = [];
  queries = new Queries({
    clock,
    sendShell: (msgType, content, _msgId, subshell) => shell.push({ msgType, content, subshell }),
    sendControl: (msgType, _content, msgId) => control.push({ msgType, msgId }),
  });
});

const complete = (id: string, busy: boolean, subshells: boolean) =>
  queries.ask({ type: "complete_request", id, code: "'😀'.ja", cursorPos: 7 }, busy, subshells, (answer) =>
    answers.push(answer),
  );
const completions = { status: "ok", matches: ["join"], cursor_start: 4, cursor_end: 6, metadata: {} };

test("an idle kernel is asked on shell, cursors in code points there and in UTF-16 here", () => {
  complete("q", false, false);
  expect(shell).toEqual([
    { msgType: "complete_request", content: { code: "'😀'.ja", cursor_pos: 6 }, subshell: undefined },
  ]);
  expect(queries.reply("q", completions)).toBe(true);
  expect(answers).toEqual([
    { type: "complete_reply", id: "q", matches: ["join"], cursorStart: 5, cursorEnd: 7, metadata: {} },
  ]);
  expect(queries.reply("q", completions)).toBe(false);
  expect(clock.waiting).toBe(0);
});

test("a busy kernel without subshells is not asked", () => {
  complete("q", true, false);
  expect(shell).toEqual([]);
  expect(answers).toEqual([{ type: "busy", id: "q" }]);
});

test("a busy kernel with subshells is asked on one, made once", async () => {
  complete("q", true, true);
  complete("r", true, true);
  expect(control).toMatchObject([{ msgType: "create_subshell_request" }]);
  queries.reply(control[0]?.msgId ?? "", { status: "ok", subshell_id: "sub" });
  await Promise.resolve();
  expect(shell.map(({ subshell }) => subshell)).toEqual(["sub", "sub"]);
});

test("a subshell that cannot be had means busy", async () => {
  complete("q", true, true);
  queries.reply(control[0]?.msgId ?? "", { status: "error" });
  await Promise.resolve();
  expect(answers).toEqual([{ type: "busy", id: "q" }]);
});

test("no answer in time, and the kernel's end, mean busy too; once", () => {
  complete("q", false, false);
  clock.pass(REQUEST_TIMEOUT_MS.complete_request);
  queries.reply("q", completions);
  complete("r", false, false);
  queries.endAll();
  expect(answers).toEqual([
    { type: "busy", id: "q" },
    { type: "busy", id: "r" },
  ]);
});

test("an answer that does not fit, or an error, is refused with a sentence", () => {
  complete("q", false, false);
  queries.reply("q", { status: "error", ename: "X" });
  expect(answers).toMatchObject([{ type: "refused", id: "q" }]);
});

test("history is given as its sources", () => {
  queries.ask({ type: "history_request", id: "h", n: 2 }, false, false, (answer) => answers.push(answer));
  queries.reply("h", {
    history: [
      [1, 1, "a"],
      [1, 2, ["with output", null]],
      [1, 3, "b"],
    ],
  });
  expect(answers).toEqual([{ type: "history_reply", id: "h", history: ["a", "b"] }]);
});

test("a kernel that never answers is not asked any more; one that answers late is", () => {
  for (const id of ["q", "r"]) {
    complete(id, false, false);
    clock.pass(REQUEST_TIMEOUT_MS.complete_request);
  }
  complete("not asked", false, false);
  expect(shell).toHaveLength(2);
  expect(queries.reply("q", completions)).toBe(true);
  complete("asked", false, false);
  expect(shell).toHaveLength(3);
  queries.reply("asked", completions);
  expect(answers.map(({ type }) => type)).toEqual(["busy", "busy", "busy", "complete_reply"]);
});
