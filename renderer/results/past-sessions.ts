/**
 * What files gave in sessions that no shell of the window shows: read from their logs when a file wants it. One whose kernel
 * runs, in another window or with its shell closed, is followed.
 */
import type { KernelStatus } from "../../preload/contract/kernel-state";
import type { SessionEntry } from "../../preload/contract/sessions";
import { Disposables } from "../../preload/floor/disposables";
import type { Block, Transcript } from "../../preload/transcript/transcript";
import { documents } from "../code/documents";
import { RunIndex } from "../editor/run-index";
import { unshownRuns } from "../editor/unshown-runs";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { createStore, type Readable } from "../floor/store";
import { PLACE_OF_FILE_SESSIONS, sessionsOf } from "../kernels/file-sessions";
import { followSession, readSession } from "../kernels/read-session";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { showBlock } from "../shell/output/links/printed-file";
import type { ResultSource } from "./result-source";
import { RunHistory } from "./run-history";

interface Past {
  readonly source: ResultSource;
  readonly history: RunHistory;
  readonly index: RunIndex;
  /** Ends what follows it. */
  readonly stop: () => void;
}

const known = new Map<string, Past>();
/** Those that are being read, or were and cannot be. */
const asked = new Set<string>();
/** One after the other: each takes a program of its own for a moment. */
let reading: Promise<unknown> = Promise.resolve();

/** Whoever shows results looks again. */
export const pastChanges = createStore(0);

/** Whoever shows results asks again for the sessions of its file (`lookForPast`). */
export const sessionChanges = createStore(0);

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

/** Looks again when another window runs a file, and lets go of what is not wanted. Called once, at start. */
export function followPast(): void {
  addEventListener("storage", ({ key }) => {
    if (key === PLACE_OF_FILE_SESSIONS) sessionChanges.set((now) => now + 1);
  });
  const { shells, sessions } = windowShells();
  shells.subscribe(() => {
    // What a shell shows is read from there; it is read anew when that is closed.
    for (const id of [...known.keys(), ...asked]) if (isShown(id)) forget(id);
  });
  sessions.subscribe(() => {
    const running = new Set(sessions.get().map(({ id }) => id));
    for (const [id, { stop }] of known) if (!running.has(id)) stop();
  });
  documents.subscribe(() => {
    const wanted = new Set(documents.get().flatMap((document) => sessionsOf(document.file.get().path ?? "")));
    for (const id of known.keys()) if (!wanted.has(id)) forget(id);
  });
}

function forget(id: string): void {
  asked.delete(id);
  known.get(id)?.stop();
  if (known.delete(id)) changed();
  sessionChanges.set((now) => now + 1);
}

function changed(): void {
  unshownRuns.set(
    [...known].map(([session, { source, index }]) => ({
      name: source.name,
      index,
      show: async (block: Block) => showBlock(await openPast(session), block),
    })),
  );
  pastChanges.set((now) => now + 1);
}

async function read(id: string): Promise<void> {
  const entry = (await tandem.request("sessions.all")).find((one) => one.id === id);
  // A session that was deleted has no results any more.
  if (!entry || entry.state === "unusable" || isShown(id)) return;
  const past = entry.state === "running" ? await followed(entry) : await closed(entry);
  if (isShown(id)) return past.stop();
  known.set(id, past);
  changed();
}

async function closed(entry: SessionEntry): Promise<Past> {
  const { blocks: all, seq } = await readSession(entry.id);
  // Only what came from files is held.
  const transcript = { blocks: all.filter(({ origin }) => origin !== undefined), seq };
  const [history, index] = [new RunHistory().take(transcript), new RunIndex().take(transcript)];
  return { source: sourceOf(entry, createStore(transcript), null), history, index, stop: () => {} };
}

async function followed(entry: SessionEntry): Promise<Past> {
  const client = await followSession(entry.id);
  const { transcript } = client.log;
  const [history, index] = [new RunHistory(), new RunIndex()];
  const status = createStore<KernelStatus | null>(client.status.get());
  const take = () => {
    history.take(transcript.get());
    index.take(transcript.get());
  };
  take();
  const opened = new Disposables(
    transcript.subscribe(() => {
      take();
      changed();
    }),
    client.status.subscribe(() => {
      status.set(client.status.get());
      changed();
    }),
    () => client.dispose(),
    // Its kernel is not there any more, or not looked at.
    () => {
      status.set(null);
      changed();
    },
  );
  return { source: sourceOf(entry, transcript, status), history, index, stop: opened.dispose };
}

function sourceOf(
  { id, cwd }: SessionEntry,
  transcript: Readable<Transcript>,
  status: Readable<KernelStatus | null> | null,
): ResultSource {
  const unfolded = new Set<string>();
  return {
    name: `session ${id}`,
    shell: null,
    session: id,
    status,
    owner: {
      cwd,
      transcript,
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
