import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { makeRingMemory, RingReader, RingWriter } from "./byte-ring";

function ring() {
  const memory = makeRingMemory();
  let kicks = 0;
  const writer = new RingWriter(memory, () => {
    kicks++;
  });
  return { memory, writer, reader: new RingReader(memory), kicks: () => kicks };
}

test("messages come out as they went in, in order, however the reader divides them", () => {
  const { writer, reader } = ring();
  const sent: unknown[] = [];
  const taken: unknown[] = [];
  // Several times around the ring.
  for (let i = 0; i < 4000; i++) {
    const message = { i, text: "é😀".repeat((i * 37) % 900) };
    sent.push(message);
    writer.send(message);
    if (i % 7 === 0) taken.push(...reader.take());
  }
  taken.push(...reader.take());
  expect(taken).toEqual(sent);
});

test("the reader is kicked once until it takes, and again after that", () => {
  const { writer, reader, kicks } = ring();
  writer.send(1);
  writer.send(2);
  expect(kicks()).toBe(1);
  expect(reader.take()).toEqual([1, 2]);
  writer.send(3);
  expect(kicks()).toBe(2);
  writer.wake();
  expect(kicks()).toBe(3);
});

test("a message longer than the ring passes through it, while its writer waits", async () => {
  const { memory, writer } = ring();
  // The reader is another thread: it counts what passes, as bytes, and gives room.
  const worker = new Worker(
    `const { workerData, parentPort } = require("node:worker_threads");
     const control = new Int32Array(workerData, 0, 4);
     let total = 0;
     const look = () => {
       const taken = Atomics.load(control, 1), written = Atomics.load(control, 0);
       total += (written - taken) >>> 0;
       Atomics.store(control, 1, written);
       Atomics.notify(control, 1);
       if (total >= 9_000_006) parentPort.postMessage(total); else setImmediate(look);
     };
     look();`,
    { eval: true, workerData: memory },
  );
  const total = new Promise((resolve) => worker.once("message", resolve));
  writer.send("x".repeat(9_000_000));
  expect(await total).toBe(9_000_006);
  await worker.terminate();
});

test("a writer gives up when nobody reads any more", () => {
  const { writer, reader } = ring();
  reader.close();
  writer.send("x".repeat(9_000_000));
});
