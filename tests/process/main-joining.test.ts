/** Kernels that another program has started: found, joined, and never ended by us. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConnectionFile } from "../../main/kernels/discovery/connection-files";
import { askKernels } from "../../main/kernels/joining/ask-kernels";
import { OthersKernels } from "../../main/kernels/joining/others-kernels";
import type { LogRecordOf } from "../../preload/contract/records";
import type { WorkspaceList } from "../../preload/contract/variables";
import { hostProgram, startable, TestProfile } from "./main-supervisor-fixture";
import { isAlive } from "./processes";
import { python } from "./programs";
import { until } from "./until";

let profile: TestProfile;
let others: OthersKernels;
let foreign: ChildProcess[];

beforeEach(async () => {
  profile = await TestProfile.make();
  others = new OthersKernels(hostProgram, profile.runtime, profile.supervisor);
  foreign = [];
});
afterEach(async () => {
  for (const child of foreign) {
    child.kill("SIGCONT");
    child.kill("SIGKILL");
  }
  await profile.dispose();
});

/** Starts an ipykernel as Jupyter does, with its connection file in the runtime folder; resolves with that file. */
async function startForeign(
  name: string,
  args: string[] = [],
): Promise<{ file: string; child: ChildProcess }> {
  await mkdir(profile.runtime, { recursive: true });
  const file = path.join(profile.runtime, `kernel-${name}.json`);
  const child = spawn(python, ["-m", "ipykernel_launcher", "-f", file, ...args], {
    cwd: profile.work,
    env: { ...process.env, IPYTHONDIR: path.join(profile.root, "ipython") },
    stdio: "ignore",
  });
  foreign.push(child);
  const { connection } = await until("its connection file", () =>
    readConnectionFile(file).catch(() => undefined),
  );
  const question = { kernels: [connection], about: false, limitMs: 500 };
  await until("it to answer", async () => (await askKernels(hostProgram, question))[0]?.answers, 60_000);
  return { file, child };
}

/** Another client, whose cell goes on printing for as long as the test lasts. */
const KEEP_BUSY = `
import sys
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels()
client.execute("""
import time
told = "in the middle"
open("runs", "w").write("yes")
while True:
    print("goes on", flush=True)
    time.sleep(0.05)
""")
sys.stdin.read()
`;

const life = (id: string) => {
  const records = profile.records(id);
  return () => records.filter((record): record is LogRecordOf<"life"> => record.kind === "life");
};
const control = (id: string, type: string) =>
  new Promise<unknown>((resolve) => {
    const channel = profile.link(id).pipe.open({ session: id, name: "control", client: "test" });
    channel.onMessage = ({ json }) => resolve(json);
    channel.send({ type, id: `${type}-1` });
  });

describe("a kernel that another program has started", () => {
  it("is listed while it lives, joined once, and goes on when it is left", async () => {
    const own = await profile.supervisor.start(startable("Python 3"), profile.work);
    await profile.kernelState(own.id, "idle");
    await writeFile(path.join(profile.runtime, "kernel-dead.json"), await deadFile());
    const { file, child } = await startForeign("their");
    // Neither our own kernel, nor a file that a killed kernel has left.
    expect(await others.list()).toMatchObject([{ file, name: "kernel-their", purpose: "" }]);

    const info = await others.join(file);
    expect(info).toMatchObject({
      name: "kernel-their (joined)",
      language: "python",
      joined: true,
      host: "connected",
    });
    expect(await others.join(file)).toEqual(info);
    expect(await others.list()).toEqual([]);
    expect(await profile.execute(info.id, "import os; x = 6 * 7; print(os.getpid())")).toBe(`${child.pid}\n`);

    const variables = profile
      .link(info.id)
      .pipe.open({ session: info.id, name: "variables", client: "test" });
    let list: WorkspaceList | undefined;
    variables.onMessage = ({ json }) => {
      list = json as WorkspaceList;
    };
    await until("its variables", () =>
      list?.variables.some(({ name, value }) => name === "x" && value === "42"),
    );

    // A spinning cell is interrupted by message; a restart is refused, and so is any end.
    const spinning = profile.execute(info.id, "while True: pass");
    await profile.kernelState(info.id, "busy");
    await until("its variables while it spins", () => list?.asOf?.running && list.variables.length > 0);
    variables.close();
    expect(await control(info.id, "restart")).toMatchObject({
      type: "refused",
      reason: "kernel-their (joined) was started by another program: restart it there.",
    });
    expect(await control(info.id, "interrupt")).toMatchObject({ type: "done" });
    await spinning;

    const said = life(info.id);
    await until("the words about it", () => said().length >= 3);
    expect(
      said()
        .slice(0, 3)
        .map(({ sentence }) => sentence),
    ).toEqual([
      `Joining kernel-their (joined), which another program has started (${file}).`,
      "kernel-their (joined) is ready.",
      "Interrupt sent.",
    ]);
    await profile.supervisor.end(info.id);
    expect(isAlive(child.pid as number)).toBe(true);
    expect(await readFile(file, "utf8")).toContain("shell_port");
    expect(await profile.supervisor.all()).toMatchObject([{ id: own.id }, { id: info.id, state: "closed" }]);

    const again = await others.join(file);
    expect(again.id).not.toBe(info.id);
    expect(await profile.execute(again.id, "print(x)")).toBe("42\n");
    await expect(others.join(path.join(profile.runtime, `kernel-${own.id}.json`))).rejects.toThrow(
      "That is Tandem's own kernel Python 3: open its shell instead.",
    );
  });

  it("tells its variables when it is joined in the middle of a cell", async () => {
    const { file, child } = await startForeign("their");
    const busy = spawn(python, ["-c", KEEP_BUSY, file], { stdio: ["pipe", "inherit", "inherit"] });
    foreign.push(busy);
    await until("the cell to run", () => readFile(path.join(profile.work, "runs"), "utf8").catch(() => ""));
    const { id } = await others.join(file);
    const channel = profile.link(id).pipe.open({ session: id, name: "variables", client: "test" });
    let list: WorkspaceList | undefined;
    channel.onMessage = ({ json }) => {
      list = json as WorkspaceList;
    };
    const told = () => list?.asOf?.running && list.variables.find(({ name }) => name === "told");
    expect(await until("a variable of the running cell", told)).toMatchObject({ value: "'in the middle'" });
    // What the cell prints after it is still the cell's.
    const records = profile.records(id);
    const printed = await until("what the cell prints", () =>
      records.find((record) => record.kind === "stream" && /goes on/.test(record.text)),
    );
    expect(printed).toMatchObject({ foreign: true });
    expect(isAlive(child.pid as number)).toBe(true);
  });

  it("is joined again by the host that follows one that was killed, and none of our ends ends it", async () => {
    const { file, child } = await startForeign("their");
    const { id } = await others.join(file);
    await profile.execute(id, "x = 6 * 7");
    process.kill(await profile.hostPid(id), "SIGKILL");
    await until("another host", () => profile.supervisor.list().some((one) => one.connection === 2));
    expect(await profile.execute(id, "print(x)")).toBe("42\n");
    await profile.supervisor.endAll();
    expect(isAlive(child.pid as number)).toBe(true);
  });

  it("is seen to die by its heartbeat; one that is only stopped is not taken for dead", async () => {
    const { file, child } = await startForeign("their");
    const { id } = await others.join(file);
    await profile.kernelState(id, "idle");
    child.kill("SIGSTOP");
    await profile.kernelState(id, "unresponsive");
    const { connection } = await readConnectionFile(file);
    const asked = await connectionsLeft(connection.hb_port);
    await until(
      "it to be looked for twice",
      async () => (await connectionsLeft(connection.hb_port)) >= asked + 2,
    );
    await profile.kernelState(id, "unresponsive");
    child.kill("SIGCONT");
    await profile.kernelState(id, "idle");
    child.kill("SIGKILL");
    const { sentence } = await profile.kernelState(id, "dead");
    expect(sentence).toBe(
      "kernel-their (joined) has ended, or cannot be reached any more. Another program had started it: start it there again, then join it again.",
    );
    await expect(others.join(file)).rejects.toThrow(`No kernel answers at ${file}`);

    // Its program starts it anew, at the same place.
    await startForeign("their");
    expect(await control(id, "restart")).toMatchObject({ type: "done" });
    expect(await profile.execute(id, "print('back')")).toBe("back\n");
  });
});

it("what is no connection file is refused with the reason", async () => {
  const file = (name: string, text: string) => writeFile(path.join(profile.work, name), text);
  const join = (name: string) => others.join(path.join(profile.work, name));
  await expect(join("none.json")).rejects.toThrow("cannot be read: it is not there.");
  await expect(join(".")).rejects.toThrow(/cannot be read: it is a folder|too large/);
  await file("text.json", "shell_port = 5");
  await expect(join("text.json")).rejects.toThrow("is not a connection file: it is not JSON.");
  await file("other.json", '{"shell_port": 70000}');
  await expect(join("other.json")).rejects.toThrow(/is not a connection file: "[a-z_]+": /);
  await file("signed.json", (await deadFile()).replace("hmac-sha256", "hmac-md5"));
  await expect(join("signed.json")).rejects.toThrow("hmac-sha256");
  await rm(path.join(profile.work, "text.json"));
  expect(profile.supervisor.list()).toEqual([]);
});

/** How many connections to a port were given up by who made them, and not yet by the program that listens there. */
async function connectionsLeft(port: number): Promise<number> {
  const CLOSE_WAIT = "08";
  const lines = (await readFile("/proc/net/tcp", "latin1"))
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  return lines.filter(
    ([, local = "", , state]) =>
      state === CLOSE_WAIT && Number.parseInt(local.split(":")[1] ?? "", 16) === port,
  ).length;
}

/** The file of a kernel that is gone. */
async function deadFile(): Promise<string> {
  const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
  const rest = { transport: "tcp", ip: "127.0.0.1", key: "k", signature_scheme: "hmac-sha256" };
  return JSON.stringify({ ...ports, ...rest });
}
