/** What a bad disk does to the log of a session, on a real file system of limited size. */
import { execFile } from "node:child_process";
import { appendFile, mkdir, open, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { parseSegmentName } from "../../kernel-host/log/disk/segment";
import type { TestClient } from "../process/attached-client";
import type { TestHost } from "../process/kernel-host-fixture";
import { until } from "../process/until";
import type { Fault } from "./fault";
import { STEADY } from "./producer";
import { check, checkNumbers, type Stage } from "./stage";

const run = promisify(execFile);

/** A file system of its own in a folder, until the end of the fault. */
async function mountSmall(stage: Stage, folder: string, size: string, options = "rw"): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await run("mount", ["-t", "tmpfs", "-o", `size=${size},mode=0700,${options}`, "chaos", folder]);
  stage.defer(() => run("umount", ["--lazy", folder]));
}

/** Fills a file system to the last byte; returns the file that does. */
async function fill(folder: string): Promise<string> {
  const file = path.join(folder, "filling");
  const handle = await open(file, "w");
  try {
    for (const size of [64 * 1024, 4096, 1]) {
      const block = Buffer.alloc(size);
      for (;;) await handle.write(block);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    await handle.close();
  }
  return file;
}

/** The log says that it is not on disk, and later that it is. */
async function suspended(client: TestClient): Promise<void> {
  await until("the word that the log is suspended", () => client.life("log suspended").length > 0);
}
async function resumed(client: TestClient): Promise<void> {
  await until("the word that the log is resumed", () => client.life("log resumed").length > 0);
}

/** Ends host and kernel as a power cut would, and starts another host that has nothing but the disk. */
async function afterPowerCut(stage: Stage, host: TestHost, damage: () => Promise<void>): Promise<TestClient> {
  const { pid } = await host.readKernelFile();
  await host.kill();
  process.kill(pid, "SIGKILL");
  await damage();
  await host.launch({ mode: "--adopt" });
  const client = (await host.attach("after")).follow();
  await until("the answer to attach", () => client.attached);
  const last = client.attached?.last ?? 0;
  await until("the whole log", () => (client.records.at(-1)?.seq ?? 0) >= last);
  await stage.replay(host, client);
  return client;
}

/** Files of the log with records in them, oldest first. */
async function segments(host: TestHost): Promise<string[]> {
  const folder = path.join(host.folder, "log");
  const names = (await readdir(folder)).filter((name) => parseSegmentName(name));
  const files = names.sort().map((name) => path.join(folder, name));
  check(files.length > 0, `there is no segment in ${(await readdir(folder)).join(", ")}`);
  return files;
}

export const diskFaults: readonly Fault[] = [
  {
    kind: "disk-full-in-mid-output",
    needs: "root",
    run: async (stage) => {
      const host = await stage.prepare();
      const log = path.join(host.folder, "log");
      await mountSmall(stage, log, "4m");
      await host.launch();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(12_000, STEADY));
      await stage.seen(client, production, stage.random.int(100, 1000));
      const filling = await fill(log);
      await suspended(client);
      await stage.moment(200, 1000);
      const during = await stage.produce(client, stage.production(500));
      await client.end(production.parent);
      await stage.settle(host, client, production, during);
      await rm(filling);
      await resumed(client);
      // What was only in memory is on disk now.
      const shown = client.records.slice();
      const after = await afterPowerCut(stage, host, async () => {});
      for (const record of shown) {
        const kept = after.records[record.seq - 1];
        check(
          kept?.seq === record.seq && kept.kind === record.kind,
          `record ${record.seq} did not reach the disk`,
        );
      }
      stage.count(after.records, production);
      stage.count(after.records, during);
    },
  },
  {
    kind: "disk-full-of-output",
    needs: "root",
    run: async (stage) => {
      const host = await stage.prepare();
      await mountSmall(stage, path.join(host.folder, "log"), "2m");
      await host.launch();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(100_000));
      await suspended(client);
      await stage.settle(host, client, production, await stage.produce(client, stage.production(500)));
    },
  },
  {
    kind: "session-folder-full",
    needs: "root",
    run: async (stage) => {
      const host = await stage.prepare();
      // The whole folder this time: host.json, kernel.json and the raw files too.
      const files = ["launch.json", "key"];
      const contents = await Promise.all(
        files.map(async (name) => [name, await open(path.join(host.folder, name))] as const),
      );
      const texts = await Promise.all(
        contents.map(async ([name, file]) => [name, await file.readFile()] as const),
      );
      await Promise.all(contents.map(([, file]) => file.close()));
      await mountSmall(stage, host.folder, "2m");
      for (const [name, text] of texts) await writeFile(path.join(host.folder, name), text, { mode: 0o600 });
      await host.launch();
      const client = await stage.watch(host);
      const filling = await fill(host.folder);
      const production = await stage.produce(client, stage.production(2000, STEADY));
      await suspended(client);
      await client.end(production.parent);
      check((await client.control("restart")).type === "done", "no restart on a full disk");
      await client.state("idle");
      const second = await stage.produce(client, stage.production(1000));
      await stage.settle(host, client, production, second);
      await rm(filling);
      await resumed(client);
      await stage.settle(host, client, await stage.produce(client, stage.production(500)));
      await host.stop();
    },
  },
  {
    kind: "read-only-log-folder",
    needs: "root",
    run: async (stage) => {
      const host = await stage.prepare();
      const log = path.join(host.folder, "log");
      await mountSmall(stage, log, "8m", "ro");
      await host.launch();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(3000, STEADY));
      await suspended(client);
      await stage.settle(host, client, production);
      await run("mount", ["-o", "remount,rw", log]);
      await resumed(client);
      const more = await stage.produce(client, stage.production(1000));
      await stage.settle(host, client, production, more);
      const after = await afterPowerCut(stage, host, async () => {});
      stage.count(after.records, production);
      stage.count(after.records, more);
    },
  },
  {
    kind: "log-folder-vanishes",
    subset: true,
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(8000, 100, 3000);
      await rm(path.join(host.folder, "log"), { recursive: true });
      await client.end(production.parent);
      const more = await stage.produce(client, stage.production(1000, STEADY));
      await client.end(more.parent);
      await suspended(client);
      await resumed(client);
      checkNumbers(client.records);
      stage.count(client.records, production);
      stage.count(client.records, more);
      // The file that was open is written anew; whoever comes late is told the same, or of damage.
      const late = await stage.replay(host);
      stage.count(late, { ...production, gaps: ["log damaged"] });
      stage.count(late, more);
    },
  },
  {
    kind: "session-folder-vanishes",
    run: async (stage) => {
      const { host, client, production } = await stage.inMidOutput(4000, 100, 1000);
      await rm(host.folder, { recursive: true });
      await client.end(production.parent);
      const more = await stage.produce(client, stage.production(1000));
      await client.end(more.parent);
      checkNumbers(client.records);
      stage.count(client.records, production);
      stage.count(client.records, more);
    },
  },
  {
    kind: "torn-last-record",
    subset: true,
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(2000));
      await client.end(production.parent);
      await client.state("idle");
      const after = await afterPowerCut(stage, host, async () => {
        const last = (await segments(host)).at(-1) as string;
        const torn = Buffer.concat([
          Buffer.from([0, 0, 1, 0, 9, 9, 9, 9]),
          Buffer.from('{"seq":99999,"life'),
        ]);
        await appendFile(last, torn.subarray(0, stage.random.int(1, torn.length)));
      });
      stage.count(after.records, production);
      check(after.life("log damaged").length > 0, "the torn end is not told");
      sameAs(client, after);
    },
  },
  {
    kind: "damage-in-the-middle-of-a-segment",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(30_000, { rest: 0.001, every: 100 }));
      await client.end(production.parent);
      await client.state("idle");
      const after = await afterPowerCut(stage, host, async () => {
        const [file = ""] = await segments(host);
        const { size } = await stat(file);
        const handle = await open(file, "r+");
        for (let i = 0; i < 3; i++) {
          const at = stage.random.int(Math.floor(size * 0.4), Math.floor(size * 0.9));
          await handle.write(Buffer.from(stage.random.bytes(stage.random.int(1, 64))), 0, null, at);
        }
        await handle.close();
      });
      check(after.life("log damaged").length > 0, "the damage is not told");
      stage.count(after.records, { ...production, gaps: ["log damaged"] });
      check(stage.cost.gap > 0, "the damage struck nothing");
      sameAs(client, after);
    },
  },
  {
    kind: "a-segment-is-gone",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      // More than two segments.
      const production = await stage.produce(client, stage.production(250_000, { filling: 64 }));
      await client.end(production.parent);
      await client.state("idle");
      const after = await afterPowerCut(stage, host, async () => {
        const files = await segments(host);
        check(files.length > 2, `there are only ${files.length} segments`);
        await rm(files[1] as string);
      });
      check(after.life("log damaged").length > 0, "the damage is not told");
      stage.count(after.records, { ...production, gaps: ["log damaged"] });
      check(stage.cost.gap > 0, "the damage struck nothing");
      sameAs(client, after);
    },
  },
];

/** What is there after a damage is as it was shown before it. */
function sameAs(before: TestClient, after: TestClient): void {
  const bySeq = new Map(before.records.map((record) => [record.seq, record]));
  for (const record of after.records) {
    const shown = bySeq.get(record.seq);
    const standsIn = record.kind === "life" && record.event === "log damaged";
    if (!shown || standsIn) continue;
    check(
      JSON.stringify(shown) === JSON.stringify(record),
      `record ${record.seq} is another one after the damage`,
    );
  }
}
