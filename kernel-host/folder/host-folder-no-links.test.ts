/** A file system without hard links: the one thing of it that is made up is that `link` fails. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HostFolder, TakenError } from "./host-folder";

const noLink = () => Promise.reject(Object.assign(new Error("not permitted"), { code: "EPERM" }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-links-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("of many hosts one gets the session", async () => {
  const claims = await Promise.allSettled(
    Array.from({ length: 8 }, () => new HostFolder(folder, noLink).claimEpoch()),
  );
  expect(claims.flatMap((claim) => (claim.status === "fulfilled" ? [claim.value] : []))).toEqual([1]);
  for (const claim of claims)
    if (claim.status === "rejected") expect(claim.reason).toBeInstanceOf(TakenError);
  expect(await readdir(folder)).toEqual(["epoch-1"]);
});

test("a claim that is only half written yet counts", async () => {
  await new HostFolder(folder, noLink).claimEpoch();
  const claim = path.join(folder, "epoch-1");
  const whole = await readFile(claim, "utf8");
  await writeFile(claim, whole.slice(0, 5));
  const next = new HostFolder(folder, noLink).claimEpoch();
  await writeFile(claim, whole);
  await expect(next).rejects.toThrow(TakenError);
});
