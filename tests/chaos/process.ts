/** Kills and stops of each process, at random moments and in pairs. */
import { ESCALATION } from "../../preload/contract/limits";
import { isAlive, markedPids } from "../process/processes";
import { until } from "../process/until";
import type { Fault } from "./fault";
import { STEADY } from "./producer";
import { check } from "./stage";

export const processFaults: readonly Fault[] = [
  ...(["SIGKILL", "SIGTERM", "SIGSEGV", "SIGABRT"] as const).map(
    (signal): Fault => ({
      kind: `kernel-${signal.toLowerCase()}`,
      ...(signal === "SIGKILL" ? { subset: true as const } : {}),
      run: async (stage) => {
        const { host, client, production } = await stage.inMidOutput(8000, 0, 3000);
        process.kill((await host.readKernelFile()).pid, signal);
        const dead = await client.state("dead");
        check(
          dead.exit?.signal === signal || dead.exit?.code !== null,
          `the exit is not told: ${JSON.stringify(dead)}`,
        );
        await stage.settle(host, client, { ...production, end: "killed" });
        await client.control("restart");
        await client.state("idle");
        await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
      },
    }),
  ),
  {
    kind: "kernel-exits-in-mid-line",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(3000));
      const end = await client.send(
        "import os, sys; sys.stdout.write('half a li'); sys.stdout.flush(); os._exit(7)",
      );
      const { exit } = await client.state("dead");
      check(exit?.code === 7, `exit code ${exit?.code} instead of 7`);
      check((await client.end(end)).status === "kernel died", "the request did not end with its kernel");
      await stage.settle(host, client, production);
    },
  },
  {
    kind: "kernel-killed-at-start",
    run: async (stage) => {
      const host = await stage.host();
      const client = (await host.attach("watcher")).follow();
      const early = await client.send("print('never')");
      const { pid } = await until("the kernel's process", () => host.readKernelFile().catch(() => undefined));
      await stage.moment(0, 400);
      process.kill(pid, "SIGKILL");
      await client.state("dead");
      const { status } = await client.end(early);
      // A kernel that was ready before the signal struck has begun with it, or even run it; else it never began.
      check(["aborted", "kernel died", "ok"].includes(status), `the early request ended as ${status}`);
      await client.control("restart");
      await client.state("idle");
      await stage.settle(host, client, await stage.produce(client, stage.production(2000)));
    },
  },
  {
    kind: "kernel-stopped-and-continued",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(6000, 100, 2000);
      const { pid } = await host.readKernelFile();
      process.kill(pid, "SIGSTOP");
      await client.state("unresponsive");
      process.kill(pid, "SIGCONT");
      await until("an answer of the kernel", () => client.life("responsive").length > 0);
      await stage.settle(host, client, production);
    },
  },
  {
    kind: "kernel-stutters",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(10_000, STEADY));
      const { pid } = await host.readKernelFile();
      for (let i = 0; i < 15; i++) {
        process.kill(pid, "SIGSTOP");
        await stage.moment(10, 150);
        process.kill(pid, "SIGCONT");
        await stage.moment(10, 100);
      }
      await stage.settle(host, client, production);
    },
  },
  {
    kind: "kernel-stopped-then-killed",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(8000, 100, 3000);
      const { pid } = await host.readKernelFile();
      process.kill(pid, "SIGSTOP");
      await stage.moment(50, 500);
      process.kill(pid, "SIGKILL");
      await client.state("dead");
      await stage.settle(host, client, { ...production, end: "killed" });
    },
  },
  {
    kind: "host-stopped-and-continued",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(8000, 100, 2000);
      host.process.kill("SIGSTOP");
      await stage.moment(700, 2500);
      host.process.kill("SIGCONT");
      const records = await stage.settle(host, client, { ...production, gaps: ["output may be missing"] });
      check(
        records.some((record) => record.kind === "life" && record.event === "output may be missing"),
        "the log does not say that the host was stopped",
      );
      check(client.life("unresponsive").length === 0, "a stopped host took its kernel for unresponsive");
    },
  },
  {
    kind: "host-and-kernel-stopped-in-turn",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(10_000, STEADY));
      const pids = [(await host.readKernelFile()).pid, host.process.pid as number];
      for (let i = 0; i < 6; i++) {
        const [first, second] = stage.random.next() < 0.5 ? pids : [...pids].reverse();
        process.kill(first as number, "SIGSTOP");
        await stage.moment(0, 300);
        process.kill(second as number, "SIGSTOP");
        await stage.moment(50, 600);
        process.kill(stage.random.pick(pids), "SIGCONT");
        await stage.moment(0, 100);
        for (const pid of pids) process.kill(pid, "SIGCONT");
        await stage.moment(0, 100);
      }
      await stage.settle(host, client, { ...production, gaps: ["output may be missing"] });
    },
  },
  {
    kind: "host-asked-to-end-in-mid-output",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(100_000, 100, 2000);
      host.process.kill("SIGTERM");
      check((await host.exited()) === 0, "the host did not end with code 0");
      // What it had been told before the end is what a later client is told.
      await until("the end of the connection", () => client.closed);
      stage.count(client.records, { ...production, end: "killed" });
    },
  },
  {
    kind: "restarts-in-mid-output",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      for (let i = 0; i < 3; i++) {
        const production = await stage.produce(client, stage.production(50_000, STEADY));
        await stage.seen(client, production, stage.random.int(50, 1500));
        const answer = await client.control("restart");
        check(answer.type === "done", `the restart was refused: ${JSON.stringify(answer)}`);
        await client.state("idle");
        await stage.settle(host, client, { ...production, end: "killed" });
      }
      await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
    },
  },
  {
    kind: "kernel-killed-during-restart",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const { pid } = await host.readKernelFile();
      const production = await stage.produce(client, stage.production(50_000, STEADY));
      await stage.seen(client, production, 100);
      const restarted = client.control("restart");
      await stage.moment(0, 600);
      if (isAlive(pid)) process.kill(pid, "SIGKILL");
      await restarted;
      await client.state("idle");
      await stage.settle(host, client, { ...production, end: "killed" });
      await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
    },
  },
  {
    kind: "interrupt-into-a-flood",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(50_000_000));
      await stage.seen(client, production, 20_000);
      const from = performance.now();
      await client.control("interrupt");
      const end = await client.end(production.parent);
      const ms = performance.now() - from;
      check(end.status === "error", `the interrupted cell ended as ${end.status}`);
      check(ms < 5000, `the interrupt took ${Math.round(ms)} ms`);
      // The lines stop where the interrupt struck; all before it must be there.
      await stage.settle(host, client, { ...production, end: "broken off" });
    },
  },
  {
    kind: "kernel-dies-and-leaves-children",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      await client.run(
        "import subprocess\nfor i in range(5): subprocess.Popen(['sleep', '600'], start_new_session=i % 2 == 0)",
      );
      const production = await stage.produce(client, stage.production(2000));
      await client.end(production.parent);
      process.kill((await host.readKernelFile()).pid, "SIGKILL");
      await client.state("dead");
      await stage.settle(host, client, production);
      await client.control("shutdown");
      await host.exited();
      const left = await until(
        "the children's end",
        async () => (await markedPids(host.session)).length === 0,
        ESCALATION.sigtermMs + ESCALATION.sigkillMs,
      );
      check(left, "children were left behind");
    },
  },
];
