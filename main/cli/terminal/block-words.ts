/** How the terminal calls what a window calls in the same words: ends of requests, and who sent them. */
import type { Block } from "../../../preload/transcript/transcript";

const ENDS: Partial<Record<Block["state"], string>> = {
  timeout: "no answer",
  restarted: "ended by restart",
  "ended during the gap": "ended unseen",
};

/** How a request ended, or what it does. */
export function stateWords(state: Block["state"]): string {
  return ENDS[state] ?? state;
}

/** Who a client is; a window's own name (`window-<view>`) tells people nothing. */
export function clientWords(client: string): string {
  return client.startsWith("window-") ? "a window" : client;
}
