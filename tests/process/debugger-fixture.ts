/** Real hosts whose debuggers are tried, one host for the tests of a kind of kernel. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, expect, onTestFailed } from "vitest";
import { type BreakpointSet, NO_BREAKPOINTS } from "../../preload/contract/debugging";
import type { TestClient } from "./attached-client";
import { ipykernel6 } from "./conformance/kernels";
import { Debugger, plain } from "./debugger-client";
import { type HostOptions, TestHost } from "./kernel-host-fixture";
import { hostProgram } from "./programs";

/** What files of the tests have from line 3 on. */
export const CODE = [
  "def total(values):",
  "    result = 0",
  "    for value in values:",
  "        result += value",
  "    return result",
  "",
  "print('answer', total([1, 2, 3]))",
];

/** Takes from debugpy what it traces by. */
export const SWITCHES_OFF = [
  "import sys, threading",
  "sys.settrace(None); threading.settrace(None)",
  "tools = getattr(sys, 'monitoring', None)",
  "if tools and tools.get_tool(tools.DEBUGGER_ID):",
  "    tools.set_events(tools.DEBUGGER_ID, 0); tools.free_tool_id(tools.DEBUGGER_ID)",
  "print('off')",
].join("\n");

let host: TestHost | undefined;
afterEach(async () => {
  await host?.dispose();
  host = undefined;
});

/** Starts a host, which is disposed of after the test. */
export async function startHost(options: HostOptions): Promise<TestHost> {
  host = await TestHost.start(options);
  return host;
}

/** The host that the tests of one kind of kernel have one after the other: each start takes seconds. */
let shared: { options: HostOptions; host: TestHost; client: TestClient; debug: Debugger } | undefined;
let files = 0;

async function endShared(): Promise<void> {
  const ended = shared?.host;
  shared = undefined;
  await ended?.dispose();
}
afterAll(endShared);

/** That of the test before, at rest and without its breakpoints; another one where that was of another kind, or failed. */
async function sharedHost(options: HostOptions) {
  if (shared?.options !== options) {
    await endShared();
    const host = await TestHost.start(options);
    const client = (await host.attach()).follow();
    shared = { options, host, client, debug: new Debugger(client) };
  }
  const mine = shared;
  onTestFailed(endShared);
  const { client, debug } = mine;
  if (debug.state?.stopped) await debug.ask({ type: "step", action: "stop" });
  await client.state("idle");
  client.records.length = 0;
  client.prompts.length = 0;
  /** Kills the host and starts another on its session, which the tests after have. */
  const replace = async () => {
    const client = await mine.host.replace(options);
    Object.assign(mine, { client, debug: new Debugger(client) });
    return { client, debug: mine.debug };
  };
  return { ...mine, replace };
}

/**
 * A host whose kernel is idle, and a file whose lines 3 to 9 are the code, with a breakpoint in its loop. What the test
 * before has defined in the kernel is there still.
 */
export async function prepared(
  options: HostOptions,
  more: Partial<BreakpointSet["files"][number]["breakpoints"][number]> = {},
) {
  const { host, client, debug, replace } = await sharedHost(options);
  const file = path.join(host.root, `süm ${++files}.py`);
  await writeFile(file, ["# a file", "", ...CODE, ""].join("\n"));
  const breakpoint = { line: 6, text: "result += value", enabled: true, ...more };
  const set = { ...NO_BREAKPOINTS, files: [{ file, breakpoints: [breakpoint] }] };
  expect(await debug.ask({ type: "breakpoints", set })).toMatchObject({ type: "done" });
  const run = async () => {
    const origin = { file, lines: [3, 9] as [number, number] };
    const id = randomUUID();
    const code = CODE.join("\n");
    await client.shell({ type: "execute_request", id, code, origin, debug: true });
    return id;
  };
  return { host, client, debug, file, run, set, replace };
}

/** ipykernel as it comes. */
export const ipykernel: HostOptions = {};

/** A program that runs outside, as a kernel. @param target as `readTarget` takes it */
export const attaching = (target: string): HostOptions => ({
  ...plain,
  argv: [
    plain.argv?.[0] ?? "",
    path.join(path.dirname(hostProgram), "attached-kernel.js"),
    target,
    "{connection_file}",
  ],
});

/** The kernels whose debuggers are to do the same; tests of ipykernel alone come after these, and have its host still. */
export const kinds: readonly [string, HostOptions][] = [
  ...(ipykernel6 === undefined
    ? []
    : [["ipykernel 6", { env: { PYTHONPATH: ipykernel6 } }] as [string, HostOptions]]),
  ["plain Python", plain],
  ["ipykernel", ipykernel],
];
