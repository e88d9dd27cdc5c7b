import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { socketFolderOf } from "./socket-folder";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tandem-sockets-"));
});
afterEach(() => rm(home, { recursive: true }));

const of = (profile = "/profile", env = {}) => socketFolderOf(profile, { env, home });

describe("socketFolderOf", () => {
  it("is one for each profile, always the same, for the user alone", async () => {
    const { folder } = of();
    expect(of().folder).toBe(folder);
    expect(of("/other").folder).not.toBe(folder);
    expect((await stat(folder as string)).mode & 0o777).toBe(0o700);
    expect(folder).toMatch(/\/tandem\/[0-9a-f]{16}$/);
  });

  it("lies in XDG_STATE_HOME where that is an absolute path", () => {
    expect(of("/p", { XDG_STATE_HOME: join(home, "state") }).folder).toMatch(`${home}/state/tandem/`);
    expect(of("/p", { XDG_STATE_HOME: "state" }).folder).toBe(of("/p").folder);
  });

  it("is closed to others when they could read it", async () => {
    const { folder } = of();
    await chmod(folder as string, 0o755);
    of();
    expect((await stat(folder as string)).mode & 0o777).toBe(0o700);
  });

  it("is refused, with the reason, when it is a link, no folder, or too deep", async () => {
    const { folder } = of();
    await rm(folder as string, { recursive: true });
    await symlink(home, folder as string);
    expect(of()).toEqual({ folder: null, reason: `${folder} is a symbolic link` });
    await rm(folder as string);
    await writeFile(folder as string, "");
    expect(of()).toEqual({ folder: null, reason: `${folder} is not a folder` });
    await writeFile(join(home, "file"), "");
    const deep = join(home, "x".repeat(60));
    await mkdir(deep);
    expect(of("/p", { XDG_STATE_HOME: deep })).toMatchObject({
      reason: expect.stringMatching(/is too long$/),
    });
    expect(of("/p", { XDG_STATE_HOME: join(home, "file/below") })).toMatchObject({
      reason: expect.stringMatching(/cannot be made/),
    });
  });
});
