/** What screen readers are told without being asked: at most one sentence a second, in the status "Announcements". */
import { createStore } from "../store";

const INTERVAL_MS = 1000;
/** Sentences that wait; when more come, the oldest are dropped: what is old is of no use. */
const MOST_WAITING = 3;

/** The sentence that is told now, and how many were: one that is told again is a new one. */
export const announcement = createStore({ sentence: "", number: 0 });
let waiting: string[] = [];
let resting = false;

/** Tells a sentence, now or when the one before had its second. */
export function announce(sentence: string): void {
  waiting = [...waiting, sentence].slice(-MOST_WAITING);
  if (!resting) tellNext();
}

function tellNext(): void {
  const sentence = waiting.shift();
  resting = sentence !== undefined;
  if (sentence === undefined) return;
  announcement.set(({ number }) => ({ sentence, number: number + 1 }));
  setTimeout(tellNext, INTERVAL_MS);
}
