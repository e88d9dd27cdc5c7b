/** Hosts that die and are followed by others, and what they find when they come. */
import { spawn } from "node:child_process";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { LogRecord } from "../../preload/contract/records";
import type { TestClient } from "../process/attached-client";
import type { TestHost } from "../process/kernel-host-fixture";
import { isAlive } from "../process/processes";
import { hostProgram } from "../process/programs";
import { until } from "../process/until";
import type { Fault } from "./fault";
import type { Expected } from "./producer";
import { STEADY } from "./producer";
import { check, type Stage } from "./stage";

const GAPS = ["host replaced"] as const;
/** Exit code of a host that finds another one on its session. */
const TAKEN = 3;

/** Kills the host and starts another; resolves with a client that follows it from the beginning. */
async function replaced(stage: Stage, host: TestHost, restMs = 300): Promise<TestClient> {
  await host.kill();
  await stage.moment(0, restMs);
  await host.launch();
  return (await host.attach("next")).follow();
}

/** The new host's log has all that the earlier clients were shown, and every production but for the named gaps. */
async function settled(
  stage: Stage,
  host: TestHost,
  clients: readonly TestClient[],
  expected: readonly Expected[],
): Promise<LogRecord[]> {
  const last = clients.at(-1) as TestClient;
  for (const { parent } of expected) await last.end(parent);
  const records = await stage.replay(host, ...clients);
  for (const each of expected) stage.count(records, { ...each, gaps: GAPS });
  const gaps = last.life("host replaced").length;
  check(gaps === clients.length - 1, `${gaps} gaps are named for ${clients.length - 1} hosts that died`);
  return records;
}

/** Starts a host on any folder and resolves with its exit code, or with undefined when it serves. */
async function tryHost(
  stage: Stage,
  folder: string,
): Promise<{ code: number | null | undefined; words: string }> {
  await rm(path.join(folder, "host.json"), { force: true });
  const program = process.env.TANDEM_TEST_ELECTRON ?? process.execPath;
  const child = spawn(program, [hostProgram, folder], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    words += text;
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  stage.defer(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  await until("the host to serve or to end", async () => {
    if (child.exitCode !== null) return true;
    const said = await readFile(path.join(folder, "host.json"), "utf8").catch(() => "{}");
    return JSON.parse(said).pid === child.pid;
  });
  return { code: child.exitCode ?? undefined, words };
}

export const adoptionFaults: readonly Fault[] = [
  {
    kind: "host-killed-in-mid-output",
    subset: true,
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(16_000, 50, 3000);
      const next = await replaced(stage, host);
      await settled(stage, host, [client, next], [production]);
      check((await next.end(production.parent)).status === "ok", "the cell did not end well");
      await stage.settle(host, next, await stage.produce(next, stage.production(500)));
    },
  },
  {
    kind: "host-killed-while-idle",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(2000));
      await client.end(production.parent);
      await client.state("idle");
      const next = await replaced(stage, host);
      await next.state("idle");
      const after = await stage.produce(next, stage.production(500));
      await settled(stage, host, [client, next], [production, after]);
      check(stage.cost.gap === 0, "output was lost although none came");
    },
  },
  {
    kind: "hosts-killed-one-after-another",
    run: async (stage) => {
      const host = await stage.host();
      const clients = [await stage.watch(host)];
      const production = await stage.produce(clients[0] as TestClient, stage.production(30_000, STEADY));
      await stage.seen(clients[0] as TestClient, production, 100);
      for (let i = 0; i < 3; i++) {
        const next = await replaced(stage, host);
        await next.lifeEvent("host replaced");
        clients.push(next);
        await until("the next gap", () => next.life("host replaced").length === i + 1);
        await stage.moment(100, 700);
      }
      await settled(stage, host, clients, [production]);
    },
  },
  {
    kind: "host-killed-at-its-kernels-start",
    run: async (stage) => {
      const host = await stage.host();
      const client = (await host.attach("watcher")).follow();
      await until("the kernel's process", () => host.readKernelFile().catch(() => undefined));
      await stage.moment(0, 500);
      const next = await replaced(stage, host, 50);
      await next.state("idle");
      const production = await stage.produce(next, stage.production(1000));
      await next.end(production.parent);
      const records = await stage.replay(host, client, next);
      stage.count(records, production);
    },
  },
  ...(["host first", "kernel first"] as const).map(
    (order): Fault => ({
      kind: `host-and-kernel-killed-${order.replace(" ", "-")}`,
      run: async (stage) => {
        const { host, client, production } = await stage.inMidOutput(16_000, 50, 3000);
        const { pid } = await host.readKernelFile();
        if (order === "kernel first") process.kill(pid, "SIGKILL");
        await host.kill();
        if (order === "host first") process.kill(pid, "SIGKILL");
        await until("the kernel's end", () => !isAlive(pid));
        await host.launch({ mode: "--adopt" });
        const next = (await host.attach("next")).follow();
        await next.state("dead");
        await next.end(production.parent);
        const records = await stage.replay(host, client, next);
        stage.count(records, { ...production, end: "killed" });
        await next.control("restart");
        await next.state("idle");
        await stage.settle(host, next, await stage.produce(next, stage.production(500)));
      },
    }),
  ),
  {
    kind: "host-killed-kernel-stopped",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(16_000, 50, 2000);
      const { pid } = await host.readKernelFile();
      process.kill(pid, "SIGSTOP");
      const next = await replaced(stage, host);
      await until("a state", () => next.status);
      process.kill(pid, "SIGCONT");
      await settled(stage, host, [client, next], [production]);
    },
  },
  {
    kind: "host-killed-while-asked",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(1000));
      const asking = await client.send("print('got ' + input('what? '))");
      await client.state("waiting for input");
      const next = await replaced(stage, host);
      await next.state("waiting for input");
      const prompt = await until("the question", () => {
        const shown = next.prompts.at(-1);
        return shown?.kind === "input" && shown;
      });
      await next.shell({ type: "input_reply", requestId: prompt.requestId, value: "an answer" });
      await next.end(asking);
      check(next.text(asking).includes("got an answer"), "the answer did not arrive");
      await settled(stage, host, [client, next], [production]);
    },
  },
  {
    kind: "host-killed-with-requests-queued",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const productions = [];
      for (let i = 0; i < 4; i++)
        productions.push(await stage.produce(client, stage.production(4000, STEADY)));
      await stage.seen(client, productions[0] as Expected, stage.random.int(50, 1000));
      const next = await replaced(stage, host, 50);
      await settled(stage, host, [client, next], productions);
      check(
        next.of("request_sent").length === 4,
        `${next.of("request_sent").length} requests were sent of 4`,
      );
    },
  },
  {
    kind: "several-hosts-at-once",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(16_000, 100);
      const early = await Promise.all([tryHost(stage, host.folder), tryHost(stage, host.folder)]);
      check(
        early.every(({ code }) => code === TAKEN),
        `beside a living host others ended with ${early.map(({ code }) => code).join(", ")}: ${early[0]?.words}`,
      );
      check(!client.closed, "the living host was disturbed");
      await stage.settle(host, client, production);
    },
  },
  {
    kind: "a-copied-session-folder",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(8000, 100);
      const copy = path.join(host.root, "copy");
      await cp(host.folder, copy, { recursive: true });
      const tried = await tryHost(stage, copy);
      check(
        tried.code !== undefined && tried.code !== 0,
        `a host serves a copy beside the original: ${tried.words}`,
      );
      await stage.settle(host, client, production);
    },
  },
  {
    kind: "a-half-deleted-session-folder",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(2000));
      await client.end(production.parent);
      const { pid } = await host.readKernelFile();
      await host.kill();
      process.kill(pid, "SIGKILL");
      const names = await readdir(host.folder);
      for (let i = 0; i < 5; i++) {
        const copy = path.join(host.root, `half ${i}`);
        await cp(host.folder, copy, { recursive: true });
        const gone = names.filter(() => stage.random.next() < 0.4);
        for (const name of gone) await rm(path.join(copy, name), { recursive: true });
        if (stage.random.next() < 0.5)
          await writeFile(
            path.join(copy, stage.random.pick(names.filter((name) => name !== "log"))),
            "{ torn",
          );
        const { code, words } = await tryHost(stage, copy);
        check(
          code === undefined || (code !== 0 && words.trim() !== ""),
          `without ${gone.join(", ")} the host ended with ${code} and the words ${words}`,
        );
        check(!/TypeError|unexpected:|ReferenceError/.test(words), `without ${gone.join(", ")}: ${words}`);
      }
      await host.launch({ mode: "--adopt" });
      stage.count(await stage.replay(host, client), production);
    },
  },
];
