/** Which sessions ran code of which files: so that what they gave is found when no shell shows them any more. */
import * as v from "valibot";

const PLACE = "sessions of files";
/** Files, and sessions of each; the oldest go. */
const MOST_FILES = 400;
const MOST_SESSIONS = 4;

const id = v.pipe(v.string(), v.maxLength(100));
const kept = v.array(v.tuple([v.pipe(v.string(), v.maxLength(4096)), v.array(id)]));

function stored(): v.InferOutput<typeof kept> {
  try {
    return v.parse(kept, JSON.parse(localStorage.getItem(PLACE) ?? "[]"));
  } catch {
    return [];
  }
}

/** To be called when code of a file goes to a session. @param file its path */
export function noteRun(file: string, session: string): void {
  // A file that was never saved has a name alone.
  if (!/[\\/]/.test(file)) return;
  const all = stored();
  const known = all.find(([path]) => path === file)?.[1] ?? [];
  if (known.at(-1) === session && all.at(-1)?.[0] === file) return;
  const sessions = [...known.filter((one) => one !== session), session].slice(-MOST_SESSIONS);
  const others = all.filter(([path]) => path !== file).slice(1 - MOST_FILES);
  localStorage.setItem(PLACE, JSON.stringify([...others, [file, sessions]]));
}

/** The sessions that ran code of a file, the newest last. */
export function sessionsOf(file: string): readonly string[] {
  return stored().find(([path]) => path === file)?.[1] ?? [];
}
