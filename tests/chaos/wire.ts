/** What a bad connection does, between a host and its kernel. */
import { ByteProxy, type Treatment } from "./byte-proxy";
import type { KernelSocket } from "./connection";
import type { Fault } from "./fault";
import { STEADY } from "./producer";
import { check, type Stage } from "./stage";

/** What a cut of iopub may cost, and has to be named. */
const GAPS = ["output may be missing"] as const;

async function played(stage: Stage, options: { sockets?: boolean } = {}) {
  const proxy = await ByteProxy.start(stage, options);
  return { proxy, host: proxy.host, client: await stage.watch(proxy.host) };
}

/** Cuts a connection again and again while a cell prints. */
function cuts(
  kind: string,
  name: KernelSocket,
  treatment: Treatment["kind"],
  { sockets = true, subset = false, lines = 6000, times = 3 } = {},
): Fault {
  return {
    kind,
    ...(subset ? { subset: true as const } : {}),
    run: async (stage) => {
      const { proxy, host, client } = await played(stage, { sockets });
      const production = await stage.produce(client, stage.production(lines, STEADY));
      await stage.seen(client, production, stage.random.int(0, 500));
      for (let i = 1; i <= times; i++) {
        proxy.treat(name, { kind: treatment } as Treatment);
        await proxy.wereCut(i);
        await stage.moment(100, 400);
      }
      await client.end(production.parent);
      const after = await stage.produce(client, stage.production(500));
      await stage.settle(host, client, { ...production, gaps: GAPS }, after);
    },
  };
}

export const wireFaults: readonly Fault[] = [
  cuts("iopub-cut-in-mid-frame", "iopub", "cut in mid-frame", { subset: true }),
  cuts("iopub-cut-in-mid-frame-over-tcp", "iopub", "cut in mid-frame", { sockets: false }),
  cuts("iopub-half-a-multipart-message", "iopub", "cut in mid-message"),
  cuts("control-cut-in-mid-frame", "control", "cut in mid-frame", { lines: 20_000, times: 2 }),
  cuts("heartbeat-cut-in-mid-frame", "hb", "cut in mid-frame", { lines: 16_000, times: 2 }),
  {
    kind: "shell-half-a-multipart-reply",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      const production = await stage.produce(client, stage.production(2000, STEADY));
      await stage.seen(client, production, 100);
      proxy.treat("shell", { kind: "cut in mid-message" });
      const end = await client.end(production.parent);
      check(end.status === "timeout" || end.status === "ok", `the cell ended as ${end.status}`);
      const after = await stage.produce(client, stage.production(500));
      await stage.settle(host, client, production, after);
    },
  },
  {
    kind: "shell-cut-while-a-cell-runs",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      const production = await stage.produce(client, stage.production(3000, STEADY));
      await stage.seen(client, production, stage.random.int(0, 1500));
      proxy.cut("shell");
      const after = await stage.produce(client, stage.production(500));
      await stage.settle(host, client, production, after);
    },
  },
  {
    kind: "stdin-cut-while-asked",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      const asking = await client.send("print('got ' + input('? '))");
      await client.state("waiting for input");
      proxy.cut("stdin");
      await stage.moment(100, 400);
      const prompt = client.prompts.at(-1);
      check(prompt?.kind === "input", `no question is pending but ${prompt?.kind}`);
      await client.shell({ type: "input_reply", requestId: prompt.requestId, value: "an answer" });
      check((await client.end(asking)).status === "ok", "the cell that asked did not end well");
      check(client.text(asking).includes("got an answer"), "the answer did not arrive");
      await stage.settle(host, client, await stage.produce(client, stage.production(500)));
    },
  },
  {
    kind: "all-sockets-cut-at-random",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage, { sockets: stage.random.next() < 0.5 });
      const production = await stage.produce(client, stage.production(6000, STEADY));
      await stage.seen(client, production, 50);
      for (let i = 0; i < 6; i++) {
        proxy.cut(stage.random.pick([undefined, "iopub", "shell", "control", "stdin", "hb"] as const));
        await stage.moment(50, 300);
      }
      await client.end(production.parent);
      const after = await stage.produce(client, stage.production(500));
      await stage.settle(host, client, { ...production, gaps: GAPS }, after);
    },
  },
  {
    kind: "bytes-arrive-in-crumbs",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      for (const name of ["iopub", "shell", "control", "hb"] as const) {
        proxy.treat(name, { kind: "crumbs", bytes: stage.random.int(3, 40) });
      }
      const production = await stage.produce(client, stage.production(3000));
      await stage.settle(host, client, production);
    },
  },
  {
    kind: "iopub-late",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage);
      proxy.treat("iopub", { kind: "late", low: 100, high: 400 });
      const first = await stage.produce(client, stage.production(4000));
      const second = await stage.produce(client, stage.production(4000));
      await stage.settle(host, client, first, second);
      check(client.life("unresponsive").length === 0, "a slow wire was taken for an unresponsive kernel");
    },
  },
  {
    kind: "connection-frozen",
    run: async (stage) => {
      const { proxy, host, client } = await played(stage, { sockets: false });
      const production = await stage.produce(client, stage.production(4000, STEADY));
      await stage.seen(client, production, 100);
      for (const name of ["iopub", "shell", "control", "hb"] as const) {
        proxy.treat(name, { kind: "late", low: 1500, high: 1500 });
      }
      await proxy.wereLate(1);
      for (const name of ["iopub", "shell", "control", "hb"] as const) proxy.treat(name, { kind: "pass" });
      await stage.settle(host, client, production);
    },
  },
];
