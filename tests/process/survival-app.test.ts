/** Sessions over the app's end and its next start, with real hosts and kernels and without a window. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { firstNumbers, numbersIn, printsUntil, totalIn } from "../numbered-lines";
import { hostProgram, startable, TestProfile } from "./main-supervisor-fixture";
import { isAlive } from "./processes";
import { fixture } from "./programs";
import { until } from "./until";

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
    await send(id, printsUntil(stop));
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
    const total = await until("the end", () => totalIn(text(after)));
    expect(numbersIn(text(after))).toEqual(firstNumbers(total));
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

  it("has no kernel that was only coming up when the app ended", async () => {
    profile = await TestProfile.make();
    const { supervisor } = profile;
    const coming = start().catch(() => undefined);
    const { id } = await until("its host", () => supervisor.list()[0]);
    await supervisor.leave();
    await coming;
    expect(await profile.traces(id)).toEqual([]);

    const next = profile.nextApp();
    const refused = expect(next.start(startable(PYTHON), profile.work)).rejects.toThrow("Tandem is ending.");
    await next.leave();
    await refused;
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

describe("quitting with a dead kernel", () => {
  it("leaves no process, and the windows that had it show its log at the next start, from where it can go on", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.execute(id, "print('before it died')");
    process.kill((await profile.kernelFile(id)).pid, "SIGKILL");
    await profile.kernelState(id, "dead");
    const host = await profile.hostPid(id);
    await profile.supervisor.leave();
    expect(isAlive(host)).toBe(false);
    expect(await profile.traces(id)).toEqual([]);

    const next = profile.nextApp();
    await next.takeOver();
    expect(next.list()).toEqual([]);
    await next.showAgain([id, "of another profile", "../no-folder-of-a-session"]);
    expect(next.list()).toMatchObject([{ id, closed: true }]);
    await connected(id);
    const records = profile.records(id);
    await until("its log", () => text(records) === "before it died\n");
    const said = () =>
      records.filter(({ kind }) => kind === "life").map((record) => "event" in record && record.event);
    expect(said()).toContain("died");
    expect(said()).not.toContain("shut down");

    await next.revive(id);
    expect(await profile.execute(id, "print('second life')")).toBe("second life\n");
    await next.end(id);
    // It was wanted this time.
    const last = profile.nextApp();
    await last.showAgain([id]);
    expect(last.list()).toEqual([]);
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

describe("a host that was built with other versions of the attach protocol", () => {
  /** The built host with another range, beside what it loads. */
  async function hostWith(range: readonly [number, number]): Promise<string> {
    const folder = path.join(profile.root, `host-${range.join("-")}`);
    await cp(path.dirname(hostProgram.script), folder, { recursive: true });
    const script = path.join(folder, path.basename(hostProgram.script));
    const built = await readFile(script, "utf8");
    const changed = built.replace(/PROTOCOL_RANGE = \[1, 1\]/, `PROTOCOL_RANGE = [${range.join(", ")}]`);
    expect(changed).not.toBe(built);
    await writeFile(script, changed);
    return script;
  }

  it("agrees with an app that speaks one of them, older or newer, and tells any other what it is", async () => {
    profile = await TestProfile.make();
    const newApp = { ...hostProgram, protocol: [1, 3] as const };
    const old = await start();
    expect(await profile.execute(old.id, "x = 40")).toBe("");
    await profile.supervisor.leave();

    const newer = profile.nextApp({ program: { ...newApp, script: await hostWith([2, 3]) } });
    await newer.takeOver();
    await connected(old.id);
    expect(await profile.execute(old.id, "print(x + 1)")).toBe("41\n");
    const fresh = await newer.start(startable("Of a newer Tandem"), profile.work);
    expect(await profile.execute(fresh.id, "y = 1; print(y + 1)")).toBe("2\n");
    await newer.leave();

    const older = profile.nextApp();
    await older.takeOver();
    await until("incompatible", () => info(fresh.id)?.host === "incompatible");
    expect(info(fresh.id)?.sentence).toContain("runs under a newer Tandem");
    expect(info(fresh.id)?.sentence).toContain(
      "it speaks version 2 to 3 of the attach protocol, this one 1 to 1",
    );
    await connected(old.id);
    expect(await profile.execute(old.id, "print(x + 2)")).toBe("42\n");
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

describe("a log that takes long to read", () => {
  it("is waited for as long as reading goes on, and it is told how far that is", async () => {
    const program = {
      ...hostProgram,
      script: fixture("slow-host.mjs"),
      env: { ...process.env, TANDEM_TEST_HOST: hostProgram.script },
      // Becomes the host, as systemd-run does.
      launcher: () => ["/usr/bin/env"],
      connectMs: 3_000,
    };
    profile = await TestProfile.make({ program });
    const told: string[] = [];
    profile.supervisor.onChange(([session]) => told.push(session?.sentence ?? ""));
    const { id } = await start();
    expect(
      told.find((sentence) => sentence.startsWith(`The log of ${PYTHON} is being read: `)),
    ).toBeDefined();
    await profile.kernelState(id, "idle");
    expect(info(id)?.sentence).toBeUndefined();
  });
});
