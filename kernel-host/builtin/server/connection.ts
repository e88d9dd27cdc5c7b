/** Reads the connection file that a kernel is started with (argv `{connection_file}`). */
import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { type ConnectionInfo, connectionInfo } from "../../../preload/contract/connection-info";

/** As the protocol has it, but for what other clients leave out; a kernel of ours wants to be spoken to with a key. */
const schema = v.object({
  ...connectionInfo.entries,
  transport: v.optional(connectionInfo.entries.transport, "tcp"),
  signature_scheme: v.optional(connectionInfo.entries.signature_scheme, "hmac-sha256"),
  key: v.pipe(v.string(), v.minLength(1, "there is no key, and unsigned messages are not taken")),
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
