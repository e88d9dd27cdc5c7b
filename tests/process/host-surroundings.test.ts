/** Where a host puts its things, and what its kernel sees of the world. */
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type { TestClient } from "./attached-client";
import { type HostOptions, TestHost } from "./kernel-host-fixture";
import { markedPids } from "./processes";
import { until } from "./until";

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.dispose();
});

async function start(options?: HostOptions): Promise<{ host: TestHost; client: TestClient }> {
  const host = await TestHost.start(options);
  hosts.push(host);
  const client = (await host.attach()).follow();
  await client.state("idle");
  return { host, client };
}

test("the kernel gets the user's environment, the kernelspec's, and the mark, and nothing of ours", async () => {
  const { host, client } = await start({
    env: { FROM_SPEC: "${FROM_USER} and more", TANDEM_TRAP: "spec" },
    hostEnv: {
      FROM_USER: "the user's",
      JPY_SESSION_NAME: "another",
      ELECTRON_NO_ATTACH_CONSOLE: "1",
      APPDIR: "/tmp/.mount",
      PATH: `/tmp/.mount/bin:${process.env["PATH"]}`,
    },
  });
  const end = await client.run("import os, json; print(json.dumps(dict(os.environ)))");
  const environment = JSON.parse(client.text(end.msgId)) as Record<string, string>;
  expect(environment).toMatchObject({
    FROM_USER: "the user's",
    FROM_SPEC: "the user's and more",
    TANDEM_SESSION: host.session,
    JPY_PARENT_PID: "1",
  });
  expect(environment["PATH"]).toBe(process.env["PATH"]);
  for (const name of ["ELECTRON_RUN_AS_NODE", "ELECTRON_NO_ATTACH_CONSOLE", "APPDIR", "JPY_SESSION_NAME"]) {
    expect(environment).not.toHaveProperty(name);
  }
});

test("the kernel leads a process group of its own and works in its folder", async () => {
  const { host, client } = await start();
  const { pid } = await host.readKernelFile();
  const end = await client.run("import os; print(os.getpid() == os.getpgid(0) == os.getsid(0), os.getcwd())");
  expect(client.text(end.msgId)).toBe(`True ${path.join(host.root, "work")}\n`);
  expect(client.status?.pid).toBe(pid);
});

test("a working folder that is gone is said, and the home folder used", async () => {
  const { client } = await start({ cwd: "/no/such/folder" });
  const end = await client.run("import os; print(os.getcwd())");
  expect(client.text(end.msgId)).toBe(`${homedir()}\n`);
  expect(
    client
      .life("starting")
      .map((record) => record.sentence)
      .join(),
  ).toContain("/no/such/folder is not there");
});

test("sockets are Unix sockets in their folder; without one, TCP on 127.0.0.1, and that is said", async () => {
  const ipc = await start();
  expect(ipc.host.file.attach.kind).toBe("socket");
  expect(JSON.parse(await readFile(ipc.host.connectionFile, "utf8"))).toMatchObject({ transport: "ipc" });
  expect(ipc.client.life("transport")).toEqual([]);
  const tcp = await start({ sockets: false });
  expect(tcp.host.file.attach.kind).toBe("tcp");
  expect(JSON.parse(await readFile(tcp.host.connectionFile, "utf8"))).toMatchObject({
    transport: "tcp",
    ip: "127.0.0.1",
  });
  expect(tcp.client.life("transport")).toHaveLength(1);
  expect((await tcp.client.run("1")).status).toBe("ok");
});

test("a socket folder that is open to others is not used", async () => {
  const host = await TestHost.prepare();
  hosts.push(host);
  await chmod(path.join(host.root, "sockets"), 0o755);
  await host.launch();
  const client = (await host.attach()).follow();
  await until("the sentence", () => client.life("transport")[0]?.sentence.includes("open to other users"));
  expect(host.file.attach.kind).toBe("tcp");
});

test("a launch file that does not fit ends the host with a sentence", async () => {
  const host = await TestHost.prepare();
  hosts.push(host);
  await writeFile(path.join(host.folder, "launch.json"), '{"session": 5}');
  await expect(host.launch()).rejects.toThrow("launch.json cannot be used");
  expect(await host.exited()).toBe(1);
});

test("a host that is asked to end while it starts its kernel leaves none behind", async () => {
  const host = await TestHost.start();
  hosts.push(host);
  await host.stop();
  expect(await host.exited()).toBe(0);
  expect(await markedPids(host.session)).toEqual([]);
});

test("each host of a session has an epoch of its own, and the routing id stays", async () => {
  const { host } = await start();
  const first = host.file.epoch;
  const routingId = await readFile(path.join(host.folder, "routing-id"), "utf8");
  await host.stop();
  await host.launch();
  expect(host.file.epoch).toBe(first + 1);
  const client = (await host.attach()).follow();
  await client.state("idle");
  expect(await readFile(path.join(host.folder, "routing-id"), "utf8")).toBe(routingId);
  expect((await stat(path.join(host.folder, "raw-stderr"))).mode & 0o777).toBe(0o600);
});
