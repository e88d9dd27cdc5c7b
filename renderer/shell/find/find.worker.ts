/** Finds text in a log, in a thread of its own: an expression that never ends holds nothing up but this. */
import { setLanguage } from "../../../preload/texts/language";
import { FindCorpus } from "./find-corpus";
import type { FromFinder, ToFinder } from "./find-messages";
import { compileQuery } from "./find-query";

/** Longest work before messages are looked at, in ms. */
const SLICE_MS = 40;

interface WorkerScope {
  postMessage(message: FromFinder, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToFinder>) => void) | null;
}
// The window names the worker by the language that it speaks.
setLanguage(self.name);
const scope = self as unknown as WorkerScope;
const corpus = new FindCorpus();
const { port1, port2 } = new MessageChannel();
let id = 0;
let last = 0;
let taken = 0;
/** The last message with records has no answer yet: nothing more is to come. */
let owed = false;
let scheduled = false;

const schedule = () => {
  if (scheduled) return;
  scheduled = true;
  port2.postMessage(null);
};

/** Answers records, as soon as there is room for more. */
const answer = () => {
  if (!owed || corpus.full) return;
  owed = false;
  scope.postMessage({ type: "took" });
};

port1.onmessage = () => {
  scheduled = false;
  const until = performance.now() + SLICE_MS;
  scope.postMessage({ type: "alive", busy: true });
  const { blocks, done } = corpus.search(() => performance.now() > until);
  const all = done && taken >= last;
  scope.postMessage(
    { type: "found", id, blocks, done: all, more: corpus.more },
    blocks.map(({ hits }) => hits.buffer as ArrayBuffer),
  );
  answer();
  scope.postMessage({ type: "alive", busy: !done });
  if (!done) schedule();
};

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case "records":
      corpus.append(data.records);
      last = data.last;
      taken = data.records.at(-1)?.seq ?? taken;
      owed = true;
      answer();
      schedule();
      return;
    case "marks":
      corpus.setMarks(data.marks);
      schedule();
      return;
    case "query":
      id = data.id;
      if (data.query && corpus.incomplete) {
        scope.postMessage({ type: "again" });
        return;
      }
      try {
        corpus.find(data.query && compileQuery(data.query));
        schedule();
      } catch (error) {
        corpus.find(null);
        scope.postMessage({
          type: "failed",
          id,
          sentence: error instanceof Error ? error.message : String(error),
        });
        // The window waits for a sign that this works no more.
        schedule();
      }
  }
};
