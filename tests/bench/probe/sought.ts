/** How long it takes from a key or a press until the window has painted what comes of it, and which threads worked for it. */
import type { Tandem } from "../../e2e/app";
import { ms, say } from "./report";
import { between, threadTimes } from "./thread-times";

/** What the window looks for by itself, from the key or the press on. */
interface Sought {
  readonly selector: string;
  /** Its text is to be another one; else something of it, and its pictures, are to be there. */
  readonly changes: boolean;
}

declare global {
  interface Window {
    /** Resolves with the ms it took. */
    sought?: Promise<number>;
  }
}

export interface Took {
  /** From the key or press until it is painted, as the window measures it. */
  readonly wall: number;
  /** Of the processor, by threads of the app; the one that took most first. */
  readonly threads: readonly (readonly [thread: string, ms: number])[];
}

/** Does it, and answers what it took until what is sought is painted, in ms. */
async function until(tandem: Tandem, sought: Sought, act: () => Promise<unknown>): Promise<Took> {
  const { page } = tandem;
  const pid = tandem.electron.process().pid ?? 0;
  // In two steps: the key may be there before a call that waits for it.
  await page.evaluate(({ selector, changes }) => {
    const text = () => document.querySelector(selector)?.textContent;
    const before = text();
    const isThere = () => {
      if (changes) return text() !== before;
      const found = [...document.querySelectorAll(selector)];
      return found.length > 0 && found.every((each) => !(each instanceof HTMLImageElement) || each.complete);
    };
    let from = 0;
    const begin = () => {
      from ||= performance.now();
    };
    for (const type of ["keydown", "pointerdown"]) addEventListener(type, begin, { capture: true });
    window.sought = new Promise((resolve) => {
      const look = () => {
        // In the frame after this one it is on the screen.
        if (from > 0 && isThere()) requestAnimationFrame(() => resolve(performance.now() - from));
        else requestAnimationFrame(look);
      };
      look();
    });
  }, sought);
  const before = await threadTimes(pid);
  await act();
  const wall = await page.evaluate(() => window.sought ?? 0);
  return { wall, threads: between(before, await threadTimes(pid)) };
}

/** Until something of a selector is there, with its pictures. */
export const untilSeen = (tandem: Tandem, selector: string, act: () => Promise<unknown>) =>
  until(tandem, { selector, changes: false }, act);
/** Until its text is another one. */
export const untilChanged = (tandem: Tandem, selector: string, act: () => Promise<unknown>) =>
  until(tandem, { selector, changes: true }, act);

/** Threads of a round that are told. */
const MOST_THREADS = 3;

/** Says the middle one of several rounds. */
export function report(what: string, rounds: readonly Took[]): void {
  const sorted = [...rounds].sort((one, other) => one.wall - other.wall);
  const middle = sorted[Math.floor(sorted.length / 2)];
  const threads =
    middle?.threads.slice(0, MOST_THREADS).map(([thread, took]) => `${took} ms ${thread}`) ?? [];
  say(
    what,
    ms(middle?.wall ?? 0),
    `worst ${(sorted.at(-1)?.wall ?? 0).toFixed(0)} ms of ${rounds.length}; processor: ${threads.join(", ")}`,
  );
}
