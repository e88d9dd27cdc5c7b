/** The Jupyter connection file of a session: the same endpoints and key for all its lives. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import path from "node:path";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { PRIVATE_FILE, writeAtomically } from "../door/atomic-write";
import { newKeys } from "../wire/curve";
import { KERNEL_SOCKETS } from "../wire/endpoints";

/** Longest path of a Unix socket that every system takes, in bytes. */
export const MAX_SOCKET_PATH = 103;

/**
 * Chooses endpoints and a key: ipc in `socketFolder` where there is one and the paths are short enough, otherwise
 * TCP on 127.0.0.1.
 * @param shown the kernel's name for other clients
 * @param curve over TCP the kernel encrypts: it gets keys
 */
export async function chooseConnection(
  session: string,
  shown: string,
  socketFolder: string | null,
  curve = false,
): Promise<ConnectionInfo> {
  const shared = {
    key: randomBytes(32).toString("hex"),
    signature_scheme: "hmac-sha256",
    kernel_name: shown,
  } as const;
  const ip = socketFolder === null ? undefined : path.join(socketFolder, `${session}-k`);
  if (ip !== undefined && Buffer.byteLength(`${ip}-5`) <= MAX_SOCKET_PATH) {
    const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
    return { transport: "ipc", ip, ...ports, ...shared };
  }
  const [shell = 0, iopub = 0, stdin = 0, control = 0, hb = 0] = await freePorts(KERNEL_SOCKETS.length);
  const ports = {
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: hb,
  };
  return { transport: "tcp", ip: "127.0.0.1", ...ports, ...shared, ...(curve && newKeys()) };
}

/** Where other Jupyter clients look for the connection file of a session. */
export function connectionFilePath(runtimeFolder: string, session: string): string {
  return path.join(runtimeFolder, `kernel-${session}.json`);
}

/** Writes the connection file, whole at once, and its copy; before each life, because kernels remove the file when they exit. */
export async function writeConnectionFile(
  file: string,
  copy: string,
  connection: ConnectionInfo,
): Promise<void> {
  const text = `${JSON.stringify(connection, undefined, 2)}\n`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const writing = { mode: PRIVATE_FILE, sync: false };
  await writeAtomically(file, text, writing);
  // It is the same in all lives, and a full disk must not keep the next one from starting.
  if ((await readFile(copy, "utf8").catch(() => "")) !== text) await writeAtomically(copy, text, writing);
}

/** Removes the connection file and what the endpoints left in the file system. */
export async function removeConnection(file: string, connection: ConnectionInfo): Promise<void> {
  await rm(file, { force: true });
  await removeEndpoints(connection);
}

/** Removes what the endpoints left in the file system. */
export async function removeEndpoints(connection: ConnectionInfo): Promise<void> {
  if (connection.transport !== "ipc") return;
  const { ip } = connection;
  const numbers = KERNEL_SOCKETS.map((name) => connection[`${name}_port`]);
  // Some kernels join the two as in an address of TCP.
  const names = numbers.flatMap((number) => [`${ip}-${number}`, `${ip}:${number}`]);
  await Promise.all(names.map((name) => rm(name, { force: true })));
}

async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (let i = 0; i < count; i++) {
      const server = createServer();
      servers.push(server);
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
      });
    }
    return servers.map((server) => {
      const address = server.address();
      return typeof address === "object" && address ? address.port : 0;
    });
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}
