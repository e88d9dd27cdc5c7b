import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FIRST_MS, MEANWHILE_MS, OTHER_MS, OTHER_OF_NOTHING_MS, TwoAnswers } from "./two-answers";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const after = (ms: number, answer: string[]) =>
  new Promise<string[]>((resolve) => setTimeout(() => resolve(answer), ms));
const never = () => new Promise<string[]>(() => {});

/** When a list is made, what is in it, and how often something came late. */
async function asked(live: Promise<string[]>, served: Promise<string[]>, meanwhile = false) {
  const begun = Date.now();
  let late = 0;
  const answers = new TwoAnswers<string[], string[]>(
    live,
    served,
    (answer) => answer.length === 0,
    () => late++,
    () => meanwhile,
  );
  const made = answers.enough.then(() => {
    answers.list();
    return { ms: Date.now() - begun, live: answers.live, served: answers.served };
  });
  await vi.advanceTimersByTimeAsync(60_000);
  return { ...(await made), late };
}

test("both answer: the list has both, at once", async () => {
  const found = await asked(after(20, ["a"]), after(60, ["b"]));
  expect(found).toEqual({ ms: 60, live: ["a"], served: ["b"], late: 0 });
});

test("the kernel never answers: the server's list comes soon", async () => {
  const found = await asked(never(), after(80, ["b"]));
  expect(found).toEqual({ ms: 80 + OTHER_MS, live: undefined, served: ["b"], late: 0 });
});

test("the server is slow: the kernel's list comes, and the server's is added", async () => {
  const found = await asked(after(10, ["a"]), after(5_000, ["b"]));
  expect(found).toMatchObject({ ms: 10 + OTHER_MS, live: ["a"], late: 1 });
});

test("one knows nothing and the other never answers: nothing is waited for in vain", async () => {
  expect(await asked(never(), after(10, []))).toMatchObject({ ms: 10 + OTHER_OF_NOTHING_MS, late: 0 });
  expect(await asked(after(10, []), after(9_000, ["b"]))).toMatchObject({
    ms: 10 + OTHER_OF_NOTHING_MS,
    late: 1,
  });
});

test("neither answers: there is no list, and the editor waits no longer", async () => {
  expect(await asked(never(), never())).toMatchObject({ ms: FIRST_MS, live: undefined, served: undefined });
});

test("where there is something to show meanwhile, neither is waited for, and what comes is added", async () => {
  expect(await asked(after(5_000, []), after(5_000, ["b"]), true)).toMatchObject({
    ms: MEANWHILE_MS,
    late: 1,
  });
  expect(await asked(after(10, []), after(5_000, ["b"]), true)).toMatchObject({ ms: MEANWHILE_MS, late: 1 });
  expect(await asked(after(10, ["a"]), never(), true)).toMatchObject({ ms: 10 + OTHER_MS, live: ["a"] });
});
