/** What a host does about the one before it, of which nothing is left but the log: its kernel was ended with it. */
import type { Log } from "../log/log";
import { hostEnded } from "./takeover-sentences";

/**
 * Ends in the log what the earlier host left open: its kernel's life, and the requests that waited or ran.
 * @param name the kernel's display name
 */
export function endEarlierHost(log: Log, name: string): void {
  const { newest } = log;
  if (!newest) return;
  for (const { msgId } of log.openBlocks) log.append({ kind: "request_end", msgId, status: "kernel died" });
  if (newest.kind === "prompt" && newest.prompt.kind === "dead") return;
  log.append({ kind: "life", event: "died", sentence: hostEnded(name) });
  log.append({ kind: "prompt", prompt: { kind: "dead" } });
}
