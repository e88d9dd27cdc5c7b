/**
 * One host at a time where the system does not say when a process was started (Windows), so that an epoch's file cannot
 * tell a living holder from another process with its pid: the host holds a named pipe as long as it lives. The system
 * takes it back with the process, whatever ends that.
 */
import { createHash } from "node:crypto";
import { createServer } from "node:net";

/** Name of the pipe for a session's folder: every host of it computes the same. */
export function lockName(folder: string): string {
  // Names of pipes, like those of folders, know no case.
  const hash = createHash("sha256").update(folder.toLowerCase()).digest("hex");
  return `\\\\.\\pipe\\tandem-session-${hash.slice(0, 32)}`;
}

/**
 * Takes the name, and holds it until this process ends or `release` is called. Whoever connects is turned away.
 * @returns undefined when another process holds it
 * @throws the system's error when it cannot be taken for another reason
 */
export async function holdName(name: string): Promise<{ release(): Promise<void> } | undefined> {
  const server = createServer((socket) => socket.destroy());
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      // Windows denies access to a first instance where there is one.
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(true);
      else reject(error);
    });
    server.listen(name, () => resolve(false));
  });
  if (taken) return undefined;
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
