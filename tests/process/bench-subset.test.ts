/**
 * A short run of what `npm run bench` measures, without a window and without peers. It prints its lines, and fails for no time:
 * only when something of a flood is not in the log, or is in it twice or in another order.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LogRecordOf } from "../../preload/contract/records";
import { processorMs } from "../bench/probe/kernel-work";
import { load, ms, say } from "../bench/probe/report";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";

const LINES = 200_000;
const ROUNDS = 40;

let host: TestHost;
let client: TestClient;

beforeAll(async () => {
  host = await TestHost.start();
  client = (await host.attach()).follow();
  await client.state("idle");
}, 60_000);
afterAll(() => host.dispose());

test("a flood is in the log once, in order; what it cost the host", { timeout: 60_000 }, async () => {
  const pid = host.process.pid ?? 0;
  const linux = process.platform === "linux";
  const before = linux ? await processorMs(pid) : 0;
  const began = performance.now();
  await client.run(`for i in range(${LINES}): print(i)`);
  const took = performance.now() - began;
  const printed = client.records.filter(
    (record): record is LogRecordOf<"stream"> => record.kind === "stream" && record.name === "stdout",
  );
  const expected = Array.from({ length: LINES }, (_, i) => `${i}\n`).join("");
  expect(printed.map(({ text }) => text).join("") === expected).toBe(true);
  const seqs = client.records.map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from(seqs, (_, i) => i + 1));
  say("the machine's load", load());
  say(`${LINES} short lines, request to end`, ms(took), `${printed.length} records`);
  if (linux)
    say(
      "the host's processor for a million of them",
      ms(((await processorMs(pid)) - before) * (1e6 / LINES)),
    );
});

test("each of many small requests is answered; how long one takes", { timeout: 60_000 }, async () => {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now();
    const end = await client.run("pass");
    times.push(performance.now() - began);
    expect(end.status).toBe("ok");
  }
  times.sort((a, b) => a - b);
  say(
    "execute round trip of pass: median",
    ms(times[ROUNDS / 2] ?? 0),
    `worst ${ms(times.at(-1) ?? 0).trim()}`,
  );
});
