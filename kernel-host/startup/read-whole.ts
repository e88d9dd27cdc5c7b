/**
 * Reads a file to its end, also one that has none yet: a FIFO is waited for without a thread of its own, which would
 * keep this process from ending for as long as nobody writes.
 */
import { constants } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A FIFO into which nobody writes is looked at again after this, in ms. */
const LOOK_MS = 100;

/**
 * @param signal ends the waiting
 * @throws NodeJS.ErrnoException when it cannot be read; AbortError after `signal`
 */
export async function readWhole(file: string, signal?: AbortSignal): Promise<Buffer> {
  if (!(await stat(file)).isFIFO()) return readFile(file, { signal });
  for (;;) {
    const bytes = await readPipe(file, signal);
    if (bytes.length > 0) return bytes;
    await pause(LOOK_MS, undefined, { ...(signal && { signal }), ref: false });
  }
}

/** What is written into a FIFO until its writers have closed it; nothing where there is none. */
async function readPipe(file: string, signal: AbortSignal | undefined): Promise<Buffer> {
  signal?.throwIfAborted();
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const socket = new Socket({ fd: handle.fd, readable: true, writable: false });
  const end = () => void socket.destroy();
  signal?.addEventListener("abort", end, { once: true });
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } finally {
    signal?.removeEventListener("abort", end);
    socket.destroy();
    // The socket has closed it already.
    await handle.close().catch(() => {});
  }
}
