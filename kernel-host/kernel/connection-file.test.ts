import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endpoint } from "../wire/endpoints";
import {
  chooseConnection,
  connectionFilePath,
  MAX_SOCKET_PATH,
  removeConnection,
  writeConnectionFile,
} from "./connection-file";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-connection-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("ipc where there is a folder for it, named as Jupyter names such endpoints", async () => {
  const connection = await chooseConnection("s1", "Python 3", folder);
  expect(connection).toMatchObject({ transport: "ipc", ip: `${folder}/s1-k`, kernel_name: "Python 3" });
  expect(endpoint(connection, "shell")).toBe(`ipc://${folder}/s1-k-1`);
  expect(endpoint(connection, "hb")).toBe(`ipc://${folder}/s1-k-5`);
});

test("TCP with five ports of its own where there is none, or its paths are too long", async () => {
  const longest = "x".repeat(MAX_SOCKET_PATH - `${folder}/-k-5`.length);
  expect((await chooseConnection(longest, "k", folder)).transport).toBe("ipc");
  expect((await chooseConnection(`${longest}x`, "k", folder)).transport).toBe("tcp");
  const tcp = await chooseConnection("s1", "k", null);
  expect(tcp).toMatchObject({ transport: "tcp", ip: "127.0.0.1" });
  const ports = [tcp.shell_port, tcp.iopub_port, tcp.stdin_port, tcp.control_port, tcp.hb_port];
  expect(new Set(ports).size).toBe(5);
  expect(endpoint(tcp, "iopub")).toBe(`tcp://127.0.0.1:${tcp.iopub_port}`);
});

test("every session has a key of its own", async () => {
  const [one, other] = await Promise.all([
    chooseConnection("a", "k", folder),
    chooseConnection("b", "k", folder),
  ]);
  expect(one.key).toMatch(/^[0-9a-f]{64}$/);
  expect(one.key).not.toBe(other.key);
});

test("file and copy are for this user only, are written again, and go with the endpoints", async () => {
  const connection = await chooseConnection("s1", "k", folder);
  const file = connectionFilePath(path.join(folder, "runtime"), "s1");
  const copy = path.join(folder, "connection.json");
  await writeConnectionFile(file, copy, connection);
  await rm(file);
  await writeConnectionFile(file, copy, connection);
  for (const written of [file, copy]) {
    expect(JSON.parse(await readFile(written, "utf8"))).toEqual(connection);
    expect((await stat(written)).mode & 0o777).toBe(0o600);
  }
  await writeFile(`${connection.ip}-3`, "");
  await removeConnection(file, connection);
  expect([file, `${connection.ip}-3`].map((name) => existsSync(name))).toEqual([false, false]);
  expect(existsSync(copy)).toBe(true);
});

test("whoever looks while the file is written again sees all of it", async () => {
  const connection = await chooseConnection("s1", "k", folder);
  const file = connectionFilePath(path.join(folder, "runtime"), "s1");
  const write = () => writeConnectionFile(file, path.join(folder, "copy"), connection);
  await write();
  const whole = await readFile(file, "utf8");
  let writing = true;
  const written = (async () => {
    for (let i = 0; i < 100; i++) await write();
    writing = false;
  })();
  while (writing) {
    expect(readFileSync(file, "utf8")).toBe(whole);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await written;
});
