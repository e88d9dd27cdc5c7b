/**
 * A short run of the trials (`npm run trials` is the whole of it): docstrings and texts that are installed anyway, each
 * cell's text as a window would show it equal to what jupyter_client alone receives. Without a window, so that nothing
 * is said here of what freezes.
 */
import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reduce } from "../../preload/transcript/reduce";
import { outputsText } from "../../preload/transcript/text";
import { Random } from "../chaos/random";
import { playAlone } from "../trials/alone";
import { choose, type Life, type Piece } from "../trials/cells";
import { type Alone, differs, environmentFolders } from "../trials/compare";
import { KERNEL_ENV } from "../trials/kernel-env";
import { TestHost } from "./kernel-host-fixture";
import { python } from "./programs";
import { until } from "./until";

/** Always the same, so that two runs of one commit say the same; `npm run trials -- --seed N` plays others. */
const SEED = "7";
/** Of the whole: some tens of cells. */
const PART = 0.08;

let folder: string;
let lives: Life[];
let alone: Alone[][];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), "tandem-trials-")));
  const { stdout } = await promisify(execFile)(python, ["tests/trials/material.py", "--installed"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  lives = choose(JSON.parse(stdout) as Piece[], new Random(SEED), PART);
  const env = { ...process.env, ...KERNEL_ENV, HOME: folder, IPYTHONDIR: path.join(folder, ".ipython") };
  const codes = lives.map((life) => life.cells.map(({ code }) => code));
  const kept = path.join(folder, "kept");
  alone = await Promise.all(await playAlone(codes, { python, env, folder, kept }));
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("every cell's text is what another client of the same kernel receives", {
  timeout: 180_000,
}, async () => {
  const folders = [folder, ...(await environmentFolders(python))];
  let compared = 0;
  const found: unknown[] = [];
  for (const [i, life] of lives.entries()) {
    const host = await TestHost.start({ env: { ...KERNEL_ENV, HOME: folder }, cwd: folder });
    try {
      const client = (await host.attach()).follow();
      for (const [j, cell] of life.cells.entries()) {
        const expected = alone[i]?.[j] ?? null;
        if (expected === null) continue;
        const { msgId } = await client.run(cell.code);
        const difference = () => {
          const block = reduce(client.records, []).blocks.find((one) => one.msgId === msgId);
          return block && differs(expected, outputsText(block), folders);
        };
        // What comes after the reply is waited for.
        await until("its text", () => !difference(), 2_000).catch(() => {});
        if (difference()) found.push({ cell: cell.name, ...difference() });
        compared++;
      }
    } finally {
      await host.dispose();
    }
  }
  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(20);
});
