import { expect, test } from "vitest";
import { makeMessage } from "../wire/message";
import { OpenQuestion } from "./open-question";

const asked = (password: boolean) =>
  makeMessage("k", "input_request", { prompt: "Name: ", password }, { msgId: "question-1" });

test("the first answer counts, and belongs to the question", () => {
  const question = new OpenQuestion("s");
  const message = asked(false);
  question.hear(message);
  expect(question.pending).toMatchObject({ requestId: "question-1", prompt: "Name: ", password: false });
  expect(question.answer("question-0", "no", "a")).toBeUndefined();
  const answer = question.answer("question-1", "Ada", "a");
  expect(answer?.message).toMatchObject({ parent: message.header, content: { value: "Ada" } });
  expect(answer?.record).toEqual({
    kind: "input_answered",
    requestId: "question-1",
    parent: null,
    client: "a",
    value: "Ada",
  });
  expect(question.pending).toBeUndefined();
  expect(question.answer("question-1", "Grace", "b")).toBeUndefined();
});

test("a password goes to the kernel and not into the record", () => {
  const question = new OpenQuestion("s");
  question.hear(asked(true));
  const answer = question.answer("question-1", "hunter2", "a");
  expect(answer?.message.content).toEqual({ value: "hunter2" });
  expect(JSON.stringify(answer?.record)).not.toContain("hunter2");
});

test("one that an earlier host heard is answered too, and goes with its request", () => {
  const earlier = { requestId: "question-1", parent: "cell", prompt: "? ", password: false };
  const answer = new OpenQuestion("s", earlier).answer("question-1", "x", "a");
  expect(answer?.message.parent).toMatchObject({ msg_id: "question-1", msg_type: "input_request" });
  const question = new OpenQuestion("s", earlier);
  question.withdraw("another");
  expect(question.pending).toEqual(earlier);
  question.withdraw("cell");
  expect(question.pending).toBeUndefined();
});
