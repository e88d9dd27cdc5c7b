/** Logs of programs that say one kind of thing over and over: what growth is measured with, in tests and in `npm run bench growth`. */
import type { LogRecord } from "../../preload/contract/records";

let seq = 0;
const common = () => ({ seq: ++seq, life: 1, time: 0 });
const request = (msgId: string): LogRecord =>
  ({ ...common(), kind: "request", msgId, code: "x", client: "w", origin: { kind: "typed" } }) as never;
const message = (msgType: string, content: object, parent: string | null = "r1"): LogRecord =>
  ({ ...common(), kind: "message", msgType, content, msgId: `m${seq}`, parent, username: "k" }) as never;
const display = (i: number, id: string, parent?: string) =>
  message(
    "display_data",
    { data: { "text/plain": `${i}` }, metadata: {}, transient: { display_id: id } },
    parent,
  );
const update = (i: number, id: string) =>
  message("update_display_data", {
    data: { "text/plain": `${i}` },
    metadata: {},
    transient: { display_id: id },
  });
const clear = (wait: boolean) => message("clear_output", { wait });
const answer = (requestId: string, parent: string | null): LogRecord =>
  ({ ...common(), kind: "input_answered", requestId, parent, value: "x", client: "w" }) as never;
const question = (i: number, parent: string | null) => [
  { ...message("input_request", { prompt: "? ", password: false }, parent), msgId: `q${i}` } as never,
  answer(`q${i}`, parent),
];
const widget = (takes: boolean) =>
  message("comm_msg", { comm_id: "out", data: { state: { msg_id: takes ? "r1" : "" } } });

/** For each kind of program what its i-th turn says. */
export const KINDS: Readonly<Record<string, (i: number) => readonly LogRecord[]>> = {
  "displays under one id": (i) => [display(i, "a")],
  "displays under many ids": (i) => [display(i, `a${i}`)],
  "updates of one display": (i) => (i === 0 ? [display(i, "a")] : [update(i, "a")]),
  "updates of many displays": (i) => [display(i, `a${i % 100}`), update(i, `a${i % 100}`)],
  "clear_output(wait=True) with one id": (i) => [clear(true), display(i, "a")],
  "clear_output() with one id": (i) => [display(i, "a"), clear(false)],
  "clear_output(wait=True) with many ids": (i) => [clear(true), display(i, `a${i}`)],
  "clear_output in an Output widget": (i) => [
    widget(true),
    clear(true),
    display(i, "a"),
    widget(false),
    display(i, `b${i}`),
  ],
  "one id in many requests": (i) => [request(`q${i}`), display(i, "a", `q${i}`)],
  "late displays of earlier requests": (i) => [request(`q${i}`), display(i, "a", `q${i >> 1}`)],
  "late outputs of requests that are not there": (i) => [display(i, `a${i}`, `gone${i}`)],
  "questions and answers of a request": (i) => question(i, "r1"),
  "questions and answers of no request": (i) => question(i, null),
  "answers to what nobody asked": (i) => [display(i, `a${i}`), answer(`gone${i}`, null)],
  "lines with a carriage return": (i) => [
    { ...common(), kind: "stream", name: "stdout", text: `\r\x1b[32m${i}\x1b[0m%`, parent: "r1" } as never,
  ],
  "colours in one line": (i) => [
    { ...common(), kind: "stream", name: "stdout", text: `\x1b[3${i % 8}m${i}`, parent: "r1" } as never,
  ],
};

/** The log of a program with so many turns. */
export function logOf(turn: (i: number) => readonly LogRecord[], turns: number): LogRecord[] {
  seq = 0;
  return [request("r1"), ...Array.from({ length: turns }, (_, i) => turn(i)).flat()];
}
