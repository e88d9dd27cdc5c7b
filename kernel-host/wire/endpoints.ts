/** Where a kernel's five sockets are. */
import type { ConnectionInfo } from "../../preload/contract/connection-info";

export const KERNEL_SOCKETS = ["shell", "iopub", "stdin", "control", "hb"] as const;
export type KernelSocketName = (typeof KERNEL_SOCKETS)[number];

/** Where one of the kernel's sockets is, as ZeroMQ wants it. */
export function endpoint(connection: ConnectionInfo, socket: KernelSocketName): string {
  const port = connection[`${socket}_port`];
  return connection.transport === "ipc" ? `ipc://${connection.ip}-${port}` : `tcp://${connection.ip}:${port}`;
}
