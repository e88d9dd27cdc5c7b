/** Which sessions ran code of which files: so that what they gave is found when no shell shows them any more. */
import * as v from "valibot";

/** Where it is kept: in every window alike. */
export const PLACE_OF_FILE_SESSIONS = "sessions of files";
/** Files, and sessions of each; the oldest go. */
const MOST_FILES = 400;
const MOST_SESSIONS = 4;

const id = v.pipe(v.string(), v.maxLength(100));
const kept = v.array(v.tuple([v.pipe(v.string(), v.maxLength(4096)), v.array(id)]));

function stored(): v.InferOutput<typeof kept> {
  try {
    return v.parse(kept, JSON.parse(localStorage.getItem(PLACE_OF_FILE_SESSIONS) ?? "[]"));
  } catch {
    return [];
  }
}

/** To be called when code of a file goes to a session. @param file its path */
export function noteRun(file: string, session: string): void {
  if (!isPath(file)) return;
  const all = stored();
  const known = all.find(([path]) => path === file)?.[1] ?? [];
  if (known.at(-1) === session && all.at(-1)?.[0] === file) return;
  const sessions = [...known.filter((one) => one !== session), session].slice(-MOST_SESSIONS);
  const others = all.filter(([path]) => path !== file);
  keep([...others, [file, sessions]]);
}

/**
 * To be called where the log of a session has runs of a file: what was noted may have been lost with the app, which was
 * killed. @param file its path
 */
export function noteSeen(file: string, session: string): void {
  if (!isPath(file)) return;
  const all = stored();
  const known = all.find(([path]) => path === file)?.[1] ?? [];
  if (known.includes(session)) return;
  const others = all.filter(([path]) => path !== file);
  const sessions = [session, ...known].slice(-MOST_SESSIONS);
  keep([...others, [file, sessions]]);
}

/** A file that was never saved has a name alone. */
const isPath = (file: string) => /[\\/]/.test(file);

function keep(all: v.InferOutput<typeof kept>): void {
  localStorage.setItem(PLACE_OF_FILE_SESSIONS, JSON.stringify(all.slice(-MOST_FILES)));
}

/** The sessions that ran code of a file, the newest last. */
export function sessionsOf(file: string): readonly string[] {
  return stored().find(([path]) => path === file)?.[1] ?? [];
}
