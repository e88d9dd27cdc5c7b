/** Kernels that send what nobody should believe. */
import { python } from "../process/programs";
import { kernelProgram } from "./connection";
import type { Fault } from "./fault";
import { check, memoryOf } from "./stage";

function hostile(mode: "garbage" | "nonsense" | "early", subset = false): Fault {
  return {
    kind: `hostile-kernel-${mode}`,
    ...(subset ? { subset: true as const } : {}),
    run: async (stage) => {
      const argv = [python, kernelProgram("hostile_kernel.py"), "{connection_file}", mode];
      const host = await stage.host({ argv });
      const client = await stage.watch(host);
      const productions = [];
      for (let i = 0; i < 2; i++) {
        const production = stage.production(stage.random.int(1500, 2500));
        const parent = await client.send(JSON.stringify(production));
        productions.push({ production, parent, counter: "" });
        const { status } = await client.end(parent);
        check(status === "ok", `the request ended as ${status}`);
      }
      await stage.settle(host, client, ...productions);
      check(client.life("bad message").length <= 1, "each bad message has a record of its own");
      const { most } = await memoryOf(host.file.pid);
      check(most < 400 * 1024 * 1024, `the host had ${Math.round(most / 1024 / 1024)} MiB in memory`);
    },
  };
}

export const hostileFaults: readonly Fault[] = [
  hostile("garbage", true),
  hostile("nonsense"),
  hostile("early"),
  {
    kind: "kernel-that-never-answers",
    run: async (stage) => {
      const argv = [python, kernelProgram("hostile_kernel.py"), "{connection_file}", "silent"];
      const host = await stage.host({ argv, limits: { startSlowMs: 300, startFailedMs: 1500 } });
      const client = (await host.attach("watcher")).follow();
      const early = await client.send("print('never')");
      const { status } = await client.end(early);
      // It never began.
      check(status === "aborted", `the early request ended as ${status}`);
      check(client.life("start failed").length === 1, "the log does not say that the start failed");
      check(
        (await client.control("shutdown")).type === "done",
        "a kernel that never answers could not be ended",
      );
      check((await host.exited()) === 0, "the host did not end with code 0");
    },
  },
];
