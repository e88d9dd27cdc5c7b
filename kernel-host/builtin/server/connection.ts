/** Reads the connection file that a kernel is started with (argv `{connection_file}`). */
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import type { ConnectionInfo } from "../../../preload/contract/connection-info";

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));
const schema = v.object({
  transport: v.optional(v.picklist(["tcp", "ipc"]), "tcp"),
  ip: v.pipe(v.string(), v.minLength(1)),
  shell_port: port,
  iopub_port: port,
  stdin_port: port,
  control_port: port,
  hb_port: port,
  key: v.pipe(v.string(), v.minLength(1, "there is no key, and unsigned messages are not taken")),
  signature_scheme: v.optional(v.literal("hmac-sha256"), "hmac-sha256"),
  kernel_name: v.optional(v.string(), ""),
});

/** @throws Error with a sentence for people, when the file cannot be read or used */
export async function readConnectionFile(file: string): Promise<ConnectionInfo> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Error(`The connection file ${file} cannot be read: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, content);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new Error(
    `The connection file ${file} cannot be used: ${v.getDotPath(issue) ?? "it"}: ${issue.message}`,
  );
}
