import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { moveToTrash, takeFromTrash, trashFor } from "./xdg-trash";

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-trash-"));
  data = join(folder, "data");
});
afterEach(() => rm(folder, { recursive: true }));

describe.runIf(process.platform === "linux")("the trash", () => {
  it("takes a file with where it was, and gives it back", async () => {
    const path = join(folder, "a b%é.txt");
    await writeFile(path, "text");
    const trashed = await moveToTrash(path, data);
    expect(await readdir(join(data, "Trash/files"))).toEqual(["a b%é.txt"]);
    expect(await readFile(trashed.info, "utf8")).toMatch(
      /^\[Trash Info\]\nPath=\/.*\/a%20b%25%C3%A9\.txt\nDeletionDate=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\n$/,
    );
    await takeFromTrash(trashed);
    expect(await readFile(path, "utf8")).toBe("text");
    expect(await readdir(join(data, "Trash/info"))).toEqual([]);
  });

  it("keeps two of one name, folders with what they hold, and links as links", async () => {
    await mkdir(join(folder, "kept"));
    await writeFile(join(folder, "kept/file"), "1");
    for (const text of ["first", "second"]) {
      await writeFile(join(folder, "same"), text);
      await moveToTrash(join(folder, "same"), data);
    }
    await symlink("kept", join(folder, "link"));
    await moveToTrash(join(folder, "link"), data);
    const whole = await moveToTrash(join(folder, "kept"), data);
    expect((await readdir(join(data, "Trash/files"))).sort()).toEqual(["kept", "link", "same", "same.2"]);
    await takeFromTrash(whole);
    expect(await readFile(join(folder, "kept/file"), "utf8")).toBe("1");
  });

  it("says that there is none before anything is moved", async () => {
    const path = join(folder, "x");
    await writeFile(path, "old");
    expect(await trashFor(path, data)).toEqual({ folder: join(data, "Trash"), told: path });
    expect(await readFile(path, "utf8")).toBe("old");
    await writeFile(join(folder, "in the way"), "");
    await expect(trashFor(path, join(folder, "in the way"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it("puts nothing over what is there by now, and leaves nothing of what it could not move", async () => {
    const path = join(folder, "x");
    await writeFile(path, "old");
    const trashed = await moveToTrash(path, data);
    await writeFile(path, "new");
    await expect(takeFromTrash(trashed)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path, "utf8")).toBe("new");
    await expect(moveToTrash(join(folder, "none"), data)).rejects.toMatchObject({ code: "ENOENT" });
    expect(await readdir(join(data, "Trash/info"))).toEqual(["x.trashinfo"]);
  });
});
