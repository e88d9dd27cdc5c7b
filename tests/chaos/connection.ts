/** The two ends between which a proxy stands: where a host looks for its kernel, and where the kernel is. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { type ConnectionInfo, connectionInfo } from "../../preload/contract/connection-info";
import type { HostOptions, TestHost } from "../process/kernel-host-fixture";
import { python } from "../process/programs";
import { until } from "../process/until";
import type { Stage } from "./stage";

export const KERNEL_SOCKETS = ["shell", "iopub", "stdin", "control", "hb"] as const;
export type KernelSocket = (typeof KERNEL_SOCKETS)[number];

/** A program that faults run as a kernel. */
export const kernelProgram = (name: string) => path.join(process.cwd(), "tests/chaos/kernels", name);

export interface Ends {
  readonly host: TestHost;
  /** As the host knows it. */
  readonly front: ConnectionInfo;
  /** As the kernel was given it; undefined until it is started. */
  readonly back: () => Promise<ConnectionInfo | undefined>;
}

/** Starts a host with a kernel that listens elsewhere than the host looks for it. */
export async function apart(stage: Stage, options: HostOptions = {}): Promise<Ends> {
  const argv = [python, kernelProgram("behind_proxy.py"), "{connection_file}", "{connection_file}.behind"];
  const host = await stage.host({ ...options, argv });
  const read = async (file: string) => {
    const text = await readFile(file, "utf8").catch(() => undefined);
    return text === undefined ? undefined : v.parse(connectionInfo, JSON.parse(text));
  };
  const front = await until("the connection file", () => read(host.connectionFile));
  return { host, front, back: () => read(`${host.connectionFile}.behind`) };
}
