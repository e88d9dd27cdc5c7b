/** Reads all of a session's transcript, whether a shell shows it or not. */
import type { SessionInfo } from "../../preload/contract/sessions";
import type { Transcript } from "../../preload/transcript/transcript";
import { tandem } from "../floor/bridge";
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
    if (!listed) await tandem.request("sessions.end", { id, unlessShown: true });
  }
}
