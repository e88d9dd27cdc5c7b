/** What is done to a document's file, one thing after the other: saves, reloads, changes that others made. */
import type { Document } from "../code/documents";

const last = new WeakMap<Document, Promise<unknown>>();

/** Does a job when all that was asked for before is over; fails as the job does. Not to be called from within a job. */
export function inTurn<T>(document: Document, job: () => Promise<T>): Promise<T> {
  const done = (last.get(document) ?? Promise.resolve()).then(job, job);
  last.set(
    document,
    done.catch(() => {}),
  );
  return done;
}
