import { expect, test } from "vitest";
import { reasonOf } from "./failure-reason";

const failure = (message: string, code?: string) => Object.assign(new Error(message), { code });

test("what went wrong is said in words for a person", () => {
  expect(reasonOf(failure("sha512 checksum mismatch, expected a, got b", "ERR_CHECKSUM_MISMATCH"))).toBe(
    "what arrived is damaged (its checksum is wrong)",
  );
  expect(reasonOf(failure("Cannot find channel", "ERR_UPDATER_CHANNEL_FILE_NOT_FOUND"))).toContain("no list");
  expect(reasonOf(failure("ENOSPC: no space left on device, write"))).toBe("the disk is full");
  for (const message of ["net::ERR_INTERNET_DISCONNECTED", "net::ERR_NAME_NOT_RESOLVED", "read ECONNRESET"])
    expect(reasonOf(failure(message))).toBe("the server cannot be reached");
});

test("what is not known is told as it is, in one line", () => {
  expect(reasonOf(failure("Signature is wrong.\n    at verify"))).toBe("Signature is wrong");
  expect(reasonOf("text")).toBe("text");
  expect(reasonOf(failure("x".repeat(1000)))).toHaveLength(300);
});
