/** The sessions of a profile, as their folders tell: which run, which ran, and which of them a name means. */
import { lstat, readdir } from "node:fs/promises";
import { ProtocolMismatch } from "../../../kernel-host/door/attach-opening";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import type { KernelState } from "../../../preload/contract/kernel-state";
import { findSession } from "../../kernels/hosts/found-session";
import { SessionFolder } from "../../kernels/hosts/session-folder";
import { CommandError, EXIT } from "../terminal/exit-codes";
import { SessionConnection } from "./session-connection";

/** A host that runs tells its kernel's state within this, in ms; one that does not is unresponsive. */
const STATUS_MS = 3_000;

export interface KeptSession {
  readonly folder: SessionFolder;
  readonly launch: LaunchFile;
  /** When it was begun, ms since 1970. */
  readonly created: number;
  /** hosted: its host runs; orphaned: only its kernel does; closed: its log is all that there is. */
  readonly state: "hosted" | "orphaned" | "closed";
}

/** All sessions that can be used, oldest first. */
export async function keptSessions(sessionsFolder: string): Promise<KeptSession[]> {
  const names = await readdir(sessionsFolder).catch(() => []);
  const found = await Promise.all(names.map((name) => readSession(sessionsFolder, name)));
  return found.filter((session) => session !== undefined).sort((a, b) => a.created - b.created);
}

async function readSession(parent: string, name: string): Promise<KeptSession | undefined> {
  const folder = await SessionFolder.open(parent, name);
  const found = await findSession(folder);
  if (found.state === "unusable") return undefined;
  const { launch } = found;
  const created = launch.created ?? (await lstat(folder.path)).mtimeMs;
  // A host that serves a closed session's log is none that runs.
  const state = found.state === "hosted" && (await folder.ended()) ? "closed" : found.state;
  return { folder, launch, created, state };
}

/**
 * The session that a name means: its id or name, or the beginning of either. Of several with one name, the one that
 * runs, else the newest.
 * @throws CommandError when there is none, or several
 */
export function sessionNamed(sessions: readonly KeptSession[], name: string): KeptSession {
  const wanted = name.toLowerCase();
  const nameOf = ({ launch }: KeptSession) => launch.name.toLowerCase();
  const idOf = ({ folder }: KeptSession) => folder.session;
  const ways: ((session: KeptSession) => boolean)[] = [
    (session) => idOf(session) === wanted,
    (session) => nameOf(session) === wanted,
    (session) => idOf(session).startsWith(wanted) || nameOf(session).startsWith(wanted),
  ];
  for (const fits of wanted === "" ? [] : ways) {
    const found = sessions.filter(fits);
    const running = found.filter(({ state }) => state !== "closed");
    const meant = running.length > 0 ? running : found;
    const [first] = meant;
    if (!first) continue;
    if (meant.length === 1) return first;
    if (running.length === 0 && new Set(meant.map(nameOf)).size === 1) return meant.at(-1) as KeptSession;
    const each = meant.map((session) => `${idOf(session)} (${session.launch.name})`).join(", ");
    throw new CommandError(`"${name}" may mean ${each}: say which by its id.`, EXIT.notFound);
  }
  throw new CommandError(`There is no session "${name}". "tandem sessions" lists them.`, EXIT.notFound);
}

/** What a session is doing: its kernel's state, "closed" when nothing of it runs, "disconnected" when its host is gone. */
export async function stateOf(
  { folder, state }: KeptSession,
  client: string,
  build: string,
): Promise<KernelState | "closed" | "incompatible"> {
  if (state !== "hosted") return state === "closed" ? "closed" : "disconnected";
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"unresponsive">((resolve) => {
    timer = setTimeout(() => resolve("unresponsive"), STATUS_MS);
  });
  return Promise.race([askState(folder, client, build), late]).finally(() => clearTimeout(timer));
}

async function askState(
  folder: SessionFolder,
  client: string,
  build: string,
): Promise<KernelState | "incompatible"> {
  let connection: SessionConnection;
  try {
    connection = await SessionConnection.open(folder, client, build);
  } catch (error) {
    return error instanceof ProtocolMismatch ? "incompatible" : "unresponsive";
  }
  try {
    return await Promise.race([
      new Promise<KernelState>((resolve) => connection.followStatus(({ state }) => resolve(state))),
      connection.ended.then((): KernelState => "disconnected"),
    ]);
  } finally {
    connection.dispose();
  }
}
