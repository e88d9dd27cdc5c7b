import { expect, it } from "vitest";
import { FakeClock } from "../floor/fake-clock";
import { VariableReader } from "./variable-reader";
import { Workspace } from "./workspace";

it("runs that follow each other at once are not held up: the variables are read when they are over", async () => {
  const clock = new FakeClock();
  const asked: string[] = [];
  const settled: number[] = [];
  const reader = new VariableReader({
    clock,
    send: (_socket, _type, _content, msgId) => asked.push(msgId),
    busy: () => false,
    run: () => {},
    taught: false,
    ready: () => {},
  });
  reader.begin({ abilities: ["variables"] });
  const workspace = new Workspace({
    clock,
    settled: (_variables, asOf) => settled.push(asOf.executionCount),
  });
  const look = (busy: boolean, count: number) =>
    workspace.look({ reader, life: 1, busy, executionCount: () => count });
  for (let count = 1; count <= 20; count++) {
    look(true, count);
    clock.pass(10);
    look(false, count);
    clock.pass(5);
  }
  expect(asked).toEqual([]);
  clock.pass(100);
  expect(asked).toHaveLength(1);
  reader.reply(asked[0] ?? "", { status: "ok", variables: [], total: 0, took: 1 });
  await expect.poll(() => settled).toEqual([20]);
});
