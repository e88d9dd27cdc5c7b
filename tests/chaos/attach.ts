/** Bad clients at a host's attach socket, with a good one beside them that must notice nothing. */
import type { Socket } from "node:net";
import { connectTo } from "../../kernel-host/door/attach-opening";
import type { Channel } from "../../preload/contract/channel-pipe";
import { encodeFrame } from "../../preload/contract/frames";
import type { TestHost } from "../process/kernel-host-fixture";
import { until } from "../process/until";
import { enterWithoutTheKey } from "../process/without-the-key";
import type { Fault } from "./fault";
import { STEADY } from "./producer";
import { check, memoryOf, type Stage } from "./stage";

const MIB = 1024 * 1024;

/** A connection that has proven nothing. */
function stranger(stage: Stage, host: TestHost): Socket {
  const socket = connectTo(host.file.attach);
  socket.on("error", () => {});
  stage.defer(() => socket.destroy());
  return socket;
}

const closed = (socket: Socket) =>
  until("the end of a bad connection", () => socket.destroyed || socket.readableEnded);

/** Plays `bad` while a production runs; the host must not have grown much by it. */
function beside(kind: string, bad: (stage: Stage, host: TestHost) => Promise<void>, subset = false): Fault {
  return {
    kind,
    ...(subset ? { subset: true as const } : {}),
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const before = (await memoryOf(host.file.pid)).now;
      const production = await stage.produce(client, stage.production(4000, STEADY));
      await bad(stage, host);
      await stage.settle(host, client, production);
      const grown = (await memoryOf(host.file.pid)).now - before;
      check(grown < 128 * MIB, `the host grew by ${Math.round(grown / MIB)} MiB`);
      // Whoever comes after all this is served.
      const late = (await host.attach("after")).follow();
      await late.state("idle");
    },
  };
}

/** A frame's first bytes: its announced length, channel and header length. */
function announced(length: number, channel = 1, head = 2): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length);
  view.setUint16(4, channel);
  view.setUint16(6, head);
  return bytes;
}

export const attachFaults: readonly Fault[] = [
  beside("storm-of-silent-connections", async (stage, host) => {
    const sockets = Array.from({ length: 300 }, () => stranger(stage, host));
    await stage.moment(100, 1500);
    for (const socket of sockets) socket.destroy();
  }),
  beside("storm-of-clients", async (stage, host) => {
    const key = await host.key();
    for (let wave = 0; wave < 6; wave++) {
      await Promise.all(
        Array.from({ length: 12 }, async (_, i) => {
          const client = await host.attach(`storm ${wave} ${i}`);
          client.follow();
          await until("an answer", () => client.attached);
          client.dispose();
        }),
      );
    }
    check(key.length === 64, "the key has changed");
  }),
  beside(
    "wrong-tokens",
    async (stage, host) => {
      for (let i = 0; i < 20; i++) {
        const socket = stranger(stage, host);
        const refusal = await enterWithoutTheKey(socket).then(
          () => "it was let in",
          (error: Error) => error.message,
        );
        check(/proof is wrong/.test(refusal), `a client with a wrong key: ${refusal}`);
        await closed(socket);
      }
    },
    true,
  ),
  beside("strangers-that-send-garbage", async (stage, host) => {
    for (let i = 0; i < 12; i++) {
      const socket = stranger(stage, host);
      socket.write(stage.random.bytes(stage.random.int(8, 5000)));
      socket.end();
      await closed(socket);
    }
  }),
  beside(
    "frames-of-4-gigabytes",
    async (stage, host) => {
      const outside = stranger(stage, host);
      outside.write(announced(2 ** 32 - 1, 0));
      await closed(outside);
      const inside = await host.attach("liar");
      inside.socket.write(announced(2 ** 32 - 1));
      await closed(inside.socket);
      const parts = await host.attach("liar about parts");
      const broken = parts.open("shell");
      parts.socket.write(encodeFrame(1, { t: "data", parts: [2 ** 40], more: true }, new Uint8Array(1000)));
      await until("the end of a broken channel", () => broken.closed);
      check(!parts.closed, "a broken channel ended the connection");
      parts.dispose();
    },
    true,
  ),
  beside("frames-that-contradict-themselves", async (stage, host) => {
    const bad = [
      announced(8, 1, 5000),
      announced(2, 1, 0),
      encodeFrame(1, { t: "data", parts: [5], more: true }, new Uint8Array(6)),
      encodeFrame(1, { t: "data" }, new Uint8Array(6)),
      encodeFrame(1, { t: "data", parts: [2] }, new Uint8Array([0xff, 0xfe])),
      encodeFrame(1, { t: "open", session: host.session, name: "log", client: "x", credit: 5 }),
    ];
    for (const frame of bad) {
      const client = await host.attach("liar");
      client.open("shell");
      client.socket.write(frame);
      client.socket.end();
      await closed(client.socket);
    }
  }),
  beside("clients-that-die-in-mid-frame", async (stage, host) => {
    for (let i = 0; i < 15; i++) {
      const client = await host.attach(`dies ${i}`);
      client.follow();
      const frame = encodeFrame(9, {
        t: "open",
        session: host.session,
        name: "shell",
        client: "x",
        credit: 1000,
      });
      client.socket.write(frame.subarray(0, stage.random.int(1, frame.length - 1)));
      if (stage.random.next() < 0.5) client.socket.destroy();
      else client.socket.end();
      await closed(client.socket);
    }
  }),
  {
    kind: "lying-acknowledgements",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      // What a flood costs a host that nobody lies to, its heap as much as its buffers, is no part of what is asked.
      const flood = stage.production(450_000, { filling: 200 });
      const honest = await stage.produce(client, flood);
      await client.end(honest.parent);
      const before = (await memoryOf(host.file.pid)).most;
      const liar = await host.attach("liar");
      const channel: Channel = liar.open("log", { epoch: null, from: 0 });
      channel.onMessage = () => {};
      await until("the channel", () => !channel.closed);
      // As if it had used gigabytes of what it was never sent; and it reads nothing.
      for (let i = 0; i < 50; i++)
        liar.socket.write(encodeFrame(channel.id, { t: "credit", bytes: 2 ** 31 }));
      liar.socket.pause();
      const production = await stage.produce(client, stage.production(450_000, { filling: 200 }));
      await client.end(production.parent);
      const grown = (await memoryOf(host.file.pid)).most - before;
      await stage.settle(host, client, honest, production);
      check(grown < 64 * MIB, `the host grew by ${Math.round(grown / MIB)} MiB for a client that lies`);
    },
  },
  beside("attach-from-anywhere", async (stage, host) => {
    const epoch = host.file.epoch;
    const ask = async (params: unknown) => {
      const client = await host.attach("anywhere");
      const channel = client.open("log", params);
      let refused: string | undefined;
      let valid: number | undefined;
      channel.onClose = (error) => {
        refused = error ?? "";
      };
      channel.onMessage = ({ json }) => {
        valid ??= (json as { valid?: number }).valid;
      };
      await until(
        `an answer to ${JSON.stringify(params)}`,
        () => refused !== undefined || valid !== undefined,
      );
      const answer = refused ?? (valid as number);
      client.dispose();
      return answer;
    };
    for (const from of [-1, 1.5, "7", null, { $gt: 0 }]) {
      const answer = await ask({ epoch, from });
      check(
        typeof answer === "string" && /do not fit/.test(answer),
        `from ${String(from)} was answered ${answer}`,
      );
    }
    for (const params of [undefined, null, [], 5, { epoch: "x", from: 0 }, { epoch: -1, from: 0 }]) {
      const answer = await ask(params);
      check(typeof answer === "string", `${JSON.stringify(params)} was answered ${answer}`);
    }
    const beyond = await ask({ epoch, from: Number.MAX_SAFE_INTEGER });
    check(typeof beyond === "number" && beyond < 1e6, `beyond the end: ${beyond}`);
    check((await ask({ epoch: epoch + 5, from: 3 })) === 0, "an epoch that never was is believed");
    check((await ask({ epoch, from: stage.random.int(0, 3) })) !== undefined, "no answer");
  }),
  beside("a-flood-of-channels", async (_stage, host) => {
    const client = await host.attach("greedy");
    let refused = 0;
    for (let i = 0; i < 1100; i++) {
      client.open("status").onClose = () => {
        refused++;
      };
    }
    await until("refusals", () => refused >= 1100 - 1024);
    client.dispose();
  }),
];
