import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { Router, Subscriber, XPublisher } from "zeromq";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { endpoint } from "./endpoints";
import { encodeMessage, makeMessage } from "./message";
import { KernelSockets } from "./sockets";

/** The kernel's iopub and shell, on sockets of their own. */
async function openKernel() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-sockets-"));
  const [iopub, shell] = [new XPublisher({ linger: 0 }), new Router({ linger: 0 })];
  onTestFinished(async () => {
    iopub.close();
    shell.close();
    await rm(folder, { recursive: true, force: true });
  });
  const connection: ConnectionInfo = {
    ...{
      transport: "ipc",
      ip: path.join(folder, "k"),
      key: "key",
      signature_scheme: "hmac-sha256",
      kernel_name: "k",
    },
    ...{ shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 },
  };
  await iopub.bind(endpoint(connection, "iopub"));
  await shell.bind(endpoint(connection, "shell"));
  return { connection, iopub, shell };
}

it("goes on reading after an error of a socket, and says once that something may be lost", async () => {
  const { connection, iopub, shell } = await openKernel();
  const said: string[] = [];
  const failing = vi.spyOn(Subscriber.prototype, "receive");
  for (let i = 0; i < 3; i++) failing.mockRejectedValueOnce(new Error("Interrupted system call"));
  onTestFinished(() => failing.mockRestore());
  const sockets = new KernelSockets(connection, "client", {
    onIopub: ({ content }) => said.push(`iopub ${content["text"]}`),
    onReply: (socket, { content }) => said.push(`${socket} ${content["text"]}`),
    onReaderBroken: (socket, error) => said.push(`${socket} broke: ${(error as Error).message}`),
    onBad: (socket, error) => said.push(`${socket} bad: ${error.message}`),
    ...{ onHeartbeat: () => {}, onIopubBroken: () => {}, onStdinConnected: () => {} },
  });
  onTestFinished(() => sockets.close());
  const message = (text: string) => encodeMessage(connection.key, makeMessage("kernel", "stream", { text }));
  await iopub.receive();
  await iopub.send([Buffer.from("topic"), ...message("first")] as Buffer[]);
  sockets.send("shell", makeMessage("client", "execute_request", {}));
  const [client] = await shell.receive();
  await shell.send([client, ...message("reply")] as Buffer[]);
  const broke = "iopub broke: Interrupted system call";
  await expect.poll(() => [...said].sort()).toEqual([broke, "iopub first", "shell reply"]);
  expect(failing.mock.calls.length).toBeGreaterThanOrEqual(4);
  failing.mockRejectedValueOnce(new Error("again"));
  await iopub.send([Buffer.from("topic"), ...message("second")] as Buffer[]);
  await expect
    .poll(() => said.filter((words) => words.startsWith("iopub")).slice(2))
    .toEqual(["iopub second", "iopub broke: again"]);
  await iopub.send([Buffer.from("topic"), ...message("third")] as Buffer[]);
  await expect.poll(() => said.at(-1)).toBe("iopub third");
});
