/** Messages that are forged, missing, doubled, late or out of order, between a host and its kernel. */
import { randomUUID } from "node:crypto";
import type { Message } from "../../kernel-host/wire/message";
import { until } from "../process/until";
import type { Fault } from "./fault";
import { MessageProxy } from "./message-proxy";
import { STEADY } from "./producer";
import { check, type Stage } from "./stage";

async function played(stage: Stage) {
  const proxy = await MessageProxy.start(stage);
  return { proxy, host: proxy.host, client: await stage.watch(proxy.host) };
}

/** A message with another id, and what else is changed. */
function altered(message: Message, change: Partial<Message>): Message {
  return { ...message, header: { ...message.header, msg_id: randomUUID() }, ...change };
}

export const messageFaults: readonly Fault[] = [
  {
    kind: "wrong-signatures",
    subset: true,
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      const forge = (frames: Buffer[]) => {
        const start = frames.findIndex((frame) => frame.toString("latin1") === "<IDS|MSG>");
        const signature = frames.map((frame, i) => (i === start + 1 ? Buffer.from("0".repeat(64)) : frame));
        const content = frames.map((frame, i) =>
          i === start + 5 ? Buffer.from('{"name":"stdout","text":"forged\\n"}') : frame,
        );
        const short = frames.slice(0, start + 3);
        return [signature, content, short, frames, [Buffer.from("nothing like a message")]];
      };
      for (const name of ["iopub", "shell", "control"] as const) proxy.filter(name, forge);
      const production = await stage.produce(client, stage.production(3000));
      const records = await stage.settle(host, client, production);
      check(client.life("bad message").length === 1, "the log does not say once that messages were dropped");
      check(!JSON.stringify(records).includes("forged"), "a forged message was believed");
    },
  },
  {
    kind: "reply-never-comes",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      proxy.filter("shell", (frames) =>
        proxy.read(frames).header.msg_type === "execute_reply" ? [] : [frames],
      );
      const production = await stage.produce(client, stage.production(1000));
      const { status } = await client.end(production.parent);
      check(status === "timeout", `the cell without a reply ended as ${status}`);
      proxy.filter("shell");
      await stage.settle(host, client, production, await stage.produce(client, stage.production(500)));
    },
  },
  {
    kind: "idle-never-comes",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      proxy.filter("iopub", (frames) => {
        const { header, content, parent } = proxy.read(frames);
        const idle = header.msg_type === "status" && content["execution_state"] === "idle";
        return idle && parent?.msg_type === "execute_request" ? [] : [frames];
      });
      const production = await stage.produce(client, stage.production(1000));
      const { status } = await client.end(production.parent);
      check(status === "ok", `the cell without an idle ended as ${status}`);
      proxy.filter("iopub");
      await stage.settle(host, client, production, await stage.produce(client, stage.production(500)));
    },
  },
  {
    kind: "no-reply-to-questions",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      const drop = (frames: Buffer[]) =>
        /^(?:complete|inspect|is_complete|history)_reply$/.test(proxy.read(frames).header.msg_type)
          ? []
          : [frames];
      proxy.filter("shell", drop);
      proxy.filter("control", drop);
      const asked = await Promise.all([
        client.shell({ type: "complete_request", code: "pri", cursorPos: 3 }),
        client.shell({ type: "is_complete_request", code: "for i in x:" }),
        client.shell({ type: "history_request", n: 10 }),
      ]);
      check(
        asked.every(({ type }) => type === "busy" || type === "refused"),
        `questions without a reply were answered as ${asked.map(({ type }) => type).join(", ")}`,
      );
      await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
    },
  },
  {
    kind: "replies-come-twice",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      for (const name of ["shell", "control"] as const) proxy.filter(name, (frames) => [frames, frames]);
      proxy.filter("iopub", (frames) =>
        proxy.read(frames).header.msg_type === "status" ? [frames, frames] : [frames],
      );
      const productions = [];
      for (let i = 0; i < 4; i++) productions.push(await stage.produce(client, stage.production(500)));
      await stage.settle(host, client, ...productions);
      const ends = client.of("request_end").map(({ msgId }) => msgId);
      check(new Set(ends).size === ends.length, "a request ended twice");
    },
  },
  {
    kind: "replies-to-unknown-requests",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      const stray = (frames: Buffer[]) => {
        const message = proxy.read(frames);
        const parent = message.parent && { ...message.parent, msg_id: randomUUID() };
        const failed = { status: "error", ename: "Stray", evalue: "", traceback: [], execution_count: 4000 };
        return [
          proxy.write(altered(message, { parent, content: { ...message.content, ...failed } })),
          proxy.write(altered(message, { parent: null })),
          frames,
        ];
      };
      for (const name of ["shell", "control"] as const) proxy.filter(name, stray);
      const first = await stage.produce(client, stage.production(1000));
      const second = await stage.produce(client, stage.production(1000));
      await stage.settle(host, client, first, second);
      const ends = client.of("request_end");
      check(
        ends.length === 2 && ends.every(({ status }) => status === "ok"),
        "a stray reply ended a request",
      );
    },
  },
  {
    kind: "reply-overtakes-output",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      proxy.filter("iopub", async (frames) => {
        await stage.moment(0, 40);
        return [frames];
      });
      const first = await stage.produce(client, stage.production(2000, STEADY));
      const second = await stage.produce(client, stage.production(2000, STEADY));
      await stage.settle(host, client, first, second);
    },
  },
  {
    kind: "heartbeat-late",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      proxy.filter("hb", async (frames) => {
        await stage.moment(200, 1800);
        return [frames];
      });
      const production = await stage.produce(client, stage.production(12_000, STEADY));
      await stage.settle(host, client, production);
      check(
        client.life("unresponsive").length === 0,
        "late heartbeats were taken for an unresponsive kernel",
      );
    },
  },
  {
    kind: "heartbeat-out-of-order",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      const held: Buffer[][] = [];
      proxy.filter("hb", (frames) => {
        held.push(frames);
        return held.length < 2 ? [] : held.splice(0).reverse();
      });
      const production = await stage.produce(client, stage.production(12_000, STEADY));
      await stage.settle(host, client, production);
      check(client.life("unresponsive").length === 0, "heartbeats out of order were taken for none");
    },
  },
  {
    kind: "heartbeat-dropped",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      // A kernel that was never heard to beat is not missed when it does not.
      let beats = 0;
      proxy.filter("hb", (frames) => {
        beats++;
        return [frames];
      });
      await until("two heartbeats", () => beats >= 2);
      proxy.filter("hb", () => []);
      await client.state("unresponsive");
      proxy.filter("hb");
      await client.state("idle");
      check(client.life("responsive").length === 1, "the log does not say that the kernel answers again");
      await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
    },
  },
];
