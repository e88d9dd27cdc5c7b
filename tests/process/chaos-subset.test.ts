/** A short run of the fault suite (`npm run chaos` is the whole of it). */
import { describe, expect, it } from "vitest";
import { faults } from "../chaos/faults";
import { play } from "../chaos/suite";

/** Another one each day, and the same one for whoever looks again on that day. */
const seed = Math.floor(Date.now() / (24 * 3600 * 1000));

describe(`faults, seed ${seed}`, () => {
  for (const fault of faults.filter(({ subset }) => subset)) {
    it(`survives ${fault.kind}`, { timeout: 150_000 }, async () => {
      expect(await play(fault, seed)).toMatchObject({ survived: true, lost: 0 });
    });
  }
});
