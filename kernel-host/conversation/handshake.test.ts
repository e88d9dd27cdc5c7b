import { beforeEach, expect, test } from "vitest";
import { START } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import { Handshake, type KernelInfo } from "./handshake";

let clock: FakeClock;
let probes: number;
let ready: KernelInfo[];
let handshake: Handshake;

beforeEach(() => {
  clock = new FakeClock();
  probes = 0;
  ready = [];
  handshake = new Handshake(
    clock,
    () => probes++,
    (info) => ready.push(info),
  );
  handshake.start();
});

const info = {
  language_info: { name: "python", version: "3.12" },
  banner: "Python",
  supported_features: ["kernel subshells"],
};

test("the probe is repeated until shell and iopub are seen, then never again", () => {
  clock.pass(3 * START.probeMs);
  expect(probes).toBe(4);
  handshake.heard();
  expect(ready).toEqual([]);
  handshake.replied(info);
  expect(ready).toEqual([]);
  handshake.stdinConnected();
  expect(ready).toEqual([
    { language: "python", languageVersion: "3.12", banner: "Python", subshells: true, debugger: false },
  ]);
  handshake.replied(info);
  handshake.heard();
  clock.pass(10 * START.probeMs);
  expect(ready).toHaveLength(1);
  expect(probes).toBe(4);
});

test("a reply alone is not enough: probes go on, faster, until iopub is heard", () => {
  handshake.replied(info);
  expect(ready).toEqual([]);
  expect(probes).toBe(2);
  clock.pass(START.probeMs);
  expect(probes).toBeGreaterThan(4);
  handshake.stdinConnected();
  handshake.heard();
  expect(ready).toHaveLength(1);
});

test("a stdin socket that is never connected is waited for only so long, without probes", () => {
  handshake.heard();
  handshake.replied(info);
  expect(probes).toBe(1);
  clock.pass(START.stdinMs - 1);
  expect(ready).toEqual([]);
  clock.pass(1);
  expect(ready).toHaveLength(1);
  handshake.stdinConnected();
  clock.pass(10 * START.stdinMs);
  expect(ready).toHaveLength(1);
  expect(probes).toBe(1);
});

test("a kernel that says little about itself is taken as it is", () => {
  handshake.stdinConnected();
  handshake.heard();
  handshake.replied({ status: "ok" });
  expect(ready).toEqual([{ subshells: false, debugger: false }]);
});

test("nothing happens after it was disposed", () => {
  handshake.dispose();
  handshake.stdinConnected();
  handshake.heard();
  handshake.replied(info);
  clock.pass(10 * START.probeMs);
  expect(probes).toBe(1);
  expect(ready).toEqual([]);
});
