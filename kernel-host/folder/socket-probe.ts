/** Whether Unix sockets can be made in a folder. File servers and some disks have none, which only trying tells. */
import { createServer } from "node:net";

/**
 * Makes a socket and takes it away again.
 * @param file where it is made; one that was left there says as much
 * @returns what the system says where it cannot be made, such as EPERM, or undefined
 */
export function whyNoSocket(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code, message }: NodeJS.ErrnoException) =>
      resolve(code === "EADDRINUSE" ? undefined : (code ?? message)),
    );
    server.listen(file, () => server.close(() => resolve(undefined)));
  });
}
