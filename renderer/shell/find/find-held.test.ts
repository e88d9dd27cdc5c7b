import { expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { expectTrueAccount, heap, MB, parsedText } from "../../../tests/unit/heap";
import { DisplayTexts } from "./display-texts";
import { FindCorpus } from "./find-corpus";
import { compileQuery } from "./find-query";

let seq = 0;
/** On the heap as it is when it came to a worker. */
const record = (more: object) =>
  JSON.parse(JSON.stringify({ seq: ++seq, life: 1, time: 0, ...more })) as LogRecord;
const block = (id: string, ...inside: object[]) => [
  record({ kind: "request", msgId: id, client: "w", code: "x" }),
  ...inside.map((one) => record({ parent: id, ...one })),
  record({ kind: "request_end", msgId: id, status: "ok" }),
];
const print = (text: string) => ({ kind: "stream", foreign: false, name: "stdout", text });
const display = (data: object) => ({
  kind: "message",
  msgType: "display_data",
  content: { data, metadata: {} },
});
const finder = compileQuery({ text: "needle", matchCase: true, wholeWord: false, regex: false });

const RECORDS: Readonly<Record<string, (n: number) => LogRecord[]>> = {
  "printed lines": (n) => block(`${n}`, print("short\n".repeat(10_000))),
  "long texts": (n) => block(`${n}`, display({ "text/plain": parsedText(n) })),
  "displays of many short lines": (n) => block(`${n}`, display({ "text/plain": "a line\n".repeat(20_000) })),
  "tables in pages": (n) =>
    block(
      `${n}`,
      display({ "text/html": `<table>${"<tr><td>1</td><td>2</td></tr>".repeat(20_000)}</table>` }),
    ),
  "small blocks": (n) => Array.from({ length: 1000 }, (_, i) => block(`${n}/${i}`, print("x\n"))).flat(),
};

it.each(Object.entries(RECORDS))("the account of what is searched is true: %s", async (_name, make) => {
  const before = await heap();
  const corpus = new FindCorpus();
  corpus.find(finder);
  for (let n = 0; n < 20; n++) {
    corpus.append(make(n));
    corpus.search(() => false);
  }
  await expectTrueAccount(corpus, before);
});

it("what is searched has a bound, and what is not searched yet says that it is full", () => {
  const corpus = new FindCorpus();
  corpus.find(finder);
  let n = 0;
  // As much as there is room for, and what came at once with it.
  while (!corpus.full) corpus.append(block(`${n}`, display({ "text/plain": parsedText(n++) })));
  expect(corpus.held).toBeLessThan(120 * MB);
  corpus.search(() => false);
  expect([corpus.full, corpus.incomplete]).toEqual([false, true]);
  expect(corpus.held).toBeLessThan(70 * MB);
});

it("texts of displays have a bound of their own, and are there again when they are asked for", () => {
  const texts = new DisplayTexts();
  const displays = Array.from({ length: 40 }, (_, n) => ({ "text/plain": parsedText(n) }));
  for (const data of displays) expect(texts.of(data).length).toBe(1);
  expect(texts.held).toBeLessThan(17 * MB);
  expect(texts.of(displays[0] ?? {}).at(0)).toBe(parsedText(0));
});
