/** The attach socket: who is let in, what is refused, and how clients that do not read are borne. */
import { stat } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectTo } from "../../kernel-host/door/attach-opening";
import { randomHex } from "../../preload/contract/challenge";
import { decodeFrame, encodeFrame, FrameReader, type PipeHeader } from "../../preload/contract/frames";
import type { LogRecord } from "../../preload/contract/records";
import { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { until } from "./until";
import { enterWithoutTheKey } from "./without-the-key";

let host: TestHost;
let client: TestClient;

beforeAll(async () => {
  host = await TestHost.start();
  client = (await host.attach()).follow();
  await client.state("idle");
});
afterAll(() => host.dispose());

/** Everything a host says to a stranger that sends `bytes`, until it hangs up. */
async function sayTo(bytes: Uint8Array): Promise<unknown[]> {
  const socket = connectTo(host.file.attach);
  const reader = new FrameReader();
  const heard: unknown[] = [];
  let closed = false;
  socket.on("data", (chunk) => heard.push(...reader.push(chunk).map((frame) => decodeFrame(frame).header)));
  socket.on("error", () => {});
  socket.on("close", () => {
    closed = true;
  });
  socket.write(bytes);
  await until("the host to hang up", () => closed);
  return heard;
}

test("the key opens, a wrong key does not", async () => {
  const stranger = connectTo(host.file.attach);
  await expect(enterWithoutTheKey(stranger)).rejects.toThrow("does not have the session's key");
  await expect(TestClient.attach(host, "careful", randomHex())).rejects.toThrow(
    "the program at the host's socket does not have the session's key",
  );
  const friend = await host.attach("friend");
  expect(friend.closed).toBe(false);
  friend.dispose();
});

test("nothing is answered before hello and proof", async () => {
  const open = { t: "open", session: host.session, name: "log", client: "x", credit: 1000 } as const;
  expect(await sayTo(encodeFrame(1, open))).toMatchObject([{ t: "refused" }]);
  expect(await sayTo(encodeFrame(0, { t: "ping", n: 1 }))).toMatchObject([{ t: "refused" }]);
  expect(await sayTo(encodeFrame(0, { t: "proof", proof: randomHex() }))).toMatchObject([{ t: "refused" }]);
  expect(await sayTo(Buffer.from("GET / HTTP/1.1\r\n\r\n"))).toEqual([]);
  const newer: PipeHeader = { t: "hello", protocol: [99, 100], build: "later", nonce: randomHex() };
  expect(await sayTo(encodeFrame(0, newer))).toMatchObject([
    { t: "refused", reason: expect.stringContaining("versions") },
  ]);
});

test("strangers that say nothing are hung up on, only so many are borne, and friends still get in", async () => {
  const strangers = Array.from({ length: 20 }, () => connectTo(host.file.attach));
  let closed = 0;
  for (const socket of strangers) {
    socket.on("error", () => {});
    socket.on("close", () => closed++);
    socket.resume();
  }
  await until("some to be hung up on at once", () => closed >= 4);
  expect(closed).toBeLessThan(20);
  await until("all of them to be hung up on", () => closed === 20);
  (await host.attach("friend")).dispose();
});

test("the socket and the files are for this user only", async () => {
  if (host.file.attach.kind !== "socket") throw new Error("no Unix socket");
  expect((await stat(host.file.attach.path)).mode & 0o777).toBe(0o600);
  expect((await stat(host.connectionFile)).mode & 0o777).toBe(0o600);
});

test("unknown channels and other sessions are refused by name", async () => {
  const refusal = (request: { session: string; name: string; params?: unknown }) =>
    new Promise((resolve) => {
      client.pipe.open({ client: "test", ...request }).onClose = resolve;
    });
  expect(await refusal({ session: host.session, name: "nonsense" })).toContain('no channel "nonsense"');
  expect(await refusal({ session: "another", name: "log" })).toContain("another session");
  expect(await refusal({ session: host.session, name: "log", params: { from: -1 } })).toContain("parameters");
});

test("a payload that does not fit is refused, logged once, and harms nobody", async () => {
  expect(await client.shell({ type: "no_such_request", id: "unfitting1" })).toMatchObject({
    type: "refused",
  });
  expect(await client.shell({ type: "execute_request", id: "unfitting2", code: 5 })).toMatchObject({
    type: "refused",
    reason: expect.stringContaining("shell"),
  });
  expect((await client.run("print('unharmed')")).status).toBe("ok");
  const lines = (await host.log()).split("\n").filter((line) => line.includes("does not fit"));
  expect(lines).toHaveLength(1);
});

test("a client that breaks the protocol loses its connection, the others keep theirs", async () => {
  const rude = await host.attach("rude");
  rude.socket.write(
    encodeFrame(7, {
      t: "open",
      session: host.session,
      name: "log",
      client: "rude",
      credit: 1,
      params: { epoch: null, from: 0 },
    }),
  );
  rude.socket.write(
    encodeFrame(7, { t: "open", session: host.session, name: "log", client: "rude", credit: 1 }),
  );
  await until("the host to hang up", () => rude.closed);
  expect((await client.run("pass")).status).toBe("ok");
});

test("a client that comes back gets what it has not seen, and only of an epoch that the host knows", async () => {
  await client.run("print('seen')");
  const seen = client.records.at(-1)?.seq ?? 0;
  await client.run("print('unseen')");
  const again = await host.attach("again");
  again.followLog({ epoch: host.file.epoch, from: seen });
  await until("the rest", () => again.records.at(-1)?.seq === client.records.at(-1)?.seq);
  expect(again.attached).toMatchObject({ valid: seen, epoch: host.file.epoch });
  expect(again.records).toEqual(client.records.slice(seen));
  const stranger = await host.attach("of another epoch");
  stranger.followLog({ epoch: host.file.epoch + 1, from: seen });
  await until("all of it", () => stranger.records.length >= client.records.length);
  expect(stranger.attached).toMatchObject({ valid: 0 });
  expect(stranger.records).toEqual(client.records);
  const ahead = await host.attach("ahead");
  ahead.followLog({ epoch: host.file.epoch, from: 1_000_000 });
  await until("the answer", () => ahead.attached);
  expect(ahead.attached?.valid).toBe(client.records.at(-1)?.seq);
});

test("a channel that never reads holds up no other, through a million prints", {
  timeout: 180_000,
}, async () => {
  const stuck = client.open("log", { epoch: null, from: 0 });
  const end = await client.run("for i in range(1_000_000): print(i)", 120_000);
  expect(end.status).toBe("ok");
  expect(client.text(end.msgId)).toBe(Array.from({ length: 1_000_000 }, (_, i) => `${i}\n`).join(""));
  expect(Math.max(...client.of("stream").map((record) => record.text.length))).toBeLessThanOrEqual(64 * 1024);
  // When it reads at last, it has lost nothing.
  const late: LogRecord[] = [];
  stuck.onMessage = ({ json }) => {
    const message = json as { records?: LogRecord[] };
    late.push(...(message.records ?? []));
  };
  await until("the late reader", () => late.at(-1)?.seq === client.records.at(-1)?.seq);
  expect(late).toEqual(client.records);
});
