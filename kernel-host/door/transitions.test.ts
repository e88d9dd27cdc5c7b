import fc from "fast-check";
import { expect, test } from "vitest";
import { Transitions } from "./transitions";

const kinds = ["start", "restart", "again", "restart", "shutdown"] as const;

test("in any order of asking and waiting there is one kernel at a time, and the newest transition has it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(
        fc.record({
          kind: fc.constantFrom(...kinds),
          // What a start waits for may never come: an environment file that is a FIFO.
          hangs: fc.boolean(),
          fails: fc.boolean(),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      async (scheduler, asked) => {
        const transitions = new Transitions<(typeof kinds)[number]>();
        const living = new Set<number>();
        let most = 0;
        const ends: Promise<unknown>[] = [];
        const results: unknown[] = [];
        const ask = (i: number) => {
          const { kind, hangs, fails } = asked[i] as (typeof asked)[number];
          const done = transitions.run(kind, async (transition) => {
            // To its end, whatever is asked meanwhile: the last kernel is gone before another comes.
            await scheduler.schedule(Promise.resolve(), `stop ${i}`);
            living.clear();
            transition.check();
            if (kind === "shutdown") return i;
            const last = i === asked.length - 1;
            await transition.wait(
              hangs && !last ? new Promise(() => {}) : scheduler.schedule(Promise.resolve(), `prepare ${i}`),
            );
            if (fails) throw new Error("it could not be started");
            // The process is there; to be noted, and then known to whoever stops it.
            await scheduler.schedule(Promise.resolve(), `start ${i}`);
            living.add(i);
            most = Math.max(most, living.size);
            return i;
          });
          ends.push(
            done.then(
              (result) => {
                results[i] = result;
              },
              () => {
                results[i] = "failed";
              },
            ),
          );
        };
        const asking = asked.map((_, i) => scheduler.schedule(Promise.resolve(), `ask ${i}`).then(() => i));
        // Asked in their order, at any moment of what goes on.
        let next = 0;
        for (const one of asking) void one.then(() => ask(next++));
        await scheduler.waitFor(Promise.all(asking).then(async () => Promise.all(ends)));
        const final = asked.length - 1;
        expect(most).toBeLessThanOrEqual(1);
        expect(results).toHaveLength(asked.length);
        const { kind, fails } = asked[final] as (typeof asked)[number];
        expect(results[final]).toBe(fails && kind !== "shutdown" ? "failed" : final);
        expect([...living]).toEqual(kind === "shutdown" || fails ? [] : [final]);
        expect(transitions.present).toBeUndefined();
      },
    ),
    { numRuns: 300 },
  );
});
