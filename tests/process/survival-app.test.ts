/** Sessions over the app's end and its next start, with real hosts and kernels and without a window. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { isAlive, until } from "./kernel-host-fixture";
import { hostProgram, startable, TestProfile } from "./main-supervisor-fixture";

const PYTHON = "Python 3 (ipykernel)";

let profile: TestProfile;
afterEach(() => profile.dispose());

const start = (name = PYTHON) => profile.supervisor.start(startable(name), profile.work);
const info = (id: string) => profile.supervisor.list().find((each) => each.id === id);
const connected = (id: string, connection = 1) =>
  until(
    () => `connection ${connection}; now it is ${JSON.stringify(info(id))}; ${profile.logged.join("; ")}`,
    () => info(id)?.host === "connected" && info(id)?.connection === connection,
  );

/** Runs in the background: numbered lines until the file is there. */
const producer = (stop: string) => `
import os, time
n = 0
while not os.path.exists(${JSON.stringify(stop)}):
    print(n, flush=True)
    n += 1
    time.sleep(0.002)
print("end", n)
`;

async function send(id: string, code: string): Promise<void> {
  const channel = profile.link(id).pipe.open({ session: id, name: "shell", client: "test" });
  await new Promise<void>((resolve) => {
    channel.onMessage = () => resolve();
    channel.send({ type: "execute_request", id: `request-${Math.random()}`.replace(".", ""), code });
  });
}

const text = (records: ReturnType<TestProfile["records"]>) =>
  records.map((record) => (record.kind === "stream" ? record.text : "")).join("");

describe("the next start", () => {
  it("has what ran on, with every line that was printed meanwhile", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    const stop = path.join(profile.root, "stop");
    await send(id, producer(stop));
    const before = profile.records(id);
    await until("some output", () => before.length > 50);
    const { pid } = await profile.kernelFile(id);
    await profile.supervisor.leave();
    expect(profile.supervisor.list()).toEqual([]);

    const next = profile.nextApp();
    await next.takeOver();
    expect(next.list()).toMatchObject([
      { id, name: PYTHON, kept: true, language: "python", cwd: profile.work },
    ]);
    await connected(id);
    const after = profile.records(id);
    await writeFile(stop, "");
    const total = Number(await until("the end", () => /end (\d+)/.exec(text(after))?.[1]));
    const expected = `${Array.from({ length: total }, (_, n) => `${n}\n`).join("")}end ${total}\n`;
    expect(text(after)).toBe(expected);
    expect((await profile.kernelFile(id)).pid).toBe(pid);
    expect((await next.start(startable(PYTHON), profile.work)).name).toBe(`${PYTHON} 2`);
  });

  it("has no kernel in which nothing was run", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.kernelState(id, "idle");
    await profile.supervisor.leave();
    expect(await profile.traces(id)).toEqual([]);
    expect(await profile.nextApp().all()).toEqual([]);
  });

  it("takes over the kernel whose host died meanwhile", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.execute(id, "x = 41");
    const { pid } = await profile.kernelFile(id);
    const host = await profile.hostPid(id);
    await profile.supervisor.leave();
    process.kill(host, "SIGKILL");
    await until("the host's end", () => !isAlive(host));

    await profile.nextApp().takeOver();
    await connected(id);
    expect(info(id)).toMatchObject({ kept: true });
    expect(await profile.execute(id, "print(x + 1)")).toBe("42\n");
    expect((await profile.kernelFile(id)).pid).toBe(pid);
  });

  it("lists a session of which only the log is left; it can be read, gone on with, and deleted", async () => {
    profile = await TestProfile.make();
    const { id, created } = await start();
    await profile.execute(id, "print('kept')");
    const [{ pid }, host] = [await profile.kernelFile(id), await profile.hostPid(id)];
    await profile.supervisor.leave();
    for (const each of [host, pid]) process.kill(each, "SIGKILL");
    await until("their end", () => !isAlive(host) && !isAlive(pid));

    const next = profile.nextApp();
    await next.takeOver();
    expect(next.list()).toEqual([]);
    const [entry] = await next.all();
    expect(entry).toMatchObject({ id, name: PYTHON, state: "closed", created });
    expect(entry?.bytes).toBeGreaterThan(1000);
    expect(entry?.ended).toBeGreaterThan(created);

    expect(await next.open(id)).toMatchObject({ id, closed: true, host: "connected" });
    expect((await profile.kernelState(id, "dead")).sentence).toContain("has ended");
    const records = profile.records(id);
    await until("its log", () => text(records) === "kept\n");
    expect(await next.all()).toMatchObject([{ id, state: "closed" }]);

    expect(await next.revive(id)).toMatchObject({ id, host: "connected" });
    expect(info(id)?.closed).toBeUndefined();
    expect(await profile.execute(id, "print('second life')")).toBe("second life\n");
    await expect(next.delete(id)).rejects.toThrow(`${PYTHON} is running: shut it down first.`);
    await next.end(id);
    expect(await next.all()).toMatchObject([{ id, state: "closed" }]);
    await next.delete(id);
    expect(await next.all()).toEqual([]);
  });
});

describe("two apps on one session", () => {
  it("that take over its orphaned kernel at once: one's host has it, the other attaches to that", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.execute(id, "x = 1");
    const host = await profile.hostPid(id);
    await profile.supervisor.leave();
    process.kill(host, "SIGKILL");
    await until("the host's end", () => !isAlive(host));

    const one = profile.nextApp();
    const other = profile.nextApp();
    await Promise.all([one.takeOver(), other.takeOver()]);
    await until("both to be connected", () =>
      [one, other].every((each) => each.list().some((session) => session.host === "connected")),
    );
    const records = profile.records(id);
    profile.supervisor = one;
    expect(await profile.execute(id, "print('seen by both')")).toBe("seen by both\n");
    await until("the other's view of it", () => text(records).includes("seen by both\n"));
    await other.leave();
  });
});

describe("a host that hangs", () => {
  it("is never replaced while its process lives, also at the next start", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.execute(id, "x = 41");
    const host = await profile.hostPid(id);
    process.kill(host, "SIGSTOP");
    await profile.supervisor.leave();
    const next = profile.nextApp();
    await next.takeOver();
    await until("unresponsive", () => info(id)?.host === "unresponsive");
    expect(info(id)?.sentence).toContain("does not answer");
    process.kill(host, "SIGCONT");
    await connected(id);
    expect(await profile.hostPid(id)).toBe(host);
    expect(await profile.execute(id, "print(x)")).toBe("41\n");
  });
});

describe("a host of another version", () => {
  it("is said to be one, goes on, and can be shut down", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.execute(id, "x = 1");
    const { pid } = await profile.kernelFile(id);
    await profile.supervisor.leave();
    const newer = profile.nextApp({ program: { ...hostProgram, protocol: [2, 3] } });
    await newer.takeOver();
    await until("incompatible", () => info(id)?.host === "incompatible");
    expect(info(id)?.sentence).toContain("runs under an older Tandem");
    expect(info(id)?.sentence).toContain("It goes on and its output is kept.");
    expect(newer.link(id)).toBe(info(id)?.sentence);
    expect(isAlive(pid)).toBe(true);
    await newer.end(id);
    expect(isAlive(pid)).toBe(false);
    expect(await newer.all()).toMatchObject([{ id, state: "closed" }]);
  });
});

describe("folders that are no good", () => {
  it("are named, do no harm, and can be deleted", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.execute(id, "x = 1");
    const { pid } = await profile.kernelFile(id);
    const at = (name: string) => path.join(profile.sessions, name);
    await cp(at(id), at("copied"), { recursive: true });
    await cp(at(id), at("halfgone"), { recursive: true });
    await rm(path.join(at("halfgone"), "launch.json"));
    // As from another machine, where a process had the pid of one of this machine.
    await cp(at(id), at("elsewhere"), { recursive: true });
    const launch = JSON.parse(await readFile(path.join(at("elsewhere"), "launch.json"), "utf8"));
    await writeFile(
      path.join(at("elsewhere"), "launch.json"),
      JSON.stringify({ ...launch, session: "elsewhere" }),
    );
    for (const name of ["host.json", "kernel.json"]) {
      const file = path.join(at("elsewhere"), name);
      const content = JSON.parse(await readFile(file, "utf8"));
      await writeFile(file, JSON.stringify({ ...content, session: "elsewhere", pid: process.pid }));
    }
    await mkdir(at("empty"));
    await profile.supervisor.leave();

    const next = profile.nextApp();
    await next.takeOver();
    expect(next.list().map((session) => session.id)).toEqual([id]);
    const states = Object.fromEntries((await next.all()).map((each) => [each.id, each.state]));
    const unusable = "unusable";
    expect(states).toEqual({
      [id]: "running",
      copied: unusable,
      halfgone: unusable,
      empty: unusable,
      elsewhere: "closed",
    });
    await expect(next.open("copied")).rejects.toThrow(`It is a copy of the session ${id}.`);
    for (const name of ["copied", "halfgone", "empty", "elsewhere"]) await next.delete(name);
    expect((await next.all()).map((each) => each.id)).toEqual([id]);
    expect(isAlive(pid)).toBe(true);
    await connected(id);
    expect(await profile.execute(id, "print(x)")).toBe("1\n");
  });
});
