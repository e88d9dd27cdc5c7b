/** Kernels that cannot do ipc: started again over TCP at once, and over TCP from the beginning the next time. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import type { LaunchFile } from "../../kernel-host/door/session-files";
import type { LogRecordOf } from "../../preload/contract/records";
import { startable, TestProfile } from "./main-supervisor-fixture";
import { fixture, python } from "./programs";
import { until } from "./until";

let profile: TestProfile;
afterEach(() => profile.dispose());

const NAME = "Old kernel";
const tcpOnly = (how: string) =>
  startable(NAME, [python, fixture("tcp_only_kernel.py"), how, "{connection_file}"]);
const starts = async () => (await readFile(path.join(profile.work, "starts"), "utf8")).trim().split("\n");
/** What was said about the sockets, once the kernel is ready. */
async function said(id: string): Promise<string[]> {
  const records = profile.records(id);
  const life = () => records.filter((record): record is LogRecordOf<"life"> => record.kind === "life");
  await until("the kernel to be ready", () => life().some(({ event }) => event === "ready"));
  await profile.kernelState(id, "idle");
  return life()
    .filter(({ event }) => event === "transport")
    .map(({ sentence }) => sentence);
}
const AGAIN = `${NAME} did not start with Unix sockets: it is started again over TCP on 127.0.0.1.`;
const FROM_NOW_ON = `${NAME} cannot use Unix sockets. From now on it is reached over TCP on 127.0.0.1, where other users of this machine can see its output.`;

it.each([
  ["ends when it is told to use ipc", "ends"],
  ["makes its sockets where nobody looks for them", "colon"],
])("a kernel that %s", async (_title, how) => {
  profile = await TestProfile.make();
  const first = await profile.supervisor.start(tcpOnly(how), profile.work);
  // What was sent while it started goes to the kernel that starts at last.
  expect(await profile.execute(first.id, "print(6 * 7)")).toBe("42\n");
  expect(await starts()).toEqual(["ipc", "tcp"]);
  await until("the sentence", async () => (await said(first.id)).includes(FROM_NOW_ON));
  expect(await said(first.id)).toEqual([AGAIN, FROM_NOW_ON]);
  expect((await readdir(profile.sockets.folder as string)).filter((name) => name.includes("-k"))).toEqual([]);

  const next = await profile.supervisor.start(tcpOnly(how), profile.work);
  expect(await profile.execute(next.id, "print(6 * 7)")).toBe("42\n");
  expect(await starts()).toEqual(["ipc", "tcp", "tcp"]);
  expect(await said(next.id)).toEqual([]);
});

it("one that was told to use ipc is not started again, and the shell says how it ended", async () => {
  profile = await TestProfile.make();
  const { id } = await profile.supervisor.start(tcpOnly("ends"), profile.work, { transport: "ipc" });
  const dead = await profile.kernelState(id, "dead");
  expect(dead.sentence).toContain(`${NAME} ended while it was starting (exit code 1)`);
  expect(await starts()).toEqual(["ipc"]);
});

it("one that is only slow is left alone, and tried over TCP when the user restarts it after all", async () => {
  profile = await TestProfile.make({ limits: { startSlowMs: 500, startFailedMs: 4_000 } });
  const { id } = await profile.supervisor.start(tcpOnly("silent"), profile.work);
  const status = await until("the sentence", async () => {
    const { sentence } = await profile.kernelState(id, "starting");
    return sentence?.endsWith("A restart tries TCP.") && sentence;
  });
  expect(status).toContain(`${NAME} has not answered for 4 s.`);
  expect(await starts()).toEqual(["ipc"]);
  const channel = profile.link(id).pipe.open({ session: id, name: "control", client: "test" });
  channel.send({ type: "restart", id: "restart-1" });
  expect(await profile.execute(id, "print(6 * 7)")).toBe("42\n");
  expect(await starts()).toEqual(["ipc", "tcp"]);
});

it("one over TCP whose port somebody else has taken gets others", async () => {
  profile = await TestProfile.make();
  const { id } = await profile.supervisor.start(tcpOnly("clash"), profile.work, { transport: "tcp" });
  expect(await profile.execute(id, "print(6 * 7)")).toBe("42\n");
  expect(await starts()).toEqual(["tcp", "tcp"]);
  expect(await said(id)).toEqual([
    `${NAME} found one of its ports taken by another program: it is started again with others.`,
  ]);
});

it("one that ends for another reason is not tried again", async () => {
  profile = await TestProfile.make();
  const file = path.join(profile.work, "kernel.py");
  await writeFile(file, "open('starts', 'a').write('start\\n')\nimport no_such_module\n");
  const { id } = await profile.supervisor.start(
    startable(NAME, [python, file, "{connection_file}"]),
    profile.work,
  );
  expect((await profile.kernelState(id, "dead")).sentence).toContain("No module named 'no_such_module'");
  expect(await starts()).toEqual(["start"]);
});

it("both transports fail: the shell says how the last one ended, and nothing is remembered", async () => {
  profile = await TestProfile.make();
  const file = path.join(profile.work, "kernel.py");
  await writeFile(file, "import sys\nopen('starts', 'a').write('start\\n')\nsys.exit('no luck')\n");
  const kernel = startable(NAME, [python, file, "{connection_file}"]);
  for (const times of [2, 4]) {
    const { id } = await profile.supervisor.start(kernel, profile.work);
    expect((await profile.kernelState(id, "dead")).sentence).toContain("Its last words: no luck");
    expect(await starts()).toHaveLength(times);
    const launch: LaunchFile = JSON.parse(
      await readFile(path.join(profile.sessions, id, "launch.json"), "utf8"),
    );
    await expect(readFile(launch.tcpMemory as string)).rejects.toThrow("ENOENT");
  }
});
