import { expect, test } from "vitest";
import { FakeClock } from "../floor/fake-clock";
import { Escalation } from "./escalation";

function makeEscalation() {
  const clock = new FakeClock();
  const taken: string[] = [];
  const step = (name: "interrupt" | "shutdown_request" | "SIGTERM" | "SIGKILL", waitMs: number) => ({
    name,
    waitMs,
    act: () => {
      taken.push(`${name} at ${clock.now()}`);
    },
  });
  const escalation = new Escalation(clock, [
    step("interrupt", 500),
    step("shutdown_request", 3000),
    step("SIGTERM", 2000),
    step("SIGKILL", 5000),
  ]);
  return { clock, taken, escalation };
}

test("each step is taken after the time of the one before", async () => {
  const { clock, taken, escalation } = makeEscalation();
  expect(taken).toEqual(["interrupt at 0"]);
  clock.pass(499);
  expect(taken).toHaveLength(1);
  clock.pass(20_000);
  expect(taken).toEqual(["interrupt at 0", "shutdown_request at 500", "SIGTERM at 3500", "SIGKILL at 5500"]);
  expect(await escalation.result).toBe("survived");
});

test("nothing more is done once the process is gone", async () => {
  const { clock, taken, escalation } = makeEscalation();
  clock.pass(600);
  escalation.ended();
  clock.pass(20_000);
  expect(taken).toHaveLength(2);
  expect(clock.waiting).toBe(0);
  expect(await escalation.result).toBe("ended");
});

test("a step that has done its work lets the next come at once, and only that step", () => {
  const { clock, taken, escalation } = makeEscalation();
  clock.pass(100);
  escalation.passed("interrupt");
  expect(taken.at(-1)).toBe("shutdown_request at 100");
  escalation.passed("interrupt");
  expect(taken).toHaveLength(2);
  clock.pass(2999);
  expect(taken).toHaveLength(2);
  clock.pass(1);
  expect(taken.at(-1)).toBe("SIGTERM at 3100");
});

test("with no steps left to take the process has survived", async () => {
  expect(await new Escalation(new FakeClock(), []).result).toBe("survived");
});
