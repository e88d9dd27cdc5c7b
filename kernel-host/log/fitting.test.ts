import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { LogRecordOf } from "../../preload/contract/records";
import { reduce } from "../../preload/transcript/reduce";
import { transcriptText } from "../../preload/transcript/text";
import { FakeClock } from "../floor/fake-clock";
import { temporaryFolder } from "./disk/disk.fixture";
import type { Log, Unnumbered } from "./log";
import { openLog } from "./log.fixture";

const LIMIT = 400_000;
const message = (msgType: string, content: object, more: object = {}) =>
  ({
    ...{ kind: "message", socket: "iopub", msgType, msgId: "m", parent: null, foreign: false, content },
    ...more,
  }) as Unnumbered;
const last = (log: Log) => log.newest as LogRecordOf<"message">;

function open() {
  const folder = temporaryFolder();
  const log = openLog(new FakeClock(), { folder, recordBytes: LIMIT });
  const kept = (name: string | null | undefined) => readFileSync(path.join(folder, "kept", name ?? ""));
  return { log, folder, kept };
}

test("what fits is kept as it is, to the last byte of the limit", () => {
  const { log, folder } = open();
  log.append(message("display_data", { data: { "text/plain": "x".repeat(LIMIT - 1000) } }));
  expect(last(log).kept).toBeUndefined();
  expect(readdirSync(folder)).not.toContain("kept");
});

test("of a display that does not, the types that are too large become files, and the others stay", () => {
  const { log, kept } = open();
  const html = `<p>${"é".repeat(LIMIT)}</p>`;
  const picture = Buffer.alloc(LIMIT, "picture");
  const data = { "text/plain": "<Figure>", "text/html": html, "image/png": picture.toString("base64") };
  log.append(message("display_data", { data, metadata: {} }));
  const record = last(log);
  expect(record.content).toEqual({ data: { "text/plain": "<Figure>" }, metadata: {} });
  const [one, two] = record.kept ?? [];
  expect([one?.what, two?.what]).toEqual(["text/html", "image/png"]);
  expect(kept(one?.file).toString()).toBe(html);
  expect(kept(two?.file).equals(picture)).toBe(true);
  expect(two).toMatchObject({ bytes: picture.length, file: expect.stringMatching(/\.png$/) });
  const text = transcriptText(reduce(log.read(0, 1e9), []));
  expect(text).toContain("<Figure>");
  expect(text).toContain("image/png: 400 KB, too large for the log, kept beside it as");
});

test("an error keeps both ends of its traceback, a question and code their beginning and end", () => {
  const { log, kept } = open();
  const traceback = ["first line", ...Array(20_000).fill('  File "x", line 1, in f'), "ValueError: the end"];
  log.append(message("error", { ename: "ValueError", evalue: "the end", traceback }));
  const [record] = [last(log)];
  expect(record.content).toMatchObject({ ename: "ValueError", evalue: "the end" });
  const shown = String(record.content["traceback"]);
  expect(shown.startsWith("first line\n")).toBe(true);
  expect(shown.endsWith("ValueError: the end")).toBe(true);
  expect(kept(record.kept?.[0]?.file).toString()).toBe(`${traceback.join("\n")}\n`);
  log.append(message("input_request", { prompt: `begin${"?".repeat(LIMIT)}end`, password: false }));
  expect(last(log).content["prompt"]).toMatch(/^begin\?+\n\[\.\.\.\]\n\?+end$/);
  expect(last(log).content["password"]).toBe(false);
});

test("binary data, metadata, messages of many small parts and pages fit too", () => {
  const { log, kept } = open();
  const bytes = Buffer.alloc(LIMIT, 7);
  log.append(
    message(
      "comm_msg",
      { comm_id: "c", data: { method: "update" } },
      { buffers: [bytes.toString("base64")] },
    ),
  );
  expect(last(log)).toMatchObject({ content: { comm_id: "c" }, kept: [{ what: "binary data" }] });
  expect(last(log).buffers).toBeUndefined();
  expect(kept(last(log).kept?.[0]?.file).equals(bytes)).toBe(true);
  log.append(message("display_data", { data: {} }, { metadata: { own: "m".repeat(LIMIT) } }));
  expect(last(log).metadata).toBeUndefined();
  const many = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, i) => [`key ${i}`, "value ".repeat(20)]),
  );
  log.append(message("comm_open", many));
  expect(last(log)).toMatchObject({ content: {}, kept: [{ what: "comm_open" }] });
  expect(JSON.parse(kept(last(log).kept?.[0]?.file).toString())).toEqual(many);
  const data = { "text/plain": "page ".repeat(LIMIT) };
  log.append({ kind: "request_end", msgId: "m", status: "ok", payload: [{ source: "page", data }] });
  expect(log.newest).toMatchObject({ kind: "request_end", status: "ok", kept: [{ what: "page" }] });
  for (const record of log.read(0, 1e9)) expect(JSON.stringify(record).length).toBeLessThan(LIMIT);
});

test("what was never text is kept as it came", () => {
  const { log, kept } = open();
  const bytes = Buffer.from("{ as it came");
  log.append(message("stream", {}), [{ what: "stream", extension: "json", bytes }]);
  expect(kept(last(log).kept?.[0]?.file).equals(bytes)).toBe(true);
});

test("what cannot be written is told as lost, with the reason", () => {
  const folder = path.join(temporaryFolder(), "log");
  const log = openLog(new FakeClock(), { folder, recordBytes: LIMIT });
  log.append(message("status", {}));
  // A file stands where the folder is to be.
  writeFileSync(path.join(folder, "kept"), "");
  log.append(message("display_data", { data: { "text/plain": "x".repeat(LIMIT) } }));
  expect(last(log).kept).toMatchObject([{ what: "text/plain", file: null, problem: expect.any(String) }]);
  expect(transcriptText(reduce(log.read(0, 1e9), []))).toContain("and lost because");
});
