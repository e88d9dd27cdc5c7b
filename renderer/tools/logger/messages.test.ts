import { expect, it } from "vitest";
import type { WireMessage } from "../../../preload/contract/wire";
import { fitting, jsonLines, MessageBook, messageObject } from "./messages";

const message = (n: number, more: Partial<WireMessage> = {}): WireMessage => ({
  n,
  time: 1000 + n,
  direction: "in",
  socket: "iopub",
  type: "status",
  msgId: `m${n}`,
  parent: null,
  parentType: null,
  bytes: 100,
  buffers: 0,
  parts: ['{"msg_type":"status"}', "{}", "{}", '{"execution_state":"Busy"}'],
  cut: false,
  ...more,
});

it("times answers from their request", () => {
  const book = new MessageBook();
  book.take({ messages: [message(1, { direction: "out", socket: "shell", msgId: "ask" })], dropped: 0 });
  const { messages, dropped } = book.take({
    messages: [message(5, { parent: "ask" }), message(6, { parent: "else" })],
    dropped: 3,
  });
  expect(messages.map(({ after }) => after)).toEqual([null, 4, null]);
  expect(dropped).toBe(3);
  expect(book.clear()).toEqual({ messages: [], dropped: 0 });
});

it("holds the newest of a flood, and counts the others", () => {
  const book = new MessageBook();
  for (let batch = 0; batch < 40; batch++)
    book.take({ messages: Array.from({ length: 500 }, (_, i) => message(batch * 500 + i)), dropped: 0 });
  expect(book.seen.messages.length).toBe(10_000);
  expect(book.seen.messages[0]?.n).toBe(10_000);
  expect(book.seen.dropped).toBe(10_000);
});

it("filters by words, also of the content, and leaves out", () => {
  const { messages } = new MessageBook().take({
    messages: [message(1), message(2, { type: "stream", parts: ["{}", "{}", "{}", '{"text":"lamp"}'] })],
    dropped: 0,
  });
  const numbers = (filter: string) => fitting(messages, filter).map(({ n }) => n);
  expect(numbers("")).toEqual([1, 2]);
  expect(numbers("IOPUB lamp")).toEqual([2]);
  expect(numbers("-status")).toEqual([2]);
  expect(numbers("busy")).toEqual([1]);
});

it("writes messages as objects, what is cut off as text", () => {
  expect(messageObject(message(1, { cut: true, parts: ["{}", "{}", "{}", '{"text":"xx'] }))).toMatchObject({
    socket: "iopub",
    cut: true,
    header: {},
    content: '{"text":"xx',
  });
  const lines = jsonLines(
    new MessageBook().take({ messages: [message(1), message(2)], dropped: 0 }).messages,
  );
  expect(
    lines
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).content),
  ).toEqual([{ execution_state: "Busy" }, { execution_state: "Busy" }]);
});
