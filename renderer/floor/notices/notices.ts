/** Notices: sentences for the user that stand in a bar at the top of the window until they are dismissed. */
import { translated } from "../../../preload/texts/log-sentences";
import { createStore } from "../store";

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

export interface WindowNotice {
  readonly id: number;
  readonly level: "info" | "warning" | "error";
  readonly sentence: string;
  readonly actions: readonly NoticeAction[];
}

/** Newest last. */
export const notices = createStore<readonly WindowNotice[]>([]);
let nextId = 1;

/** Shows a notice; returns a function that takes it away. The same sentence stands only once. */
export function notify(notice: {
  readonly level: WindowNotice["level"];
  readonly sentence: string;
  readonly actions?: readonly NoticeAction[];
}): () => void {
  const id = nextId++;
  const shown: WindowNotice = {
    id,
    level: notice.level,
    sentence: notice.sentence,
    actions: notice.actions ?? [],
  };
  notices.set((now) => [...now.filter((other) => other.sentence !== shown.sentence), shown]);
  return () => dismissNotice(id);
}

/** Takes a notice away. */
export function dismissNotice(id: number): void {
  notices.set((now) => now.filter((notice) => notice.id !== id));
}

/** Takes away what says a sentence: it is true no more. */
export function dismissSentence(sentence: string): void {
  notices.set((now) =>
    now.some((each) => each.sentence === sentence) ? now.filter((each) => each.sentence !== sentence) : now,
  );
}

/** The sentence of an error that was made for the user, without what the bridge put before it. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return translated(message.replace(/^Error invoking remote method '[^']*': (?:\w*Error: )?/, ""));
}
