import { expect, test } from "vitest";
import { readTarget } from "./attach-target";

test("addresses, processes, folders, and processes that a debugged one has started", () => {
  expect(readTarget("127.0.0.1:5678")).toEqual({ kind: "address", host: "127.0.0.1", port: 5678 });
  expect(readTarget("[::1]:5678")).toEqual({ kind: "address", host: "::1", port: 5678 });
  expect(readTarget("pid:4711:40123")).toEqual({ kind: "process", pid: 4711, port: 40123 });
  expect(readTarget("server:5678 /home/me=/srv")).toEqual({
    ...{ kind: "address", host: "server", port: 5678 },
    folder: { here: "/home/me", there: "/srv" },
  });
  expect(readTarget("sub:4712:127.0.0.1:5678")).toEqual({
    ...{ kind: "subprocess", pid: 4712 },
    ...{ host: "127.0.0.1", port: 5678 },
  });
  expect(readTarget("sub:4712:::1:5678")).toMatchObject({ host: "::1", port: 5678 });
});

test.each([
  "",
  "5678",
  "host:0",
  "host:65536",
  "host:5678 /a",
  "pid:4711:0",
  "pid:x:1",
  "sub:4712:5678",
  "sub:0:127.0.0.1:5678",
  "sub:x:127.0.0.1:5678",
])("“%s” is none", (text) => {
  expect(readTarget(text)).toBeUndefined();
});
