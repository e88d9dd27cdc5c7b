import { beforeEach, describe, expect, it } from "vitest";
import { requests } from "../../preload/contract/requests";
import { UserError } from "../floor/user-error";
import { type Handlers, RequestDispatcher } from "./request-dispatcher";

let log: string[];
let called: { name: string; input: unknown; sender: string }[];
let behaviour: (name: string) => unknown;
let dispatcher: RequestDispatcher<string>;

beforeEach(() => {
  log = [];
  called = [];
  behaviour = () => undefined;
  const handlers = Object.fromEntries(
    Object.keys(requests).map((name) => [
      name,
      (input: unknown, sender: string) => {
        called.push({ name, input, sender });
        return behaviour(name);
      },
    ]),
  ) as unknown as Handlers<string>;
  dispatcher = new RequestDispatcher(handlers, (line) => log.push(line));
});

describe("a request", () => {
  it("reaches its handler with its input and its sender", async () => {
    behaviour = () => [{ name: "a.py", kind: "file" }];
    const answer = await dispatcher.answer("files.list", { folder: "/work" }, "window 1");
    expect(answer).toEqual({ ok: [{ name: "a.py", kind: "file" }] });
    expect(called).toEqual([{ name: "files.list", input: { folder: "/work" }, sender: "window 1" }]);
  });

  it("fails with the handler's sentence", async () => {
    behaviour = () => {
      throw new UserError("The folder /work cannot be read.");
    };
    const answer = await dispatcher.answer("files.list", { folder: "/work" }, "w");
    expect(answer).toEqual({ failed: { message: "The folder /work cannot be read." } });
    expect(log).toEqual([]);
  });

  it("is logged with its stack when the fault is ours", async () => {
    behaviour = () => Promise.reject(new TypeError("x is undefined"));
    const answer = await dispatcher.answer("sessions.list", undefined, "w");
    expect(answer).toEqual({
      failed: { message: "Something went wrong in Tandem (sessions.list): x is undefined" },
    });
    expect(log[0]).toMatch(/^sessions\.list failed: TypeError: x is undefined\n\s+at /);
  });
});

describe("what does not fit", () => {
  it.each<[string, unknown, unknown, RegExp]>([
    ["an unknown request", "files.explode", {}, /There is no request "files.explode"/],
    ["a name of Object's own", "constructor", {}, /There is no request "constructor"/],
    ["a name that is no text", { toString: null }, {}, /There is no request/],
    ["input that is missing", "files.read", undefined, /"files.read" does not fit/],
    ["input of the wrong type", "files.read", { path: 5 }, /does not fit at "path"/],
    [
      "a dragged shell with a ticket that could be guessed",
      "shells.offer",
      { ticket: "1", shell: { view: "v", session: "s" } },
      /does not fit at "ticket"/,
    ],
    [
      "a dragged shell whose session leads out of its folder",
      "shells.offer",
      { ticket: crypto.randomUUID(), shell: { view: "v", session: "../s" } },
      /does not fit at "shell.session"/,
    ],
    [
      "an id that would lead out of its folder",
      "files.dropBackup",
      { id: "../../x" },
      /does not fit at "id"/,
    ],
    [
      "a mark that is none",
      "marks.write",
      { session: "s", view: "v", marks: [{ kind: "burn", seq: 1 }] },
      /does not fit/,
    ],
    ["input where there is none", "sessions.list", { all: true }, /"sessions.list" does not fit/],
    ["too much of it", "window.saveState", { a: "x".repeat(64 * 1024 * 1024 + 1) }, /too large/],
  ])("%s is refused, logged once, and no handler sees it", async (_what, name, input, sentence) => {
    for (let i = 0; i < 3; i++) {
      const answer = await dispatcher.answer(name, input, "w");
      expect(answer).toEqual({ failed: { message: expect.stringMatching(sentence) } });
    }
    expect(called).toEqual([]);
    expect(log).toHaveLength(1);
    expect(await dispatcher.answer("sessions.list", undefined, "w")).toEqual({ ok: undefined });
  });
});
