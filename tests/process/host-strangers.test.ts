/** Other users of the machine, at a host's socket and in its folder. Needs to be two users: only root can be. */
import { execFile } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { TestHost } from "./kernel-host-fixture";
import { until } from "./until";

const NOBODY = 65534;

/** What another user's program gets from the address: the error's code, or "open", and then what was answered. */
async function knock(host: TestHost): Promise<string> {
  const { attach } = host.file;
  const where = attach.kind === "socket" ? { path: attach.path } : { host: "127.0.0.1", port: attach.port };
  const program = `
    const socket = require("net").connect(${JSON.stringify(where)});
    let said = "open ";
    socket.on("error", (error) => { console.log(error.code); process.exit(); });
    socket.on("connect", () => socket.write(Buffer.alloc(64, 255)));
    socket.on("data", (bytes) => { said += bytes.length; });
    socket.on("close", () => console.log(said));`;
  const as = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"];
  const { stdout } = await promisify(execFile)("setpriv", [...as, process.execPath, "-e", program]);
  return stdout.trim();
}

describe.skipIf(process.platform !== "linux" || process.getuid?.() !== 0)("another user", () => {
  test("does not reach the sockets, nor see the files", async () => {
    const host = await TestHost.start();
    try {
      expect(await knock(host)).toBe("EACCES");
      for (const name of ["launch.json", "key", "host.json", "kernel.json", "connection.json", "log"]) {
        const file = path.join(host.folder, name);
        const { mode } = await until(name, () => stat(file).catch(() => undefined));
        expect([name, mode & 0o077]).toEqual([name, 0]);
      }
    } finally {
      await host.dispose();
    }
  });

  test("who reaches the port where there are only ports is turned away without a word", async () => {
    const host = await TestHost.start({ sockets: false });
    try {
      expect(await knock(host)).toMatch(/^open ?$/);
      await (await host.attach()).follow().state("idle");
    } finally {
      await host.dispose();
    }
  });

  test("whose folder it is gets no host of ours", async () => {
    const host = await TestHost.prepare();
    try {
      await chown(host.folder, NOBODY, NOBODY);
      await expect(host.launch()).rejects.toThrow("belongs to another user");
      expect(await host.exited()).toBe(1);
    } finally {
      await host.dispose();
    }
  });
});
