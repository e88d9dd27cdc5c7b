import fc from "fast-check";
import { expect, test } from "vitest";
import type { Host, Link } from "./host-connection";
import { HostLives } from "./host-lives";
import type { HostExit, HostMode } from "./host-process";

/** What can be asked of a session's hosts, and what can happen to one. */
const steps = ["start", "open", "die", "break", "end", "leave"] as const;
type Step = (typeof steps)[number];

class ModelLink implements Link {
  onEnd: ((reason: string) => void) | undefined;
  open = true;

  dispose(): void {
    this.open = false;
  }

  /** It ends by itself. */
  break(): void {
    if (!this.open) return;
    this.open = false;
    this.onEnd?.("it broke");
  }
}

/** A machine on which hosts run: each step of theirs is taken when the scheduler says so. */
class Machine {
  readonly hosts: ModelHost[] = [];
  readonly links: ModelLink[] = [];

  constructor(
    readonly scheduler: fc.Scheduler,
    /** Which of the hosts, counted as they start, come to nothing. */
    readonly failing: ReadonlySet<number>,
  ) {}

  get living(): ModelHost[] {
    return this.hosts.filter(({ gone }) => !gone);
  }

  get open(): ModelLink[] {
    return this.links.filter(({ open }) => open);
  }

  start(mode: HostMode): ModelHost {
    const host = new ModelHost(this, this.hosts.length, mode);
    this.hosts.push(host);
    return host;
  }

  step(what: string): Promise<void> {
    return this.scheduler.schedule(Promise.resolve(), what);
  }
}

class ModelHost implements Host<ModelLink> {
  gone: HostExit | undefined;
  readonly exited: Promise<HostExit>;
  #exit: (exit: HostExit) => void = () => {};

  constructor(
    readonly machine: Machine,
    readonly number: number,
    readonly mode: HostMode,
  ) {
    this.exited = new Promise((resolve) => {
      this.#exit = resolve;
    });
  }

  async connect(): Promise<ModelLink> {
    await this.machine.step(`host ${this.number} serves`);
    if (this.machine.failing.has(this.number)) this.exit(1);
    if (this.gone) throw new Error("it ended");
    const link = new ModelLink();
    // It may end, or not be wanted any more, just when the connection stands.
    await this.machine.step(`host ${this.number} is connected to`);
    this.machine.links.push(link);
    return link;
  }

  async kill(): Promise<void> {
    await this.machine.step(`host ${this.number} is killed`);
    this.exit(null);
  }

  askToEnd(): void {
    this.exit(0);
  }

  exit(code: number | null): void {
    if (this.gone) return;
    this.gone = { code, signal: code === null ? "SIGKILL" : null };
    for (const link of this.machine.links) if (this.machine.living.length === 0) link.break();
    this.#exit(this.gone);
  }
}

function session(machine: Machine, faults: { clears: number }) {
  const calls = { shutDown: 0, cleared: 0, most: 0 };
  const lives = new HostLives<ModelLink>({
    ...{ name: () => "Python", fresh: false, log: () => {}, other: async () => undefined },
    start: (mode) => {
      const host = machine.start(mode);
      calls.most = Math.max(calls.most, machine.living.length);
      return host;
    },
    lastWords: async () => "",
    ended: async () => {
      await machine.step("ended.json is read");
      return false;
    },
    askToShutDown: async (_link, ifUnused) => {
      await machine.step("the host is asked to end");
      if (ifUnused) return "refused";
      for (const host of machine.living) host.exit(0);
      return "done";
    },
    ping: async () => {},
    clear: async () => {
      await machine.step("what is left is removed");
      if (faults.clears-- > 0) throw new Error("EIO");
      calls.cleared++;
    },
    clearLeft: async () => {},
    changed: () => {},
    shutDown: () => calls.shutDown++,
  });
  return { lives, calls };
}

test("whatever is asked of a session's hosts and happens to them, at whatever moments, there is one at most", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom<Step>(...steps), { minLength: 1, maxLength: 7 }),
      fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
      async (scheduler, asked, failing) => {
        const machine = new Machine(scheduler, new Set(failing));
        const { lives, calls } = session(machine, { clears: 0 });
        const results: { step: Step; end: "done" | "failed" }[] = [];
        const modes: HostMode[] = [];
        const waits: Promise<unknown>[] = [];
        const ask = (step: Step) => {
          const done = {
            start: () => lives.start("start"),
            open: () => lives.start("closed"),
            die: async () => machine.living.at(-1)?.exit(9),
            break: async () => machine.open.at(-1)?.break(),
            end: () => lives.end(1_000),
            leave: () => lives.leave(),
          }[step]();
          waits.push(
            done.then(
              () => {
                results.push({ step, end: "done" });
                // Who asked for a kernel has no host that only serves the log.
                if (step === "start") modes.push(lives.mode);
              },
              () => results.push({ step, end: "failed" }),
            ),
          );
        };
        let next = 0;
        const asking = asked.map(() =>
          scheduler.schedule(Promise.resolve(), "ask").then(() => ask(asked[next++] as Step)),
        );
        await scheduler.waitFor(Promise.all(asking).then(() => Promise.all(waits)));
        // A succession may still go on behind.
        await scheduler.waitIdle();

        expect(results).toHaveLength(asked.length);
        expect(modes).not.toContain("closed");
        expect(calls.most).toBeLessThanOrEqual(1);
        expect(machine.open.length).toBeLessThanOrEqual(1);
        expect(machine.open[0]).toBe(lives.link);
        const ended = asked.find((step) => step === "end" || step === "leave");
        if (ended === undefined) {
          expect(lives.phase).toBe(machine.living.length > 0 ? "there" : "none");
          if (lives.phase === "there") expect(lives.state).toBe("connected");
          else if (asked.includes("start")) expect(lives.state).not.toBe("connected");
        } else {
          expect(lives.phase).toBe("over");
          expect(machine.open).toEqual([]);
          await expect(lives.start("start")).rejects.toThrow("shut down");
        }
        if (ended === "end") expect(machine.living).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

test("an end that failed can be tried again, and the session goes on until then", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat(2), async (scheduler, clears) => {
      const machine = new Machine(scheduler, new Set());
      const { lives, calls } = session(machine, { clears });
      await scheduler.waitFor(lives.start("start"));
      for (let i = 0; i < clears; i++) {
        await expect(scheduler.waitFor(lives.end(1_000))).rejects.toThrow("EIO");
        expect(lives.ending).toBe(false);
        // The host is gone; another may take its place.
        if (i === 1) await scheduler.waitFor(lives.start("start"));
      }
      await scheduler.waitFor(Promise.all([lives.end(1_000), lives.end(1_000)]));
      expect([lives.phase, calls.cleared, machine.living]).toEqual(["over", 1, []]);
    }),
    { numRuns: 30 },
  );
});
