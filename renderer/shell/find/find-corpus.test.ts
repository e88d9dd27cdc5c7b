import { expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { FindCorpus } from "./find-corpus";
import { compileQuery } from "./find-query";
import { HitList } from "./hit-list";

let seq = 0;
const record = (more: Record<string, unknown>) =>
  ({ seq: ++seq, life: 1, time: 0, ...more }) as unknown as LogRecord;
const request = (msgId: string, code: string) => record({ kind: "request", msgId, client: "w", code });
const print = (parent: string, text: string) =>
  record({ kind: "stream", parent, foreign: false, name: "stdout", text });
const finder = (text: string) => compileQuery({ text, matchCase: true, wholeWord: false, regex: false });

function searched(corpus: FindCorpus, list: HitList, over = () => false): string[] {
  for (let done = false; !done; ) {
    const step = corpus.search(over);
    list.take(step.blocks);
    ({ done } = step);
  }
  return Array.from({ length: list.count }, (_, i) => {
    const hit = list.at(i);
    return `${hit?.seq}/${hit?.output}/${hit?.line}/${hit?.start}`;
  });
}

it("finds in code and text, over pieces of one line, without its colours, and what comes later", () => {
  seq = 0;
  const corpus = new FindCorpus();
  corpus.append([
    request("a", "x = 1\nprint(needle)"),
    print("a", "hay\nnee"),
    print("a", "\x1b[31mdle\x1b[0m\n"),
  ]);
  corpus.find(finder("needle"));
  const list = new HitList();
  expect(searched(corpus, list)).toEqual(["1/-1/1/6", "1/0/1/0"]);
  corpus.append([print("a", "\x1b[A\rgone: needle"), request("b", "needle")]);
  expect(searched(corpus, list)).toEqual(["1/-1/1/6", "1/0/1/6", "5/-1/0/0"]);
});

it("comes to the same when it is interrupted again and again", () => {
  seq = 0;
  const corpus = new FindCorpus();
  const records = [request("a", "")];
  for (let i = 0; i < 40; i++) records.push(print("a", `x${i % 3}\n`.repeat(97)));
  corpus.append(records);
  corpus.find(finder("x1"));
  const whole = searched(corpus, new HitList());
  expect(whole).toHaveLength(13 * 97);
  let turn = 0;
  corpus.find(finder("x1"));
  const list = new HitList();
  expect(searched(corpus, list, () => turn++ % 2 === 1)).toEqual(whole);
  corpus.append([print("a", "x1\n")]);
  expect(searched(corpus, list)).toEqual([...whole, `1/0/${40 * 97}/0`]);
});

it("does not find what is cleared from view", () => {
  seq = 0;
  const corpus = new FindCorpus();
  corpus.append([request("a", "needle"), record({ kind: "request_end", msgId: "a", status: "ok" })]);
  corpus.setMarks([{ kind: "clear", seq: 2 }]);
  corpus.find(finder("needle"));
  expect(searched(corpus, new HitList())).toEqual([]);
});

it("of a log of very many blocks the oldest are let go of, whether something is looked for or not", () => {
  for (const looks of [true, false]) {
    seq = 0;
    const corpus = new FindCorpus();
    if (looks) corpus.find(finder("x"));
    let hits = 0;
    for (let n = 0; n < 70; n++) {
      corpus.append(
        Array.from({ length: 1000 }, (_, i) => `${n}/${i}`).flatMap((id) => [
          request(id, "x"),
          record({ kind: "request_end", msgId: id, status: "ok" }),
        ]),
      );
      hits += corpus.search(() => false).blocks.reduce((sum, block) => sum + block.hits.length / 4, 0);
    }
    expect(hits).toBe(looks ? 70_000 : 0);
    expect(corpus.incomplete).toBe(true);
    expect(corpus.blocks).toBeLessThanOrEqual(60_000);
  }
});
