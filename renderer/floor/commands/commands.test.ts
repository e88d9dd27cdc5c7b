import { expect, test } from "vitest";
import { holdCommands, registerCommands, runCommand } from "./commands";

test("commands that are held run later, in their order, and then at once", async () => {
  const ran: string[] = [];
  const command = (id: string) => ({ id, title: id, run: () => void ran.push(id) });
  registerCommands(command("test.one"), command("test.two"), command("test.three"));
  let release = () => {};
  holdCommands(
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  const both = [runCommand("test.one"), runCommand("test.two")];
  await Promise.resolve();
  expect(ran).toEqual([]);
  release();
  await Promise.all(both);
  expect(ran).toEqual(["test.one", "test.two"]);
  // Within the key's own turn, as what asks for the clipboard must be.
  const third = runCommand("test.three");
  expect(ran).toEqual(["test.one", "test.two", "test.three"]);
  await third;
});
