/** The log of a real host: what a successor finds of it, what never gets into it, and what happens when the disk is full. */
import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { isAlive, markedPids } from "./processes";
import { until } from "./until";

const hosts: TestHost[] = [];
const mounted: string[] = [];
afterEach(async () => {
  for (const host of hosts) await host.stop();
  for (const folder of mounted.splice(0)) spawnSync("umount", ["-l", folder]);
  for (const host of hosts.splice(0)) await host.dispose();
});

async function startHost(): Promise<TestHost> {
  const host = await TestHost.start();
  hosts.push(host);
  return host;
}

async function ready(host: TestHost, name: string): Promise<TestClient> {
  const client = (await host.attach(name)).follow();
  await client.state("idle");
  return client;
}

/** Kills a host and all that it looked after, as main does with what a dead host left. */
async function killAll(host: TestHost): Promise<void> {
  const { pid } = host.file;
  process.kill(pid, "SIGKILL");
  await until("the host's end", () => !isAlive(pid));
  for (const left of await markedPids(host.session)) process.kill(left, "SIGKILL");
  await until("the kernel's end", async () => (await markedPids(host.session)).length === 0);
}

/** Everything in the log's files, as one text. */
async function filesOf(host: TestHost): Promise<string> {
  const folder = path.join(host.folder, "log");
  const texts = [];
  for (const name of await readdir(folder)) texts.push(await readFile(path.join(folder, name), "latin1"));
  return texts.join("\n");
}

const numbersIn = (text: string) =>
  text.split("\n").flatMap((line) => (/^\d+$/.test(line) ? [Number(line)] : []));

test("a host that is killed in the middle of output leaves all that was shown to its successor", async () => {
  const host = await startHost();
  const before = await ready(host, "before");
  await before.run("mine = 1; print('first cell')");
  const msgId = await before.send("import itertools\nfor i in itertools.count(): print(i, flush=True)");
  await until("some output", () => numbersIn(before.text(msgId)).length > 2000);
  await killAll(host);
  const shown = [...before.records];
  const { epoch } = host.file;
  const last = shown.at(-1)?.seq ?? 0;
  before.dispose();

  await host.launch();
  expect(host.file.epoch).toBe(epoch + 1);
  const after = await ready(host, "after");
  // A client that comes back misses nothing and gets nothing twice.
  const again = await host.attach("again");
  again.followLog({ epoch, from: last });
  await until("the rest of the log", () => again.records.at(-1)?.seq === after.records.at(-1)?.seq);
  expect(again.attached?.valid).toBe(last);
  expect([...shown, ...again.records]).toEqual(after.records);
  expect(after.records.map(({ seq }) => seq)).toEqual(after.records.map((_, i) => i + 1));
  const printed = numbersIn(after.text(msgId));
  expect(printed).toEqual(printed.map((_, i) => i));
  expect(printed.length).toBeGreaterThanOrEqual(numbersIn(before.text(msgId)).length);
  // What ran is not left running, and the next life goes on under its own number.
  expect(after.of("request_end").find((end) => end.msgId === msgId)?.status).toBe("kernel died");
  expect(after.life("died").at(-1)?.sentence).toContain("ended unexpectedly");
  expect((await after.run("mine")).status).toBe("error");
  expect(after.status?.life).toBe(2);
});

test("the answer to a password prompt is nowhere in the log", async () => {
  const host = await startHost();
  const client = await ready(host, "test");
  const secret = "xyzzy-1976";
  const msgId = await client.send("import getpass; got = getpass.getpass('Key: '); print(len(got))");
  const asked = await until("the prompt", () => client.messages("input_request")[0]);
  await client.shell({ type: "input_reply", requestId: asked.msgId, value: secret });
  await client.end(msgId);
  expect(client.text(msgId)).toContain(String(secret.length));
  const files = await filesOf(host);
  expect(files).toContain("input_answered");
  expect(files).not.toContain(secret);
  expect((await stat(path.join(host.folder, "log"))).mode & 0o777).toBe(0o700);
});

test("on a full disk the conversation goes on, and what came is written when there is room", async (context) => {
  const host = await TestHost.prepare();
  hosts.push(host);
  const log = path.join(host.folder, "log");
  await mkdir(log);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", log]).status !== 0) {
    context.skip("this user may not mount a file system of limited size");
  }
  mounted.push(log);
  const ballast = path.join(log, "ballast");
  await writeFile(ballast, Buffer.alloc(600 * 1024));
  await host.launch();
  const client = await ready(host, "test");
  const loop = "for i in range(60): print(i); print('.' * 12_000, flush=True)";
  const msgId = await client.send(loop);
  expect((await client.end(msgId)).status).toBe("ok");
  expect(numbersIn(client.text(msgId))).toEqual(Array.from({ length: 60 }, (_, i) => i));
  expect(client.life("log suspended")[0]?.sentence).toContain("full");
  await rm(ballast);
  await until("the disk to be used again", () => client.life("log resumed")[0]);
  const late = (await host.attach("late")).followLog() && host.clients.at(-1);
  await until("the whole log", () => late?.records.at(-1)?.seq === client.records.at(-1)?.seq);
  expect(late?.records).toEqual(client.records);
  const files = await filesOf(host);
  for (const record of client.records) expect(files).toContain(`{"seq":${record.seq},`);
});
