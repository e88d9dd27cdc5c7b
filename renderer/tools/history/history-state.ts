/** What is looked for in the history of all inputs, and the pages of what was found that somebody looks at. One for the window. */
import type { HistoryFound, HistoryQuery, HistoryRow } from "../../../preload/contract/history";
import type { SessionEntry } from "../../../preload/contract/sessions";
import { tandem } from "../../floor/bridge";
import { sentenceOf } from "../../floor/notices/notices";
import { createStore } from "../../floor/store";

/** Rows that are asked for at once. */
export const PAGE_ROWS = 200;
/** Pages that are held. */
const MOST_PAGES = 50;

/** The fields of the tool. */
export interface Wanted {
  readonly text: string;
  readonly language: string | null;
  readonly outcome: HistoryQuery["outcome"];
  /** Of the sessions that worked there; null: of any. */
  readonly folder: string | null;
}

export const wanted = createStore<Wanted>({ text: "", language: null, outcome: "all", folder: null });
/** Of the newest answer all but its rows. */
export const found = createStore<Omit<HistoryFound, "page"> | null>(null);
/** Pages by their number. */
export const pages = createStore<ReadonlyMap<number, readonly HistoryRow[]>>(new Map());
/** A sentence, where the history could not be read. */
export const problem = createStore<string | null>(null);
/** All sessions there are, by id: of others in the history no name is known. */
export const sessions = createStore<ReadonlyMap<string, SessionEntry>>(new Map());

/** Counts the questions: answers to older ones are not taken. */
let asked = 0;

function queryOf({ text, language, outcome, folder }: Wanted): HistoryQuery {
  const known = [...sessions.get().values()];
  return {
    text: text.slice(0, 1000),
    language,
    outcome,
    sessions: folder === null ? null : known.filter(({ cwd }) => cwd === folder).map(({ id }) => id),
  };
}

/** Looks anew for what is wanted. @param first the page that is looked at */
export async function look(first = 0): Promise<void> {
  const question = ++asked;
  try {
    const { page, ...answer } = await tandem.request("history.find", {
      query: queryOf(wanted.get()),
      from: first * PAGE_ROWS,
      count: PAGE_ROWS,
    });
    if (question !== asked) return;
    pages.set(new Map([[first, page]]));
    found.set(answer);
    problem.set(null);
  } catch (error) {
    if (question === asked) problem.set(sentenceOf(error));
  }
}

let isLooking = false;
let isChanged = false;

/** Looks for what is wanted after a key: at once, or when the question before is answered; keys in between are one question. */
export async function lookForWanted(): Promise<void> {
  isChanged = true;
  if (isLooking) return;
  isLooking = true;
  try {
    while (isChanged) {
      isChanged = false;
      await look();
    }
  } finally {
    isLooking = false;
  }
}

/** Brings a page that is looked at; where the history is another by now, all is looked for anew. */
export async function bringPage(number: number): Promise<void> {
  const question = asked;
  const { page, ...answer } = await tandem.request("history.find", {
    query: queryOf(wanted.get()),
    from: number * PAGE_ROWS,
    count: PAGE_ROWS,
  });
  if (question !== asked) return;
  if (answer.version !== found.get()?.version) {
    await look(number);
    return;
  }
  pages.set((now) => new Map([...now, [number, page] as const].slice(-MOST_PAGES)));
}

/** Names and folders of the sessions. */
export async function readSessions(): Promise<void> {
  const all = await tandem.request("sessions.all");
  sessions.set(new Map(all.map((entry) => [entry.id, entry])));
}

/** The row at a place of the list; undefined while its page is not here. */
export function rowAt(
  all: ReadonlyMap<number, readonly HistoryRow[]>,
  place: number,
): HistoryRow | undefined {
  return all.get(Math.floor(place / PAGE_ROWS))?.[place % PAGE_ROWS];
}
