/** Ruff, in a thread of its own: it may take seconds over a long file, and its WebAssembly is allowed here alone. */
import init, { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-web";
import type { FromRuff, ToRuff } from "./ruff-jobs";
import { work } from "./ruff-work";

/** Options that were used last are kept ready. */
const MOST_WORKSPACES = 4;
const workspaces = new Map<string, Workspace>();
const ready = init({ module_or_path: new URL("ruff_wasm_bg.wasm", self.location.href) });

function open(options: Readonly<Record<string, unknown>>): Workspace {
  const key = JSON.stringify(options);
  const known = workspaces.get(key);
  const workspace = known ?? new Workspace(options, PositionEncoding.Utf16);
  workspaces.delete(key);
  workspaces.set(key, workspace);
  for (const [old, unused] of workspaces) {
    if (workspaces.size <= MOST_WORKSPACES) break;
    workspaces.delete(old);
    unused.free();
  }
  return workspace;
}

const answer = (message: FromRuff) => self.postMessage(message);

self.onmessage = async ({ data: { id, job } }: MessageEvent<ToRuff>) => {
  try {
    await ready;
    answer({ id, result: work(job, open) });
  } catch (error) {
    answer({ id, result: { is: "crashed", reason: error instanceof Error ? error.message : String(error) } });
  }
};
