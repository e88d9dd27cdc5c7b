import { expect, it } from "vitest";
import { dotCommand } from "./dot-commands";

it("takes only what is a command and nothing else", () => {
  expect(dotCommand(".restart")).toEqual({ name: "restart" });
  expect(dotCommand(".help")).toEqual({ name: "help" });
  expect(dotCommand(".input yes,  please ")).toEqual({ name: "input", line: "yes,  please " });
  expect(dotCommand(".input")).toEqual({ name: "input", line: "" });
  for (const code of [".restart()", " .restart", ".5 + 1", ".restart now", "restart", ".inputs x", ""])
    expect(dotCommand(code)).toBeUndefined();
});
