/** A host that may open no more files. */
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { promisify } from "node:util";
import { connectTo } from "../../kernel-host/door/attach-opening";
import type { TestHost } from "../process/kernel-host-fixture";
import { until } from "../process/until";
import type { Fault } from "./fault";
import { STEADY } from "./producer";
import { check } from "./stage";

const run = promisify(execFile);

/** How many files the host may have open; `more` than it has now, or as many as it wants. */
async function allow(host: TestHost, more: number | "many"): Promise<void> {
  const open = (await readdir(`/proc/${host.file.pid}/fd`)).map(Number);
  const limit = more === "many" ? 4096 : Math.max(...open) + 1 + more;
  await run("prlimit", ["--pid", String(host.file.pid), `--nofile=${limit}:4096`]);
}

export const emfileFaults: readonly Fault[] = [
  {
    kind: "no-descriptors-in-mid-output",
    run: async (stage) => {
      const host = await stage.host();
      await run("prlimit", ["--pid", String(host.file.pid), "--nofile=4096:4096"]);
      const client = await stage.watch(host);
      await allow(host, 0);
      // More than two segments of the log.
      const production = await stage.produce(client, stage.production(200_000, { filling: 64 }));
      await client.end(production.parent);
      await allow(host, "many");
      await stage.settle(host, client, production, await stage.produce(client, stage.production(500)));
    },
  },
  {
    kind: "no-descriptors-for-clients",
    run: async (stage) => {
      const host = await stage.host();
      await run("prlimit", ["--pid", String(host.file.pid), "--nofile=4096:4096"]);
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(8000, STEADY));
      await allow(host, 2);
      const sockets = Array.from({ length: 30 }, () => connectTo(host.file.attach));
      for (const socket of sockets) {
        socket.on("error", () => {});
        stage.defer(() => socket.destroy());
      }
      await client.end(production.parent);
      for (const socket of sockets) socket.destroy();
      await allow(host, "many");
      const late = await until("a client after the storm", async () => {
        const next = await host.attach("late").catch(() => undefined);
        return next?.follow();
      });
      await late.state("idle");
      await stage.settle(host, client, production);
    },
  },
  {
    kind: "no-descriptors-for-a-restart",
    run: async (stage) => {
      const host = await stage.host();
      await run("prlimit", ["--pid", String(host.file.pid), "--nofile=4096:4096"]);
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(2000));
      await client.end(production.parent);
      process.kill((await host.readKernelFile()).pid, "SIGKILL");
      await client.state("dead");
      await allow(host, 1);
      await client.control("restart");
      await stage.moment(500, 1500);
      await allow(host, "many");
      if (client.status?.state !== "idle") {
        await until(
          "an end of the start",
          () => client.status?.state === "dead" || client.status?.state === "idle",
        );
        if (client.status?.state === "dead") {
          check(client.status.sentence !== undefined, "nothing says why the kernel did not start");
          await client.control("restart");
        }
      }
      await client.state("idle");
      await stage.settle(host, client, production, await stage.produce(client, stage.production(500)));
    },
  },
];
