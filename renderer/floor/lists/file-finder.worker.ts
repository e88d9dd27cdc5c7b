/** Finds files by name in a thread of its own: among hundreds of thousands no key waits for it. */
import { FileFinder } from "./file-finder";

export type ToFileFinder =
  /** More files of a listing, by their paths parted by NUL. */
  | { readonly type: "paths"; readonly listing: string; readonly paths: string }
  /** There are no more of that listing: those of an earlier one are forgotten. */
  | { readonly type: "listed"; readonly listing: string }
  | { readonly type: "find"; readonly typed: string; readonly most: number };

export interface FromFileFinder {
  /** Paths, best first. */
  readonly found: readonly string[];
}

interface WorkerScope {
  postMessage(message: FromFileFinder): void;
  onmessage: ((event: MessageEvent<ToFileFinder>) => void) | null;
}
const scope = self as unknown as WorkerScope;

/** While more files come, what is typed is looked for again after so many ms. */
const AGAIN_MS = 100;

let shown = new FileFinder();
let coming = { listing: "", finder: shown };
let query: { readonly typed: string; readonly most: number } | null = null;
let going = 0;
let again: ReturnType<typeof setTimeout> | undefined;

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();
/** Lets messages that have come meanwhile be read. */
const turn = () =>
  new Promise<void>((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });

async function find(): Promise<void> {
  clearTimeout(again);
  again = undefined;
  if (!query) return;
  const own = ++going;
  const { typed, most } = query;
  const found = await shown.find(typed, most, async () => {
    await turn();
    return own === going;
  });
  if (found) scope.postMessage({ found });
}

/** A search fails only where its worker does, which tells its window. */
const seek = () => {
  find().catch((error: unknown) => {
    throw error;
  });
};

scope.onmessage = ({ data }) => {
  if (data.type === "find") {
    query = data;
    seek();
    return;
  }
  if (coming.listing !== data.listing) coming = { listing: data.listing, finder: new FileFinder() };
  if (data.type === "paths") coming.finder.add(data.paths.split("\0"));
  // A list that was there is seen until the new one is whole.
  if (data.type === "listed" || shown.size === 0) shown = coming.finder;
  if (shown === coming.finder) again ??= setTimeout(seek, data.type === "listed" ? 0 : AGAIN_MS);
};
