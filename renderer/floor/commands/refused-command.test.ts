import { expect, test } from "vitest";
import { registerCommands, runCommand } from "./commands";

test("a command that is not available says why where it is run all the same, and does nothing", async () => {
  const done: string[] = [];
  const stop = registerCommands({
    id: "test.refused",
    title: "Refused",
    available: (argument) => argument === "now",
    run: () => void done.push("run"),
    refuse: () => void done.push("refused"),
  });
  await runCommand("test.refused");
  await runCommand("test.refused", "now");
  stop();
  expect(done).toEqual(["refused", "run"]);
});
