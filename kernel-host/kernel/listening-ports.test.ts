import { createServer } from "node:net";
import { expect, it } from "vitest";
import { listeningSockets, listensOn } from "./listening-ports";

it("finds in the system's table who listens on a port, and no connection from or to it", () => {
  const table = [
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
    "   0: 0100007F:0001 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1 0",
    "   1: 0100007F:0002 0100007F:0001 01 00000000:00000000 00:00000000 00000000     0        0 102 1 0",
    "   2: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 103 1 0",
  ].join("\n");
  expect(listeningSockets(table, [1, 2, 3])).toEqual(["101"]);
});

it.runIf(process.platform === "linux")("knows the sockets of a process from those of others", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  try {
    expect(await listensOn(process.pid, [port])).toBe(true);
    expect(await listensOn(process.ppid, [port])).toBe(false);
  } finally {
    server.close();
  }
});
