import * as v from "valibot";
import { expect, test } from "vitest";
import { logRecord } from "./records";
import {
  controlToHost,
  logParams,
  sessionChannelNames,
  sessionChannels,
  shellToHost,
} from "./session-channels";

const fits = (schema: v.GenericSchema, value: unknown) => v.safeParse(schema, value).success;

test("every channel has both directions", () => {
  expect(sessionChannelNames.sort()).toEqual([
    "control",
    "data",
    "debugger",
    "log",
    "prompt",
    "shell",
    "status",
    "usage",
    "variables",
    "wire",
  ]);
  for (const name of sessionChannelNames) {
    expect(Object.keys(sessionChannels[name]).sort()).toEqual(["params", "toClient", "toHost"]);
  }
});

test("clients say nothing on log, status, prompt and usage", () => {
  for (const name of ["log", "status", "prompt", "usage"] as const) {
    for (const value of [undefined, null, {}, "x"])
      expect(fits(sessionChannels[name].toHost, value)).toBe(false);
  }
});

test("what does not fit is refused", () => {
  const id = "0123456789";
  expect(fits(shellToHost, { type: "execute_request", id, code: "1" })).toBe(true);
  expect(fits(shellToHost, { type: "execute_request", id: "short", code: "1" })).toBe(false);
  expect(fits(shellToHost, { type: "execute_request", id: `${id}\n`, code: "1" })).toBe(false);
  expect(
    fits(shellToHost, { type: "execute_request", id, code: "1", origin: { file: "f", lines: [1] } }),
  ).toBe(false);
  expect(fits(shellToHost, { type: "complete_request", id, code: "1", cursorPos: -1 })).toBe(false);
  expect(fits(shellToHost, { type: "complete_request", id, code: "1", cursorPos: 1.5 })).toBe(false);
  expect(fits(shellToHost, { type: "history_request", id, n: 10_001 })).toBe(false);
  expect(fits(controlToHost, { type: "interrupt", id })).toBe(true);
  expect(fits(controlToHost, { type: "reboot", id })).toBe(false);
  expect(fits(logParams, { epoch: null, from: 0 })).toBe(true);
  expect(fits(logParams, { epoch: 1, from: -1 })).toBe(false);
  expect(fits(logParams, undefined)).toBe(false);
});

test("a record without its envelope is none", () => {
  const record = { kind: "request_sent", msgId: "m", seq: 1, life: 1, time: 5 };
  expect(fits(logRecord, record)).toBe(true);
  expect(fits(logRecord, { ...record, seq: 0 })).toBe(false);
  expect(fits(logRecord, { kind: "request_sent", msgId: "m" })).toBe(false);
});
