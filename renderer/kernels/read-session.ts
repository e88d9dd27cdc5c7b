/** Reads all of a session's transcript, whether a shell shows it or not. */
import type { SessionInfo } from "../../preload/contract/sessions";
import type { Transcript } from "../../preload/transcript/transcript";
import { tandem } from "../floor/bridge";
import type { SessionClient } from "./session-client";
import { windowShells } from "./window-shells";

/** What a host may take to begin to serve a log, in ms. */
const PATIENCE_MS = 30_000;

/**
 * The transcript of a session, without marks. One that is closed is opened for it and put away again.
 * @throws Error with a sentence when it cannot be read
 */
export async function readSession(id: string): Promise<Transcript> {
  const shells = windowShells();
  const listed = shells.sessions.get().find((session) => session.id === id);
  const info: SessionInfo = listed ?? (await tandem.request("sessions.open", { id }));
  const client = shells.readingClient(info);
  try {
    client.open([]);
    await client.allRead(PATIENCE_MS);
    return client.log.present();
  } finally {
    client.dispose();
    // The list may not have come yet where one runs, and a shell may have come to show it meanwhile.
    if (!listed && isPutAway(info, shells.shells.get()))
      await tandem.request("sessions.end", { id, unlessShown: true });
  }
}

/**
 * A client that goes on reading a session that runs; whoever asked for it disposes it.
 * @throws Error with a sentence when what there is so far cannot be read
 */
export async function followSession(id: string): Promise<SessionClient> {
  const shells = windowShells();
  const listed = shells.sessions.get().find((session) => session.id === id);
  const client = shells.readingClient(listed ?? (await tandem.request("sessions.open", { id })));
  try {
    client.open([]);
    await client.allRead(PATIENCE_MS);
    return client;
  } catch (error) {
    client.dispose();
    throw error;
  }
}

/**
 * Whether a session that was opened to be read is put away again: never one that runs, whose kernel that would end, and
 * none that a shell of this window shows.
 */
export function isPutAway(
  { id, closed }: Pick<SessionInfo, "id" | "closed">,
  shells: readonly { readonly session: string }[],
): boolean {
  return closed === true && !shells.some(({ session }) => session === id);
}
