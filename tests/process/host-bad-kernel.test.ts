/** A kernel that sends what nobody should believe, or all at once. */
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { fixture, python } from "./programs";
import { until } from "./until";

let host: TestHost;
let client: TestClient;
beforeAll(async () => {
  host = await TestHost.start({ argv: [python, fixture("hostile_kernel.py"), "{connection_file}"] });
  client = (await host.attach()).follow();
  await client.state("idle");
});
afterAll(() => host.dispose());

test("garbled and wrongly signed messages are dropped and said once; what is right goes on", async () => {
  for (let i = 0; i < 2; i++) {
    const end = await client.run("anything");
    expect(end.status).toBe("ok");
    expect(client.text(end.msgId)).toBe("true\n");
  }
  expect(JSON.stringify(client.records)).not.toMatch(/forged|altered|changed/);
  expect(client.life("bad message")).toHaveLength(1);
  expect(client.life("bad message")[0]?.sentence).toContain("iopub");
});

test("a question is numbered after all that was published before it", async () => {
  const id = await client.send("flood and ask");
  const asked = await until("the question", () => client.messages("input_request")[0]);
  const shown = client.messages("display_data");
  expect(shown).toHaveLength(5000);
  expect(shown.at(-1)?.seq).toBeLessThan(asked.seq);
  await client.shell({ type: "input_reply", requestId: asked.msgId, value: "" });
  expect((await client.end(id)).status).toBe("ok");
});

test("a display that no client takes is kept as a file beside the log, and all goes on", async () => {
  const end = await client.run("huge", 60_000);
  expect(end.status).toBe("ok");
  const record = client.messages("display_data").find(({ parent }) => parent === end.msgId);
  expect(record?.content["data"]).toEqual({ "text/plain": "a picture" });
  const [kept] = record?.kept ?? [];
  expect(kept).toMatchObject({ what: "image/png", bytes: 105 * 1024 * 1024 });
  const file = path.join(host.folder, "log", "kept", kept?.file ?? "");
  expect((await stat(file)).size).toBe(105 * 1024 * 1024);
  const late = (await host.attach("late")).follow();
  await late.end(end.msgId);
  expect(late.closed).toBe(false);
});

test("a request that the kernel never takes is over when it answers what was asked behind it", async () => {
  const dropped = await client.send("drop");
  const behind = await client.send("anything");
  expect((await client.end(dropped)).status).toBe("timeout");
  expect((await client.end(behind)).status).toBe("aborted");
  expect(client.life("transport").at(-1)?.sentence).toContain("it never got this request");
  expect((await client.run("anything")).status).toBe("ok");
});

test("what cannot be run, and a kernelspec whose templates stand for nothing, are named", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-bad-"));
  const other = path.join(folder, "other");
  await writeFile(other, Buffer.from("\x7fELF\x01\x02 for a machine that nobody has", "latin1"), {
    mode: 0o755,
  });
  const templated = "import sys; sys.exit('what is ' + sys.argv[1])";
  const cases: [string[], string][] = [
    [
      [other, "{connection_file}"],
      "its program is none of this system, or one for another kind of processor.",
    ],
    [[folder, "{connection_file}"], `${folder} may not be run, or is a folder (permission denied).`],
    [
      [python, "-c", templated, "{kernel_dir}"],
      "Its kernelspec asks for {kernel_dir}, which stands for nothing",
    ],
  ];
  for (const [argv, sentence] of cases) {
    const bad = await TestHost.start({ argv });
    try {
      const client = (await bad.attach()).follow();
      expect((await client.state("dead")).sentence).toContain(sentence);
      expect((await client.control("restart")).type).toBe("done");
    } finally {
      await bad.dispose();
    }
  }
  await rm(folder, { recursive: true });
});

test("a file of the user's that takes a module's place is named, and nothing is said of sockets", async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), "tandem-shadow-"));
  try {
    for (const text of ["mine = 1\n", "1 / 0\n"]) {
      await writeFile(path.join(cwd, "re.py"), text);
      const bad = await TestHost.start({ cwd });
      try {
        const client = (await bad.attach()).follow();
        const { sentence } = await client.state("dead");
        expect(sentence).toContain(
          `did not start: ${path.join(cwd, "re.py")} takes the place of the module re,`,
        );
        expect(client.life("transport")).toEqual([]);
      } finally {
        await bad.dispose();
      }
    }
  } finally {
    await rm(cwd, { recursive: true });
  }
});
