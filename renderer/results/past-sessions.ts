/** What files gave in sessions that no shell of the window shows any more: read from their logs when a file wants it. */
import type { SessionEntry } from "../../preload/contract/sessions";
import type { Block, Transcript } from "../../preload/transcript/transcript";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { createStore } from "../floor/store";
import { sessionsOf } from "../kernels/file-sessions";
import { readSession } from "../kernels/read-session";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import type { ResultSource } from "./result-source";
import { RunHistory } from "./run-history";

interface Past {
  readonly source: ResultSource;
  readonly history: RunHistory;
}

const known = new Map<string, Past>();
/** Those that are being read, or were and cannot be. */
const asked = new Set<string>();
/** One after the other: each takes a program of its own for a moment. */
let reading: Promise<unknown> = Promise.resolve();

/** Whoever shows results looks again. */
export const pastChanges = createStore(0);

const isShown = (session: string) =>
  windowShells()
    .shells.get()
    .some((shell) => shell.session === session);

/** The runs of a file in sessions that no shell shows. */
export function* pastRuns(file: string): Iterable<{ readonly where: ResultSource; readonly block: Block }> {
  for (const [session, { source, history }] of known)
    if (!isShown(session)) for (const block of history.of(file)) yield { where: source, block };
}

/** Has the logs of those sessions read in which a file ran. @param file its path */
export function lookForPast(file: string): void {
  const wanted = sessionsOf(file).filter((id) => !known.has(id) && !asked.has(id) && !isShown(id));
  // The newest first: what it gave is what is shown.
  for (const id of wanted.reverse()) {
    asked.add(id);
    reading = reading.then(() => unawaited("reading what a session gave", read(id)));
  }
}

async function read(id: string): Promise<void> {
  const entry = (await tandem.request("sessions.all")).find((one) => one.id === id);
  // A session that was deleted has no results any more; one that runs may be asked for again once it ended.
  if (!entry || entry.state === "unusable" || isShown(id)) return;
  if (entry.state === "running") asked.delete(id);
  const transcript = await readSession(id);
  // Only what came from files is held.
  const blocks = transcript.blocks.filter(({ origin }) => origin !== undefined);
  const history = new RunHistory().take({ blocks, seq: transcript.seq });
  known.set(id, { source: sourceOf(entry, { blocks, seq: transcript.seq }), history });
  pastChanges.set((now) => now + 1);
}

function sourceOf({ id, cwd }: SessionEntry, transcript: Transcript): ResultSource {
  const unfolded = new Set<string>();
  return {
    name: `session ${id}`,
    shell: null,
    session: id,
    owner: {
      cwd,
      transcript: createStore(transcript),
      isUnfolded: (seq, piece) => unfolded.has(`${seq} ${piece}`),
      togglePiece: (seq, piece) => {
        const name = `${seq} ${piece}`;
        if (!unfolded.delete(name)) unfolded.add(name);
      },
    },
  };
}

/** The session in a shell of the window, opened for it. */
export async function openPast(session: string): Promise<ShellModel> {
  const shells = windowShells();
  const isRunning = shells.sessions.get().some(({ id }) => id === session);
  return isRunning ? shells.reopen(session) : shells.openClosed(session);
}
