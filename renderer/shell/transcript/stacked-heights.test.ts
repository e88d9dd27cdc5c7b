import fc from "fast-check";
import { expect, it } from "vitest";
import { StackedHeights } from "./stacked-heights";

it("comes to what adding up gives, whatever is added, changed and taken away", () => {
  const step = fc.oneof(
    fc.record({ push: fc.nat(50) }),
    fc.record({ set: fc.nat(50), at: fc.nat(200) }),
    fc.record({ truncate: fc.nat(200) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const stacked = new StackedHeights();
      const plain: number[] = [];
      for (const one of steps) {
        if ("push" in one) {
          stacked.push(one.push);
          plain.push(one.push);
        } else if ("set" in one && plain.length > 0) {
          stacked.set(one.at % plain.length, one.set);
          plain[one.at % plain.length] = one.set;
        } else if ("truncate" in one) {
          stacked.truncate(Math.min(one.truncate, plain.length));
          plain.length = Math.min(one.truncate, plain.length);
        }
      }
      const tops = plain.map((_, i) => plain.slice(0, i).reduce((a, b) => a + b, 0));
      const total = plain.reduce((a, b) => a + b, 0);
      expect(stacked.total).toBe(total);
      expect(plain.map((_, i) => stacked.topOf(i))).toEqual(tops);
      for (const y of [-1, 0, 1, total / 2, total - 1, total]) {
        const ends = tops.findIndex((top, i) => top + (plain[i] ?? 0) > y);
        expect(stacked.placeAt(y)).toBe(ends === -1 ? plain.length : ends);
      }
    }),
  );
});
