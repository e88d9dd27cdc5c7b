import { expect, test } from "vitest";
import { derivePrompt, readPrompts } from "./prompt";

const asked = (prompt: string, password = false) => ({ requestId: "r", parent: "p", prompt, password });

test("a ready kernel shows the number of its next execution", () => {
  expect(derivePrompt("ready", undefined, 7)).toEqual({
    kind: "primary",
    text: "In [7]: ",
    executionCount: 7,
  });
});

test("a kernel that says its prompts shows them, and the number is known all the same", () => {
  const said = { primary: ">>> ", continuation: "... " };
  expect(derivePrompt("ready", undefined, 7, said)).toEqual({
    kind: "primary",
    text: ">>> ",
    executionCount: 7,
    continuation: "... ",
  });
  expect(derivePrompt("busy", asked("Name: "), 7, said)).toMatchObject({ kind: "input", text: "Name: " });
});

test("prompts are read where they are whole, and nothing else is taken for them", () => {
  const prompts = { primary: ">>> ", continuation: "... " };
  expect(readPrompts({ status: "ok", tandem: { prompts, abilities: [] } })).toEqual(prompts);
  for (const said of [
    {},
    { tandem: {} },
    { tandem: { prompts: { primary: 1, continuation: "" } } },
    { tandem: null },
  ])
    expect(readPrompts(said)).toBeUndefined();
  expect(readPrompts({ tandem: { prompts: { ...prompts, primary: "x".repeat(10_000) } } })).toBeUndefined();
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
