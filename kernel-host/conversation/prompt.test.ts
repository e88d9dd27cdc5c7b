import { expect, test } from "vitest";
import { derivePrompt } from "./prompt";

const asked = (prompt: string, password = false) => ({ requestId: "r", parent: "p", prompt, password });

test("a ready kernel shows the number of its next execution", () => {
  expect(derivePrompt("ready", undefined, 7)).toEqual({
    kind: "primary",
    text: "In [7]: ",
    executionCount: 7,
  });
});

test("busy and dead show no number; dead wins over a question", () => {
  expect(derivePrompt("busy", undefined, 7)).toEqual({ kind: "busy" });
  expect(derivePrompt("dead", asked("Name: "), 7)).toEqual({ kind: "dead" });
});

test("a question is an input prompt", () => {
  expect(derivePrompt("busy", asked("Name: "), 1)).toEqual({
    kind: "input",
    text: "Name: ",
    requestId: "r",
    password: false,
  });
  expect(derivePrompt("busy", asked("Password: ", true), 1)).toMatchObject({ kind: "input", password: true });
});

test.each(["ipdb> ", "(Pdb) ", "(Pdb++) ", "((Pdb)) ", "some text\n(Pdb) "])(
  "%j is a debugger's prompt",
  (text) => {
    expect(derivePrompt("busy", asked(text), 1)).toMatchObject({ kind: "debugger", text });
  },
);

test.each(["Do you like (Pdb) ", "ipdb> is what? ", ""])("%j is not", (text) => {
  expect(derivePrompt("busy", asked(text), 1)).toMatchObject({ kind: "input", text });
});

test("a password's prompt is never a debugger's", () => {
  expect(derivePrompt("busy", asked("(Pdb) ", true), 1)).toMatchObject({ kind: "input" });
});
