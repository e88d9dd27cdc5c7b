/** Over TCP any user of the machine can connect to a kernel's sockets: who has not the connection file hears nothing. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as v from "valibot";
import { afterEach, describe, expect, test } from "vitest";
import { curveKeyPair, Dealer, Subscriber } from "zeromq";
import { clientOptions } from "../../kernel-host/wire/curve";
import { endpoint } from "../../kernel-host/wire/endpoints";
import { encodeMessage, makeMessage } from "../../kernel-host/wire/message";
import { type ConnectionInfo, connectionInfo } from "../../preload/contract/connection-info";
import { TestHost } from "./kernel-host-fixture";
import { hostProgram, ipykernel, python } from "./programs";
import { until } from "./until";

const beside = (name: string) => path.join(path.dirname(hostProgram), name);
const kernels = {
  javascript: {
    argv: [process.execPath, beside("javascript-kernel.js"), "{connection_file}"],
    say: "console.log",
  },
  python: { argv: [process.execPath, beside("python-kernel.js"), python, "{connection_file}"], say: "print" },
  ipykernel: { argv: ipykernel, say: "print" },
};
/** Long enough for a socket without keys to hear what it could hear, in ms: the other has heard all by then. */
const LISTEN_MS = 300;

const hosts: TestHost[] = [];
const sockets: (Dealer | Subscriber)[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  for (const host of hosts.splice(0)) await host.dispose();
});

async function start(argv: readonly string[], curve?: true) {
  const host = await TestHost.start({ argv: [...argv], sockets: false, ...(curve && { curve }) });
  hosts.push(host);
  const client = (await host.attach()).follow();
  const connection = v.parse(connectionInfo, JSON.parse(await readFile(host.connectionFile, "utf8")));
  return { host, client, connection };
}

/** Hears a kernel's iopub: what came, as text. */
function listen(connection: ConnectionInfo, options: ReturnType<typeof clientOptions>): { heard: string } {
  const socket = new Subscriber({ linger: 0, ...options });
  sockets.push(socket);
  const ear = { heard: "" };
  socket.connect(endpoint(connection, "iopub"));
  socket.subscribe();
  void (async () => {
    for await (const frames of socket) ear.heard += Buffer.concat(frames).toString();
  })().catch(() => {});
  return ear;
}

/** Another user's own keys, where the kernel's public key is guessed wrong: there is nothing better to try. */
function ownKeys() {
  const { publicKey, secretKey } = curveKeyPair();
  return { curveServerKey: curveKeyPair().publicKey, curvePublicKey: publicKey, curveSecretKey: secretKey };
}

describe.each(Object.entries(kernels))("%s over TCP", (_name, { argv, say }) => {
  test("a subscriber without its keys hears nothing, and one with them all", async () => {
    const { client, connection } = await start(argv, true);
    expect(connection.curve_publickey).toHaveLength(40);
    await client.run("1");
    const ours = listen(connection, clientOptions(connection));
    const strangers = [listen(connection, {}), listen(connection, ownKeys())];
    const end = await until("the subscriber with keys", async () => {
      const { msgId, status } = await client.run(`${say}("a secret " + "word")`);
      return ours.heard.includes("a secret word") && { msgId, status };
    });
    expect(end.status).toBe("ok");
    await pause(LISTEN_MS);
    expect(strangers.map(({ heard }) => heard)).toEqual(["", ""]);
    // Nothing is said of others who could see it.
    expect(client.life("transport")).toEqual([]);
  });

  test("a client without its keys gets no answer, even with the key of the signatures", async () => {
    const { client, connection } = await start(argv, true);
    await client.run("1");
    const ask = async (options: ReturnType<typeof clientOptions>) => {
      const socket = new Dealer({ linger: 0, receiveTimeout: 2_000, ...options });
      sockets.push(socket);
      socket.connect(endpoint(connection, "shell"));
      const request = makeMessage("other", "kernel_info_request", {}, { msgId: crypto.randomUUID() });
      await socket.send(encodeMessage(connection.key, request) as Buffer[]);
      return socket.receive().then(
        () => "answered",
        () => "silent",
      );
    };
    expect(await ask(clientOptions(connection))).toBe("answered");
    expect(await ask({})).toBe("silent");
  });
});

test("a kernel that cannot encrypt is named as open", async () => {
  const { client, connection } = await start(ipykernel);
  expect(connection).not.toHaveProperty("curve_publickey");
  await client.run("1");
  const stranger = listen(connection, {});
  await until("the stranger", async () => {
    await client.run('print("for everybody")');
    return stranger.heard.includes("for everybody");
  });
  expect(client.life("transport").map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining("other users of this machine can see its output"),
  ]);
});

test("one that says it encrypts, and cannot, is started again without, and named as open", async () => {
  const cannot =
    "import json, sys\nif 'curve_publickey' in json.load(open(sys.argv[1])): sys.exit('zmq was built without libsodium: CURVE is not available')\n" +
    "from ipykernel import kernelapp as app\napp.launch_new_instance(argv=['-f', sys.argv[1]])";
  const { client } = await start([python, "-Xfrozen_modules=off", "-c", cannot, "{connection_file}"], true);
  expect((await client.run("1")).status).toBe("ok");
  const said = [...client.life("starting"), ...client.life("died"), ...client.life("transport")];
  expect(said.map(({ sentence }) => sentence).join()).toContain("could not encrypt what it says");
});
