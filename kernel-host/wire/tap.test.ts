import { expect, it } from "vitest";
import { MOST_WIRE_TEXT } from "../../preload/contract/wire";
import { answeredPassword } from "../floor/passwords";
import { encodeMessage, makeMessage } from "./message";
import { WireTap } from "./tap";

const frames = (type: string, content: Record<string, unknown>, parent?: Parameters<typeof makeMessage>[3]) =>
  encodeMessage("key", makeMessage("session", type, content, parent));

it("tells messages as they stand, with their parent, size and time, but no answers", () => {
  const tap = new WireTap();
  tap.pass("out", "shell", frames("kernel_info_request", {}));
  let told = 0;
  const look = tap.open(() => told++);
  const request = makeMessage("session", "execute_request", { code: "1" }, { msgId: "m1" });
  tap.pass("out", "shell", encodeMessage("key", request));
  tap.pass("in", "iopub", [
    Buffer.from("topic"),
    ...frames("status", { execution_state: "busy" }, { parent: request.header }),
  ]);
  tap.pass("out", "stdin", frames("input_reply", { value: "secret" }));
  const { messages, dropped } = look.take() ?? { messages: [], dropped: -1 };
  expect(messages).toMatchObject([
    { n: 1, direction: "out", socket: "shell", type: "execute_request", msgId: "m1", parent: null },
    { n: 2, direction: "in", socket: "iopub", type: "status", parent: "m1", parentType: "execute_request" },
    { n: 3, type: "input_reply", parts: [expect.any(String), "{}", "{}", '{"value":"…"}'] },
  ]);
  expect({ dropped, told, more: look.more, nothing: look.take() }).toEqual({
    dropped: 0,
    told: 3,
    more: false,
    nothing: undefined,
  });
  expect(messages[1]?.parts[3]).toBe('{"execution_state":"busy"}');
  look.close();
  tap.pass("out", "shell", frames("x", {}));
  expect(told).toBe(3);
});

it("cuts off what is long, and drops the oldest of a flood and says how many", () => {
  const tap = new WireTap();
  const look = tap.open(() => {});
  tap.pass("in", "iopub", frames("stream", { text: "x".repeat(100_000) }));
  expect(look.take()?.messages).toMatchObject([{ cut: true, bytes: expect.any(Number) }]);
  const small = frames("stream", { text: "y" });
  const from = process.cpuUsage();
  for (let i = 0; i < 20_000; i++) tap.pass("in", "iopub", small);
  expect(process.cpuUsage(from).user / 1000).toBeLessThan(2_000);
  let [told, dropped, last] = [0, 0, 0];
  for (let answer = look.take(); answer; answer = look.take()) {
    told += answer.messages.length;
    dropped += answer.dropped;
    last = answer.messages.at(-1)?.n ?? last;
    expect(JSON.stringify(answer).length).toBeLessThan(1024 * 1024 + MOST_WIRE_TEXT);
  }
  expect({ told, dropped, last }).toEqual({ told: 5_000, dropped: 15_000, last: 20_001 });
});

it("tells of messages that are none", () => {
  const tap = new WireTap();
  const look = tap.open(() => {});
  tap.pass("in", "shell", [Buffer.from("nonsense")]);
  tap.pass("in", "shell", [Buffer.from("<IDS|MSG>"), Buffer.from(""), Buffer.from("{"), Buffer.from("[]")]);
  expect(look.take()?.messages).toMatchObject([
    { type: "?", msgId: "" },
    { type: "?", parent: null },
  ]);
});

it("does not tell what has an answered password in it, however JSON writes it", () => {
  answeredPassword('Grüße "an" Ada');
  const tap = new WireTap();
  const look = tap.open(() => {});
  tap.pass("in", "control", frames("variables", { value: 'Grüße "an" Ada' }));
  const [delimiter, signature, header, ...rest] = frames("variables", {});
  const content = Buffer.from('{"value":"Gr\\u00fc\\u00dfe \\"an\\" Ada"}');
  tap.pass("in", "control", [delimiter, signature, header, ...rest.slice(0, 2), content] as Uint8Array[]);
  tap.pass("in", "control", frames("variables", { value: "Grüße" }));
  expect(look.take()?.messages.map(({ parts }) => parts[3])).toEqual(['"…"', '"…"', '{"value":"Grüße"}']);
});
