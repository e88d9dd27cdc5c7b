/** The upper half of the supervision tree, with real hosts and kernels and without a window. */
import { mkdir, readdir, readFile, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hostProgram, startable, TestProfile } from "./main-supervisor-fixture";
import { isAlive } from "./processes";
import { fixture, python } from "./programs";
import { until } from "./until";

const PYTHON = "Python 3 (ipykernel)";
/** Prints the pid of a child that has left the kernel's process group, as daemons do. */
const STRAY = `import subprocess; print(subprocess.Popen(["sleep", "1000"], start_new_session=True).pid)`;

let profile: TestProfile;
afterEach(() => profile.dispose());

const start = (name = PYTHON) => profile.supervisor.start(startable(name), profile.work);
const host = (id: string) => profile.supervisor.list().find((info) => info.id === id)?.host;

describe("a session", () => {
  it("starts, runs code in its folder, and leaves nothing when it is ended", async () => {
    profile = await TestProfile.make();
    const info = await start();
    expect(info).toMatchObject({ name: PYTHON, language: "python", host: "connected", connection: 1 });
    expect(profile.supervisor.list()).toEqual([info]);

    expect(await profile.execute(info.id, "import os; print(os.getcwd())")).toBe(`${profile.work}\n`);
    const stray = Number(await profile.execute(info.id, STRAY));
    expect(isAlive(stray)).toBe(true);

    const { pid } = await profile.kernelFile(info.id);
    await profile.supervisor.end(info.id);
    expect([isAlive(pid), isAlive(stray)]).toEqual([false, false]);
    expect(await profile.traces(info.id)).toEqual([]);
    expect(profile.supervisor.list()).toEqual([]);
    expect(await profile.supervisor.all()).toMatchObject([{ id: info.id, state: "closed", name: PYTHON }]);
  });

  it("is called as the user wants, unlike all others, and as at first again", async () => {
    profile = await TestProfile.make();
    const [one, other] = [await start(), await start()];
    const { supervisor } = profile;
    const names = () => supervisor.list().map(({ name }) => name);
    await supervisor.rename(one.id, "Fit");
    await supervisor.rename(other.id, "Fit");
    expect(names()).toEqual(["Fit", "Fit 2"]);
    // The first name of the one is free now, that of the other never was another's.
    await supervisor.rename(other.id, null);
    expect(names()).toEqual(["Fit", `${PYTHON} 2`]);
    await supervisor.end(one.id);
    expect((await supervisor.all()).map(({ id }) => id)).toEqual([other.id]);
    await expect(supervisor.rename(one.id, "Late")).rejects.toThrow();
  });

  it("keeps its files and sockets to the user", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
    const folder = path.join(profile.sessions, id);
    expect(await mode(folder)).toBe("700");
    expect(await mode(profile.sockets.folder as string)).toBe("700");
    for (const name of ["key", "launch.json", "host.json", "host.log"]) {
      expect([name, await mode(path.join(folder, name))]).toEqual([name, "600"]);
    }
  });

  it("says why its host did not start, and leaves nothing", async () => {
    const program = { ...hostProgram, script: fixture("failing-host.mjs") };
    profile = await TestProfile.make({ program });
    const sentence = `The kernel-host of ${PYTHON} did not start: There is no room for a host.`;
    await expect(start()).rejects.toThrow(sentence);
    expect(profile.supervisor.list()).toEqual([]);
    expect(await readdir(profile.sessions)).toEqual([]);
  });

  it("says so when there is no program for a host", async () => {
    const program = { ...hostProgram, execPath: "/nowhere/node" };
    profile = await TestProfile.make({ program });
    await expect(start()).rejects.toThrow(
      `The kernel-host of ${PYTHON} did not start: it ended with code 127.`,
    );
    expect(await readdir(profile.sessions)).toEqual([]);
  });

  it("is forgotten when its kernel was shut down through the host", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await profile.kernelState(id, "idle");
    const channel = profile.link(id).pipe.open({ session: id, name: "control", client: "test" });
    channel.send({ type: "shutdown", id: "shut-down-1" });
    await until("the end of the session", () => profile.supervisor.list().length === 0);
    expect(await profile.traces(id)).toEqual([]);
    // Nothing was run in it.
    expect(await profile.supervisor.all()).toEqual([]);
  });
});

describe("several sessions", () => {
  it("run side by side under names of their own", async () => {
    profile = await TestProfile.make();
    const [first, second] = await Promise.all([start(), start()]);
    expect([first.name, second.name]).toEqual([PYTHON, `${PYTHON} 2`]);
    const spinning = profile.execute(first.id, "while True: pass");
    await profile.kernelState(first.id, "busy");
    expect(await profile.execute(second.id, "print(6 * 7)")).toBe("42\n");

    const { pid } = await profile.kernelFile(second.id);
    await profile.supervisor.end(first.id);
    await spinning;
    expect(isAlive(pid)).toBe(true);
    expect((await start()).name).toBe(PYTHON);
  });
});

describe("a host that is killed", () => {
  it("is followed by one that takes over the kernel, which never notices", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    const { pid } = await profile.kernelFile(id);
    await profile.execute(id, "x = 41");
    const bystander = await start();

    process.kill(await profile.hostPid(id), "SIGKILL");
    await until("the next connection", () => profile.supervisor.list()[0]?.connection === 2);
    expect(host(id)).toBe("connected");
    expect(isAlive(pid)).toBe(true);
    expect(await profile.execute(id, "print(x + 1)")).toBe("42\n");
    expect((await profile.kernelFile(id)).pid).toBe(pid);
    const sentences = profile.records(id);
    await until("the gap's name", () =>
      sentences.some((record) => record.kind === "life" && record.event === "host replaced"),
    );
    expect(await profile.execute(bystander.id, "print('still here')")).toBe("still here\n");
  });

  it("with its kernel leaves a session that can be restarted, with what was printed", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    const { pid } = await profile.kernelFile(id);
    await profile.execute(id, "print('before')");
    process.kill(pid, "SIGKILL");
    process.kill(await profile.hostPid(id), "SIGKILL");
    await until("the next connection", () => profile.supervisor.list()[0]?.connection === 2);
    await profile.kernelState(id, "dead");
    expect(await profile.supervisor.all()).toMatchObject([{ id, state: "running", kernelGone: true }]);
    const channel = profile.link(id).pipe.open({ session: id, name: "control", client: "test" });
    channel.send({ type: "restart", id: "restart-it-1" });
    expect(await profile.execute(id, "print('after')")).toBe("after\n");
    expect((await profile.supervisor.all())[0]).not.toHaveProperty("kernelGone");
    const printed = profile.records(id);
    await until("both lines", () => {
      const text = printed.map((record) => (record.kind === "stream" ? record.text : "")).join("");
      return text === "before\nafter\n";
    });
  });

  it("is replaced only by asking, and not while it runs", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    await expect(profile.supervisor.revive(id)).rejects.toThrow(`${PYTHON} is running.`);
    await expect(profile.supervisor.revive("nobody")).rejects.toThrow("There is no such session any more.");
  });
});

describe("a session that is closed", () => {
  it("has a kernel when it is restarted while it is opened to be read", async () => {
    profile = await TestProfile.make();
    const { supervisor } = profile;
    const { id } = await start();
    await profile.execute(id, "print('before')");
    await supervisor.end(id);
    const opened = supervisor.open(id);
    await until("the reader's host", () => host(id) === "starting");
    const revived = await supervisor.revive(id);
    expect(revived).not.toHaveProperty("closed");
    expect(await opened).toMatchObject({ id, host: "connected" });
    expect(await profile.execute(id, "print('after')")).toBe("after\n");
    // And whoever opens one that is just being put away has it again.
    await Promise.all([supervisor.end(id), supervisor.open(id)]);
    expect(supervisor.list()).toMatchObject([{ id, closed: true, host: "connected" }]);
  });
});

describe("a host in which something fails", () => {
  it.skipIf(process.platform === "win32")("goes on, and says that output may be missing", async () => {
    const env = { ...process.env, NODE_OPTIONS: `--require=${fixture("fails-when-told.cjs")}` };
    profile = await TestProfile.make({ program: { ...hostProgram, env } });
    const { id } = await start();
    const records = profile.records(id);
    process.kill(await profile.hostPid(id), "SIGUSR2");
    await until("the record", () =>
      records.some((record) => record.kind === "life" && record.event === "output may be missing"),
    );
    expect(await profile.execute(id, "print('still here')")).toBe("still here\n");
    const log = await readFile(path.join(profile.sessions, id, "host.log"), "utf8");
    expect(log).toContain("failed: an exception: Error: a planted exception");
    expect(log).toContain("failed: a promise: Error: a planted rejection");
  });
});

describe("a host that hangs", () => {
  it("is unresponsive until it answers again", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    const pid = await profile.hostPid(id);
    process.kill(pid, "SIGSTOP");
    await until("unresponsive", () => host(id) === "unresponsive");
    process.kill(pid, "SIGCONT");
    await until("connected", () => host(id) === "connected");
    expect(await profile.execute(id, "print('back')")).toBe("back\n");
  });

  it("can be ended all the same, and its kernel with it", async () => {
    profile = await TestProfile.make();
    const { id } = await start();
    const { pid } = await profile.kernelFile(id);
    process.kill(await profile.hostPid(id), "SIGSTOP");
    await until("unresponsive", () => host(id) === "unresponsive");
    await profile.supervisor.end(id);
    expect(isAlive(pid)).toBe(false);
    expect(await profile.traces(id)).toEqual([]);
  });
});

describe("the app's end", () => {
  it("ends kernels that do not want to, in bounded time", async () => {
    profile = await TestProfile.make();
    const stubborn = await profile.supervisor.start(
      startable("Stubborn", [python, fixture("stubborn_kernel.py"), "{connection_file}"]),
      profile.work,
    );
    const willing = await start();
    await until("the kernel to be deaf", async () => {
      const file = path.join(profile.sessions, stubborn.id, "raw-stdout");
      return (await readFile(file, "utf8").catch(() => "")).includes("not listening");
    });
    const began = performance.now();
    await profile.supervisor.endAll();
    expect(performance.now() - began).toBeLessThan(15_000);
    expect([...(await profile.traces(stubborn.id)), ...(await profile.traces(willing.id))]).toEqual([]);
    await expect(start()).rejects.toThrow("Tandem is ending.");
  });
});

describe("a socket folder that cannot be trusted", () => {
  it("is not used: the kernel is reached over TCP, and the shell says why", async () => {
    profile = await TestProfile.make({}, async (home) => {
      await mkdir(path.join(home, ".local/state"), { recursive: true });
      await mkdir(path.join(home, "elsewhere"));
      await symlink(path.join(home, "elsewhere"), path.join(home, ".local/state/tandem"));
    });
    const link = path.join(profile.root, "home/.local/state/tandem");
    expect(profile.sockets).toEqual({ folder: null, reason: `${link} is a symbolic link` });
    const { id } = await start();
    const records = profile.records(id);
    const said = await until("the sentence", () =>
      records.find((record) => record.kind === "life" && record.event === "transport"),
    );
    expect(said).toMatchObject({ sentence: expect.stringContaining(`${link} is a symbolic link`) });
    expect(await profile.execute(id, "print('over TCP')")).toBe("over TCP\n");
    expect(await readdir(path.join(profile.root, "home/elsewhere"))).toEqual([]);
  });
});
