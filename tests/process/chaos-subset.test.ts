/** A short run of the fault suite (`npm run chaos` is the whole of it). */
import { describe, expect, it } from "vitest";
import { faults } from "../chaos/faults";
import { play } from "../chaos/suite";

/** Always the same, so that two runs of one commit say the same; `npm run chaos -- --seed N` plays others. */
const seed = 7;

describe(`faults, seed ${seed}`, () => {
  for (const fault of faults.filter(({ subset }) => subset)) {
    it(`survives ${fault.kind}`, { timeout: 150_000 }, async () => {
      const outcome = await play(fault, seed);
      expect(outcome, JSON.stringify(outcome)).toMatchObject({ survived: true, lost: 0 });
    });
  }
});
