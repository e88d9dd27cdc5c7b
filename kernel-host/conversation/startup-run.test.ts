import { expect, it } from "vitest";
import type { LaunchConfiguration } from "../../preload/contract/configurations";
import { REQUEST_GRACE_MS } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import { startupSteps } from "../startup/steps";
import { StartupRun, type StartupStep } from "./startup-run";

const NOTHING: LaunchConfiguration = {
  ...{ id: "a", name: "A", revision: "1", base: "/work" },
  ...{ environment: [], environmentFile: null, pythonPath: [], arguments: [] },
  ...{ startup: null, eventLoop: "auto", script: null },
};
const codes = (
  configuration: Partial<LaunchConfiguration>,
  language = "python",
  text: string | null = null,
) => startupSteps({ ...NOTHING, ...configuration }, language, text).steps.map(({ code }) => code);
const problems = (configuration: Partial<LaunchConfiguration>, language: string) =>
  startupSteps({ ...NOTHING, ...configuration }, language, null).problems;

it("does nothing where nothing is wanted, in any language", () => {
  for (const language of ["python", "R", "javascript"]) {
    expect(startupSteps(NOTHING, language, null)).toEqual({ steps: [], problems: [] });
  }
});

it("sets the arguments as the language has them, with every character as it is", () => {
  const args = ['a "b"', "c\\d\n", "é"];
  expect(codes({ arguments: args })).toEqual([
    `__import__("sys").argv[:] = ["","a \\"b\\"","c\\\\d\\n","é"]`,
  ]);
  expect(codes({ arguments: ["x"], script: "/work/go.js" }, "javascript")).toEqual([
    'process.argv.splice(1, Infinity, ...["/work/go.js","x"])',
  ]);
  expect(codes({ script: "/work/go.py" })[0]?.split("\n")).toEqual([
    '__import__("sys").argv[:] = ["/work/go.py"]',
    '__import__("sys").path.insert(0, "/work")',
    '__file__ = "/work/go.py"',
  ]);
});

it("says what a language cannot do", () => {
  expect(problems({ arguments: ["x"] }, "R")).toEqual([
    "The configuration's arguments are not used: Tandem cannot hand them to R.",
  ]);
  expect(problems({ eventLoop: "tk" }, "javascript")[0]).toContain("javascript has none to choose");
  expect(problems({ figureFormats: "svg" }, "R")[0]).toContain("figure formats are not used");
  expect(problems({ script: "/a.R" }, "R")).toEqual([]);
});

it("runs the startup script before or after the event loop is chosen", () => {
  const startup = { file: "/s.py", lines: "" } as const;
  expect(codes({ startup: { ...startup, when: "before" }, eventLoop: "qt6" }, "python", "s = 1")).toEqual([
    "s = 1",
    "%gui qt6",
  ]);
  expect(codes({ startup: { ...startup, when: "after" }, eventLoop: "qt6" }, "python", "s = 1")).toEqual([
    "%gui qt6",
    "s = 1",
  ]);
  // It could not be read: the rest is done.
  expect(codes({ startup: { ...startup, when: "after" }, eventLoop: "qt6" })).toEqual(["%gui qt6"]);
});

function running(...names: string[]) {
  const clock = new FakeClock();
  const heard: string[] = [];
  const steps = names.map((name): StartupStep => ({ code: name, silent: true, what: `Step ${name}` }));
  const startup = new StartupRun({
    clock,
    steps,
    send: ({ code }) => heard.push(`send ${code}`),
    tell: (sentence) => heard.push(sentence),
    changed: () => {},
    done: () => heard.push("done"),
  });
  return { clock, heard, startup };
}

it("sends a step when the one before has its reply and its idle, and tells of failures", () => {
  const { heard, startup } = running("one", "two", "three");
  startup.begin();
  startup.begin();
  expect(heard).toEqual(["send one"]);
  startup.idle();
  expect(heard).toEqual(["send one"]);
  startup.replied({ status: "ok" });
  startup.replied({ status: "error", ename: "NameError", evalue: "name 'x' is not defined" });
  startup.idle();
  startup.replied({ status: "aborted" });
  startup.idle();
  expect(heard.slice(1)).toEqual([
    "send two",
    "Step two failed (NameError: name 'x' is not defined).",
    "send three",
    "Step three failed.",
    "done",
  ]);
  expect(startup.running).toBeUndefined();
});

it("goes on after a time when reply or idle is missing, and not after its end", () => {
  const { clock, heard, startup } = running("one", "two");
  startup.begin();
  startup.replied({ status: "ok" });
  clock.pass(REQUEST_GRACE_MS);
  expect(heard).toEqual(["send one", "send two"]);
  startup.idle();
  startup.dispose();
  clock.pass(REQUEST_GRACE_MS);
  expect(heard).toEqual(["send one", "send two"]);
});

it("is done at once where there are no steps", () => {
  const { heard, startup } = running();
  startup.begin();
  startup.begin();
  expect(heard).toEqual(["done"]);
});
