import { chmod, mkdtemp, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HostFolder, LaunchError, socketFolderFault, TakenError } from "./host-folder";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-folder-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("of many hosts that want the session at the same time one gets the next epoch", async () => {
  await writeFile(path.join(folder, "epoch-7"), "");
  const claims = await Promise.allSettled(
    Array.from({ length: 5 }, () => new HostFolder(folder).claimEpoch()),
  );
  expect(claims.flatMap((claim) => (claim.status === "fulfilled" ? [claim.value] : []))).toEqual([8]);
  for (const claim of claims)
    if (claim.status === "rejected") expect(claim.reason).toBeInstanceOf(TakenError);
  expect((await readdir(folder)).sort()).toEqual(["epoch-7", "epoch-8"]);
});

test("an epoch is free for the next host when its process is gone, or another has the pid now", async () => {
  await writeFile(path.join(folder, "epoch-3"), JSON.stringify({ pid: process.pid, startTime: "1" }));
  expect(await new HostFolder(folder).claimEpoch()).toBe(4);
  await expect(new HostFolder(folder).claimEpoch()).rejects.toThrow(
    `Another kernel-host (process ${process.pid}) serves this session`,
  );
});

test("a host of another machine, or of before a restart, holds its epoch only while it says that it lives", async () => {
  const elsewhere = { pid: process.pid, startTime: "1@another-boot" };
  await writeFile(path.join(folder, "epoch-3"), JSON.stringify(elsewhere));
  await writeFile(path.join(folder, "host.json"), "{}");
  await expect(new HostFolder(folder).claimEpoch()).rejects.toThrow("on another machine");
  expect((await readdir(folder)).sort()).toEqual(["epoch-3", "host.json"]);
  const past = new Date(Date.now() - 11_000);
  await utimes(path.join(folder, "host.json"), past, past);
  expect(await new HostFolder(folder).claimEpoch()).toBe(4);
});

test("the routing id is made once", async () => {
  const first = await new HostFolder(folder).routingId();
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(await new HostFolder(folder).routingId()).toBe(first);
});

test("a key or a launch file that cannot be used is named", async () => {
  const session = new HostFolder(folder);
  await expect(session.readKey()).rejects.toThrow(LaunchError);
  await writeFile(session.path("key"), "short");
  await expect(session.readKey()).rejects.toThrow(`${session.path("key")} holds no key`);
  await expect(session.readLaunch()).rejects.toThrow("launch.json cannot be used");
  await writeFile(session.path("launch.json"), "{");
  await expect(session.readLaunch()).rejects.toThrow(LaunchError);
});

test("a socket folder has to be a real folder, ours, and closed", async () => {
  await chmod(folder, 0o700);
  expect(await socketFolderFault(folder)).toBeUndefined();
  await symlink(folder, `${folder}/link`);
  expect(await socketFolderFault(`${folder}/link`)).toContain("is not a folder");
  expect(await socketFolderFault(`${folder}/missing`)).toContain("is not there");
  await writeFile(`${folder}/file`, "");
  expect(await socketFolderFault(`${folder}/file`)).toContain("is not a folder");
  await chmod(folder, 0o711);
  expect(await socketFolderFault(folder)).toContain("open to other users");
});
