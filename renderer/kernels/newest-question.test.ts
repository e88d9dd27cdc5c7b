import { expect, test } from "vitest";
import { NewestQuestion } from "./newest-question";

test("of the questions that come while one is open the last is asked, and one that fails keeps none from it", async () => {
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  const questions = new NewestQuestion<string>("outdated");
  const ask = (name: string) =>
    questions.ask(async () => {
      asked.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (name === "a") throw new Error("no answer");
      return name;
    });
  const first = ask("a");
  const rest = [ask("b"), ask("c"), ask("d")];
  expect(asked).toEqual(["a"]);
  ends.shift()?.();
  await expect(first).rejects.toThrow("no answer");
  await expect.poll(() => asked).toEqual(["a", "d"]);
  const late = ask("e");
  ends.shift()?.();
  expect(await Promise.all(rest)).toEqual(["outdated", "outdated", "d"]);
  await expect.poll(() => asked).toEqual(["a", "d", "e"]);
  ends.shift()?.();
  expect(await late).toBe("e");
});
