/** input(): asked of all clients, answered by one. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { fixture, python } from "./programs";
import { until } from "./until";

let host: TestHost;
let first: TestClient;
let second: TestClient;

beforeAll(async () => {
  host = await TestHost.start();
  first = (await host.attach("first")).follow();
  second = (await host.attach("second")).follow();
  await first.state("idle");
});
afterAll(() => host.dispose());

const question = (client: TestClient, after = 0) =>
  until("a question", () => client.messages("input_request").find((record) => record.seq > after));

test("the first answer counts, the second is refused, and both see who answered", async () => {
  const id = await first.send("print('before')\nname = input('Your name: ')\nprint('Hello', name)");
  const asked = await question(second);
  expect(asked.content).toMatchObject({ prompt: "Your name: ", password: false });
  await second.state("waiting for input");
  expect(second.prompts.at(-1)).toMatchObject({ kind: "input", text: "Your name: ", requestId: asked.msgId });
  const before = second.of("stream").find((record) => record.text.includes("before"));
  expect(before?.seq).toBeLessThan(asked.seq);
  const answers = await Promise.all([
    second.shell({ type: "input_reply", requestId: asked.msgId, value: "Ada" }),
    first.shell({ type: "input_reply", requestId: asked.msgId, value: "Grace" }),
  ]);
  expect(answers.map((answer) => answer.type).sort()).toEqual(["accepted", "refused"]);
  const winner =
    answers[0].type === "accepted" ? { client: "second", value: "Ada" } : { client: "first", value: "Grace" };
  await first.end(id);
  expect(first.text(id)).toContain(`Hello ${winner.value}`);
  for (const client of [first, second]) {
    await client.end(id);
    expect(client.of("input_answered").at(-1)).toMatchObject({
      requestId: asked.msgId,
      parent: id,
      ...winner,
    });
  }
});

test("a password reaches the kernel and stands nowhere in the log", async () => {
  const last = first.records.at(-1)?.seq;
  const id = await first.send("import getpass\nsecret = getpass.getpass('Password: ')\nprint(len(secret))");
  const asked = await question(first, last);
  expect(asked.content).toMatchObject({ password: true });
  await first.shell({ type: "input_reply", requestId: asked.msgId, value: "hunter2-hunter2" });
  await first.end(id);
  expect(first.text(id)).toBe("15\n");
  await second.end(id);
  expect(second.of("input_answered").at(-1)).toMatchObject({ requestId: asked.msgId });
  expect(JSON.stringify([first.records, second.records, first.prompts])).not.toContain("hunter2");
});

test("a debugger's prompt is told as such", async () => {
  const last = first.records.at(-1)?.seq;
  const id = await first.send("import pdb\npdb.run('1')");
  const asked = await question(first, last);
  await until("the debugger's prompt", () => first.prompts.at(-1)?.kind === "debugger");
  await first.shell({ type: "input_reply", requestId: asked.msgId, value: "continue" });
  expect((await first.end(id)).status).toBe("ok");
});

test("an interrupt withdraws the question", async () => {
  const last = first.records.at(-1)?.seq;
  const id = await first.send("input('never answered')");
  const asked = await question(first, last);
  await first.control("interrupt");
  expect((await first.end(id)).status).toBe("error");
  await first.state("idle");
  const late = await second.shell({ type: "input_reply", requestId: asked.msgId, value: "late" });
  expect(late).toMatchObject({ type: "refused" });
});

const lateStdin = (...more: string[]) => [
  python,
  fixture("late_stdin_kernel.py"),
  ...more,
  "-f",
  "{connection_file}",
];

test("a question asked at once waits for the connection on which it comes", async () => {
  const late = await TestHost.start({ argv: lateStdin() });
  try {
    const client = (await late.attach()).follow();
    const id = await client.send("print(input('At once: '))");
    const asked = await question(client);
    await client.shell({ type: "input_reply", requestId: asked.msgId, value: "here" });
    await client.end(id);
    expect(client.text(id)).toBe("here\n");
    expect(client.life("question may be lost")).toEqual([]);
  } finally {
    await late.dispose();
  }
});

test("a kernel without a stdin socket is usable, and it is said what it cannot do", async () => {
  const deaf = await TestHost.start({ argv: lateStdin("--never") });
  try {
    const client = (await deaf.attach()).follow();
    expect((await client.run("print('works')")).status).toBe("ok");
    expect(client.life("question may be lost")[0]?.sentence).toContain("input()");
  } finally {
    await deaf.dispose();
  }
});
