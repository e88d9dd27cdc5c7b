/** The main way: a host, its ipykernel, clients that run code, ask questions and read the log. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { expectToKnowLoadedModules } from "./loaded-modules";
import { fixture, python } from "./programs";
import { expectToKnowItsFile } from "./run-from";
import { until } from "./until";

let host: TestHost;
let client: TestClient;

beforeAll(async () => {
  host = await TestHost.start();
  client = (await host.attach()).follow();
  await client.state("idle");
});
afterAll(() => host.dispose());

test("output, result and end of code stand in the log in order, each under its own number", async () => {
  const end = await client.run("for i in range(3): print('line', i)\n6 * 7");
  expect(end).toMatchObject({ status: "ok", executionCount: 1 });
  expect(client.text(end.msgId, "stdout")).toBe("line 0\nline 1\nline 2\n");
  const result = client.messages("execute_result").at(-1);
  expect(result?.content).toMatchObject({ data: { "text/plain": "42" }, execution_count: 1 });
  expect(result?.parent).toBe(end.msgId);
  const numbers = client.records.map((record) => record.seq);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  const kinds = client.records.filter((record) => "msgId" in record && record.msgId === end.msgId);
  expect(kinds.map((record) => record.kind)).toEqual(["request", "request_sent", "request_end"]);
});

test("text on stdout and stderr keeps its order", async () => {
  const end = await client.run(
    "import sys\nfor i in range(4):\n  print('out', i, flush=True)\n  print('err', i, file=sys.stderr, flush=True)",
  );
  const printed = client.of("stream").filter((record) => record.parent === end.msgId);
  expect(printed.map(({ name, text }) => `${name} ${text}`)).toEqual(
    [0, 1, 2, 3].flatMap((i) => [`stdout out ${i}\n`, `stderr err ${i}\n`]),
  );
});

test("the handshake is over before the first request: no output of it is missed", async () => {
  const other = await TestHost.start();
  try {
    const early = (await other.attach()).follow();
    const end = await early.run("print('first words')");
    expect(early.text(end.msgId)).toBe("first words\n");
    const sent = early.of("request_sent").find((record) => record.msgId === end.msgId);
    expect(sent?.seq).toBeGreaterThan(early.life("ready")[0]?.seq ?? Number.POSITIVE_INFINITY);
  } finally {
    await other.dispose();
  }
});

test("what is queued behind an error is aborted; what waits can be taken back", async () => {
  const first = await client.send("input('go on? ')\n1/0");
  await client.state("waiting for input");
  const second = await client.send("print('never')");
  const third = await client.send("print('not wanted')");
  expect(await client.shell({ type: "cancel", id: third })).toMatchObject({ type: "accepted" });
  expect((await client.end(third)).status).toBe("cancelled");
  const question = client.messages("input_request").at(-1);
  await client.shell({ type: "input_reply", requestId: question?.msgId, value: "" });
  expect((await client.end(first)).status).toBe("error");
  expect((await client.end(second)).status).toBe("aborted");
  expect(client.messages("error").at(-1)?.content).toMatchObject({ ename: "ZeroDivisionError" });
  expect(client.of("request_sent").some((record) => record.msgId === second)).toBe(false);
  expect((await client.run("pass")).status).toBe("ok");
});

test("what subprocesses and C print stands once, and what the process says past its streams stands too", async () => {
  // ipykernel reads what its children print in a thread that may lag: what Python prints meanwhile comes between the lines.
  const end = await client.run(`import ctypes, os, subprocess, sys, time
print("from Python", end=""); sys.stdout.flush()
os.system("echo by the shell")
subprocess.run(["sh", "-c", "echo; echo from a program; echo to stderr >&2"])
ctypes.CDLL(None).puts(b"from C") and ctypes.CDLL(None).fflush(None)
os.system("for i in 1 2 3; do echo $i; sleep 0.3; done")
os.system("seq 50000 | sed 's/^/number /'")
os.write(1, b"\\xff\\xfe no UTF-8\\n"); time.sleep(0.5); print("between", flush=True)
os.write(1, b"caf\\xe9"); time.sleep(0.5); print("between", flush=True); os.write(1, b"and on\\n")
os.write(sys.stderr._original_stdstream_copy, b"past the streams\\n")`);
  const raw = await until("the process's own words", () =>
    client.of("raw").find(({ text }) => text.includes("past the streams")),
  );
  expect(client.of("raw").map(({ text }) => text)).toEqual(["past the streams\n"]);
  expect(raw).toMatchObject({ name: "stderr" });
  const said = client.text(end.msgId, "stdout");
  for (const line of [
    "by the shell\n",
    "\nfrom a program\n",
    "from C\n",
    "1\n2\n3\n",
    "\ufffd\ufffd no UTF-8\n",
  ])
    expect(said).toContain(line);
  expect(said.match(/number \d+\n/g)).toHaveLength(50_000);
  expect(client.text(end.msgId, "stderr")).toContain("to stderr\n");
});

test("a request with an id that was used before is refused", async () => {
  const end = await client.run("pass");
  const again = await client.shell({ type: "cancel", id: end.msgId });
  expect(again).toMatchObject({ type: "refused" });
  expect(await client.shell({ type: "execute_request", id: end.msgId, code: "1" })).toMatchObject({
    type: "refused",
  });
});

test("completion counts cursors in UTF-16 units on our side", async () => {
  await client.run("import math");
  const code = "'𝔘😀'; math.fact";
  const reply = await client.shell({ type: "complete_request", code, cursorPos: code.length });
  expect(reply).toMatchObject({
    type: "complete_reply",
    cursorStart: code.indexOf("fact"),
    cursorEnd: code.length,
  });
  expect(reply.type === "complete_reply" && reply.matches.join()).toContain("factorial");
});

test("that the kernel was busy with a question of a client stands not in the log: each key that completes would", async () => {
  const { msgId } = await client.run("1");
  for (let i = 0; i < 5; i++)
    expect((await client.shell({ type: "complete_request", code: "pri", cursorPos: 3 })).type).toBe(
      "complete_reply",
    );
  // What comes after them on iopub is here: so was what they had said.
  const end = await client.run("2");
  const parents = client
    .of("message")
    .filter(({ msgType }) => msgType === "status")
    .map(({ parent }) => parent);
  expect(new Set(parents.slice(parents.indexOf(msgId)))).toEqual(new Set([msgId, end.msgId]));
});

test("inspect, is_complete and history are answered", async () => {
  const code = "'😀'; math.factorial";
  const inspected = await client.shell({
    type: "inspect_request",
    code,
    cursorPos: code.length,
    detailLevel: 0,
  });
  expect(inspected).toMatchObject({ type: "inspect_reply", found: true });
  expect(JSON.stringify(inspected)).toContain("factorial");
  expect(await client.shell({ type: "is_complete_request", code: "for i in x:" })).toMatchObject({
    type: "is_complete_reply",
    status: "incomplete",
    indent: "    ",
  });
  await client.run("'in the history'");
  const history = await client.shell({ type: "history_request", n: 5 });
  expect(history.type === "history_reply" && history.history.at(-1)).toBe("'in the history'");
});

test("completion is answered while a cell runs, and does not stop it", async () => {
  const busy = await client.send("import time\nwhile True: time.sleep(0.01)");
  await client.begun(busy);
  const code = "math.fact";
  const reply = await client.shell({ type: "complete_request", code, cursorPos: code.length });
  expect(reply).toMatchObject({ type: "complete_reply" });
  expect(client.status?.state).toBe("busy");
  expect(client.of("request_end").some((record) => record.msgId === busy)).toBe(false);
  expect(await client.control("interrupt")).toMatchObject({ type: "done" });
  expect((await client.end(busy)).status).toBe("error");
});

test("what another Jupyter client runs is seen as foreign, with its input and output", async () => {
  const { stdout } = await promisify(execFile)(python, [
    fixture("foreign_client.py"),
    host.connectionFile,
    "print('from elsewhere')\nvalue_from_elsewhere = 5",
  ]);
  expect(stdout.trim().split("\n").at(-1)).toBe("ok");
  const input = await until("the foreign input", () =>
    client.messages("execute_input").find((record) => record.foreign),
  );
  expect(input.content).toMatchObject({ code: "print('from elsewhere')\nvalue_from_elsewhere = 5" });
  expect(input.username).toBeTypeOf("string");
  const printed = await until("its output", () =>
    client.of("stream").find((record) => record.parent === input.parent),
  );
  expect(printed).toMatchObject({ foreign: true, text: "from elsewhere\n" });
  await client.state("idle");
  const count = input.content["execution_count"] as number;
  await until("the next number", () => {
    const prompt = client.prompts.at(-1);
    return prompt?.kind === "primary" && prompt.executionCount === count + 1;
  });
});

test("images come as display data", async () => {
  const end = await client.run(
    "from IPython.display import Image, display\nimport base64\n" +
      "png = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')\n" +
      "display(Image(data=png))",
  );
  expect(end.status).toBe("ok");
  expect(client.messages("display_data").at(-1)?.content).toMatchObject({
    data: { "image/png": expect.stringContaining("iVBORw0KGgo") },
  });
});

test("code that is run from a file knows the file, and finds what stands beside it", async () => {
  const { executionCount: before = Number.NaN } = await client.run("pass");
  const runs = await expectToKnowItsFile(client, host.root);
  // Only what was asked for has a number.
  expect((await client.run("pass")).executionCount).toBe(before + runs + 1);
});

test("the modules that were loaded from a file are known, also while a cell runs", async () => {
  await expectToKnowLoadedModules(client, host.root);
  const cell = await client.send("import time, json as held\nprint(1)\ntime.sleep(600)");
  await until("what it says", () => client.text(cell) === "1\n");
  const answer = await client.shell({ type: "modules_request", file: path.join(host.root, "none.py") });
  expect(answer).toMatchObject({ type: "modules_reply", modules: [] });
  await client.control("interrupt");
  expect((await client.end(cell)).status).toBe("error");
});
