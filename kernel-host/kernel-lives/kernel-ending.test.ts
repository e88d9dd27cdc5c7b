import { expect, test } from "vitest";
import { endingOf, type KernelEnd } from "./kernel-ending";

const end = (change: Partial<KernelEnd>): KernelEnd => ({
  launch: {
    name: "Python",
    cwd: "/",
    kernel: { argv: ["python"], resourceDir: "", env: {}, interruptMode: "signal", language: "python" },
  },
  exit: { code: 1, signal: null, words: "" },
  error: undefined,
  starting: false,
  leaving: false,
  ...change,
});

test("an end is as it was asked for when the kernel's own code asked, or it ended well", () => {
  expect(endingOf(end({ exit: { code: 0, signal: null, words: "" } }))).toMatchObject({
    ...{ event: "died", asked: true, exit: { asked: true } },
    sentence: expect.stringContaining("as it was asked to"),
  });
  expect(endingOf(end({ leaving: true })).asked).toBe(true);
  expect(endingOf(end({}))).toMatchObject({ asked: false, sentence: expect.stringContaining("exit code 1") });
});

test("of one that never answered nothing was asked, whatever it says at its end", () => {
  const starting = end({ starting: true, exit: { code: 0, signal: null, words: "no such module\n" } });
  expect(endingOf(starting)).toMatchObject({
    ...{ event: "start failed", asked: false },
    sentence: expect.stringContaining("no such module"),
  });
  const refused = Object.assign(new Error("spawn python ENOENT"), { code: "ENOENT" });
  expect(endingOf(end({ starting: true, error: refused })).sentence).toContain("there is no program python");
});

test("of another program's kernel it is not said why it is gone", () => {
  const joined = { ...end({}).launch, joined: { file: "/kernel.json" } };
  const ending = endingOf(end({ launch: joined, exit: { code: 0, signal: null, words: "" } }));
  expect(ending).toMatchObject({ asked: false, sentence: expect.stringContaining("start it there again") });
});
