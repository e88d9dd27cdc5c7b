/** Reading a ZeroMQ socket for as long as it is open: an error of one receive is no end of hearing. */
import { setTimeout as pause } from "node:timers/promises";

/** Waits after errors that follow each other: the first, and the longest, in ms. */
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 1_000;

/** A socket that messages come from. */
export interface ReadableSocket {
  receive(): Promise<Buffer[]>;
}

export interface ReadHandlers {
  isClosed(): boolean;
  take(frames: Buffer[]): void | Promise<void>;
  /** Nothing could be received: told once, and again only when a message has come between. */
  onBroken(error: unknown): void;
}

/** Reads until the socket is closed. What `take` throws is in the process's log, and the next message is heard. */
export async function readOn(socket: ReadableSocket, handlers: ReadHandlers): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  let broken = false;
  while (!handlers.isClosed()) {
    let frames: Buffer[];
    try {
      frames = await socket.receive();
    } catch (error) {
      if (handlers.isClosed()) return;
      if (!broken) handlers.onBroken(error);
      broken = true;
      await pause(waitMs, undefined, { ref: false });
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
      continue;
    }
    if (handlers.isClosed()) return;
    [waitMs, broken] = [FIRST_WAIT_MS, false];
    try {
      await handlers.take(frames);
    } catch (error) {
      console.error("a message could not be handled:", error);
    }
  }
}
