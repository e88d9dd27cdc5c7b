/** Life and death of a kernel under its host. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { type HostOptions, TestHost } from "./kernel-host-fixture";
import { isAlive, markedPids } from "./processes";
import { fixture, python } from "./programs";
import { until } from "./until";

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.dispose();
});

async function start(options?: HostOptions): Promise<{ host: TestHost; client: TestClient }> {
  const host = await TestHost.start(options);
  hosts.push(host);
  return { host, client: (await host.attach()).follow() };
}

test("SIGKILL: dead with its signal; a restart goes on under the same numbers and connection file", async () => {
  const { host, client } = await start();
  await client.state("idle");
  const connection = await readFile(host.connectionFile, "utf8");
  const running = await client.send("print('last words', flush=True)\nimport time; time.sleep(1000)");
  const waiting = await client.send("print('never')");
  await until("the output", () => client.text(running).includes("last words"));
  const { pid } = await host.readKernelFile();
  process.kill(pid, "SIGKILL");
  const dead = await client.state("dead");
  expect(dead.exit).toMatchObject({ code: null, signal: "SIGKILL" });
  expect((await client.end(running)).status).toBe("kernel died");
  expect((await client.end(waiting)).status).toBe("aborted");
  expect(client.life("died")[0]?.exit).toMatchObject({ signal: "SIGKILL" });
  expect(await client.shell({ type: "execute_request", code: "1" })).toMatchObject({ type: "refused" });
  expect(client.prompts.at(-1)).toEqual({ kind: "dead" });

  expect(await client.control("restart")).toMatchObject({ type: "done" });
  await client.state("idle");
  expect(await readFile(host.connectionFile, "utf8")).toBe(connection);
  const end = await client.run("print('alive again')");
  expect(end).toMatchObject({ status: "ok", life: 2, executionCount: 1 });
  expect(await host.readKernelFile()).toMatchObject({ life: 2, session: host.session });
  const numbers = client.records.map((record) => record.seq);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
});

test("restart while busy ends the requests, and the old process is gone before the new one comes", async () => {
  const { host, client } = await start();
  await client.state("idle");
  const { pid } = await host.readKernelFile();
  const running = await client.send("while True: pass");
  await client.state("busy");
  const restarted = client.control("restart");
  expect((await client.end(running)).status).toBe("restarted");
  // What is sent between two lives waits for the second.
  const between = await client.send("print('for the second life')");
  expect(await restarted).toMatchObject({ type: "done" });
  expect(isAlive(pid)).toBe(false);
  await client.state("idle");
  expect(client.statuses.map((status) => status.state)).toContain("restarting");
  expect(client.status?.life).toBe(2);
  expect(await client.end(between)).toMatchObject({ status: "ok", executionCount: 1, life: 2 });
  expect(client.text(between)).toBe("for the second life\n");
});

test("exit() is an end that was asked for: busy until it has ended, said in a sentence, and not started again", async () => {
  const { client } = await start({ restart: { limit: 3 } });
  await client.state("idle");
  await client.run("left = 1");
  const before = client.statuses.length;
  expect((await client.run("exit()")).status).toBe("ok");
  const dead = await client.state("dead");
  expect(dead.exit).toMatchObject({ code: 0, signal: null, asked: true });
  expect(dead.sentence).toContain("has ended, as it was asked to");
  expect(client.statuses.slice(before).map(({ state }) => state)).not.toContain("unresponsive");
  const states = client.statuses.slice(before).map(({ state }) => state);
  expect(states.slice(states.indexOf("busy"))).toEqual(expect.not.arrayContaining(["idle", "restarting"]));
  expect(client.life("unresponsive")).toEqual([]);
  expect(client.life("restarting")).toEqual([]);
});

test("an interrupt that is ignored is said to be so, and what became of it", async () => {
  const { client } = await start();
  await client.state("idle");
  expect(await client.control("interrupt")).toMatchObject({ type: "done" });
  expect(client.life("interrupted").at(-1)?.sentence).toContain("Nothing runs in this kernel");
  const id = await client.send(
    "import time, signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('begun', flush=True)\ntime.sleep(8)",
  );
  await until("the code to run", () => client.text(id).includes("begun"));
  await client.control("interrupt");
  expect(client.life("interrupted").at(-1)?.sentence).toBe("Interrupt sent.");
  await until("it to be said that it goes on", () => client.status?.interruptIgnored === true);
  // The state and the log come each on its channel.
  await until(
    "the sentence",
    () => client.life("interrupted").at(-1)?.sentence.includes("goes on after the interrupt") === true,
  );
  expect((await client.end(id)).status).toBe("ok");
  await until(
    "the end of it",
    () => client.life("interrupted").at(-1)?.sentence.includes("has ended") === true,
  );
  await until("nothing more to be offered", () => client.status?.interruptIgnored === undefined);
});

test("interrupt ends a sleep and an endless loop, and the state is kept", async () => {
  const { client } = await start();
  await client.state("idle");
  await client.run("kept = 'still here'");
  for (const code of ["import time; time.sleep(1000)", "while True: pass"]) {
    const id = await client.send(`print('begun', flush=True)\n${code}`);
    await until("the code to run", () => client.text(id).includes("begun"));
    expect(await client.control("interrupt")).toMatchObject({ type: "done" });
    expect((await client.end(id)).status).toBe("error");
    expect(client.messages("error").at(-1)?.content).toMatchObject({ ename: "KeyboardInterrupt" });
  }
  const end = await client.run("print(kept)");
  expect(client.text(end.msgId)).toBe("still here\n");
});

test("interrupt by message, where the kernelspec says so", async () => {
  const { client } = await start({ interruptMode: "message" });
  await client.state("idle");
  const id = await client.send("print('begun', flush=True)\nwhile True: pass");
  await until("the code to run", () => client.text(id).includes("begun"));
  await client.control("interrupt");
  expect((await client.end(id)).status).toBe("error");
});

test("SIGSTOP shows unresponsive, SIGCONT takes it back", async () => {
  const { host, client } = await start();
  await client.state("idle");
  const { pid } = await host.readKernelFile();
  process.kill(pid, "SIGSTOP");
  await client.state("unresponsive");
  process.kill(pid, "SIGCONT");
  await client.state("idle");
  expect(client.life("unresponsive")).toHaveLength(1);
  expect(client.life("responsive")).toHaveLength(1);
  expect((await client.run("1")).status).toBe("ok");
});

test("a kernel that can do nothing any more is ended by SIGKILL, and restarted", async () => {
  const { host, client } = await start();
  await client.state("idle");
  const { pid } = await host.readKernelFile();
  process.kill(pid, "SIGSTOP");
  await client.control("restart");
  expect(isAlive(pid)).toBe(false);
  await client.state("idle");
});

test("a host that was itself stopped while the kernel was busy says that output may be missing", async () => {
  const { host, client } = await start();
  await client.state("idle");
  const mark = path.join(host.root, "a-second-later");
  const id = await client.send(
    `print('begun', flush=True)\nimport time; time.sleep(1); open(${JSON.stringify(mark)}, 'w')`,
  );
  await until("the code to run", () => client.text(id).includes("begun"));
  host.process.kill("SIGSTOP");
  await until("the kernel to go on for a second", () => existsSync(mark));
  host.process.kill("SIGCONT");
  expect((await client.end(id)).status).toBe("ok");
  await until("the record", () => client.life("output may be missing").length === 1);
  expect(client.life("unresponsive")).toEqual([]);
});

test("a program that never answers: slow, then failed, and waiting requests end; then it can be restarted", async () => {
  const { client } = await start({
    argv: [python, "-c", "import time; time.sleep(1000)"],
    limits: { startSlowMs: 200, startFailedMs: 600 },
  });
  const id = await client.send("1");
  await until("slow start", () => client.life("slow start").length === 1);
  await until("start failed", () => client.life("start failed").length === 1);
  expect(client.status).toMatchObject({
    state: "starting",
    sentence: expect.stringContaining("has not answered"),
  });
  expect((await client.end(id)).status).toBe("aborted");
  expect(await client.control("interrupt")).toMatchObject({ type: "refused" });
  expect(await client.control("restart")).toMatchObject({ type: "done" });
  await until("the second life", () => client.status?.life === 2);
});

test("a program that prints to stderr and dies: its words and its exit code are shown", async () => {
  const { client } = await start({
    argv: [python, "-c", "import sys; print('no module named täst', file=sys.stderr); sys.exit(3)"],
    env: { PYTHONIOENCODING: "utf-8" },
  });
  const dead = await client.state("dead");
  expect(dead.exit).toMatchObject({ code: 3, signal: null, words: "no module named täst\n".trim() });
  expect(dead.sentence).toContain("exit code 3");
  expect(dead.sentence).toContain("no module named täst");
  const raw = await until("the raw record", () => client.of("raw")[0]);
  expect(raw).toMatchObject({ name: "stderr", offset: 0, text: "no module named täst\n" });
  expect(client.life("start failed")[0]?.sentence).toBe(dead.sentence);
});

test("a program that is missing, or may not be run, is named", async () => {
  const missing = await start({ argv: ["/nowhere/to/be/found/python", "{connection_file}"] });
  const dead = await missing.client.state("dead");
  expect(dead.sentence).toContain("/nowhere/to/be/found/python");
  expect(dead.sentence).toContain("choose another kernel");
  expect(dead.sentence).not.toContain("spawn");
  const impossible = await start({ argv: ["py\0thon"] });
  expect((await impossible.client.state("dead")).sentence).toContain("could not be started");
  const forbidden = await start({ argv: [fixture("hostile_kernel.py")] });
  expect((await forbidden.client.state("dead")).sentence).toContain("permission denied");
});

test("shutdown leaves nothing behind: no process, no socket, no connection file", async () => {
  const { host, client } = await start();
  await client.state("idle");
  await client.run("import subprocess\nchild = subprocess.Popen(['sleep', '1000'], start_new_session=True)");
  await until("the child", async () => (await markedPids(host.session)).length === 2);
  expect(await client.control("shutdown")).toMatchObject({ type: "done" });
  expect(await host.exited()).toBe(0);
  expect(await markedPids(host.session)).toEqual([]);
  expect(existsSync(host.connectionFile)).toBe(false);
  expect(existsSync(path.join(host.root, "sockets", `${host.session}-a.sock`))).toBe(false);
  expect(existsSync(path.join(host.root, "sockets", `${host.session}-k-1`))).toBe(false);
});

test("a host that nobody is attached to shuts its kernel down", async () => {
  const { host, client } = await start({ limits: { unattendedMs: 700 } });
  await client.state("idle");
  client.dispose();
  expect(await host.exited()).toBe(0);
  expect(await markedPids(host.session)).toEqual([]);
});

test("a host that its client leaves and comes back to goes on", async () => {
  const { host, client } = await start({ limits: { unattendedMs: 3000 } });
  await client.state("idle");
  await client.run("kept = 7");
  client.dispose();
  const back = (await host.attach("back")).follow();
  await back.state("idle");
  const end = await back.run("print(kept)");
  expect(back.text(end.msgId)).toBe("7\n");
});
