import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SettingsStore } from "./settings";
import { usableBounds, WindowRecords } from "./window-state";

let folder: string;
let failures: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-settings-"));
  failures = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => new SettingsStore(join(folder, "settings.json"), (error) => failures.push(error));
const content = async () => JSON.parse(await readFile(join(folder, "settings.json"), "utf8"));

const DEFAULTS = {
  theme: "system",
  language: "system",
  startKernel: true,
  onQuit: "ask",
  languageServer: true,
  typeChecking: "basic",
  inlayHints: false,
  formatOnSave: false,
  ruff: true,
  formatters: [],
  languageServers: [],
  serversOffered: [],
  outline: { sort: "place", depth: 7, hidden: [] },
  codeFontSize: 13,
  zoom: 100,
  checkForUpdates: true,
  notifyFinished: false,
  dimPictures: false,
  changeFolder: false,
  trimTrailing: false,
  finalNewline: false,
  notebookOutputs: true,
  results: "off",
  resultsOf: {},
};

describe("settings", () => {
  it("are the defaults where there is no file", () => {
    const store = open();
    expect(store.get()).toEqual(DEFAULTS);
    expect(store.notice).toBeUndefined();
  });

  it("are written where they differ from the defaults, only for the user, and told", async () => {
    const store = open();
    const told: unknown[] = [];
    store.onChange((now) => told.push(now));
    store.change({ theme: "dark", codeFontSize: 20 });
    store.change({ codeFontSize: 13 });
    await store.settled();
    expect(await content()).toEqual({ theme: "dark" });
    expect((await stat(join(folder, "settings.json"))).mode & 0o777).toBe(0o600);
    expect(told).toHaveLength(2);
    expect(open().get()).toMatchObject({ theme: "dark", codeFontSize: 13 });
    expect(failures).toEqual([]);
  });

  it("keep what a newer version wrote, and a value that does not fit is the default", async () => {
    await writeFile(
      join(folder, "settings.json"),
      `{"theme": "puce", "startKernel": false, "future": {"a": 1}}`,
    );
    const store = open();
    expect(store.get()).toEqual({ ...DEFAULTS, startKernel: false });
    store.change({ codeFontSize: 15 });
    await store.settled();
    expect(await content()).toEqual({ startKernel: false, future: { a: 1 }, codeFontSize: 15 });
  });

  it.each(["{ theme: dark", "[1]", "null", ""])(
    "that are not JSON are kept aside and named: %j",
    async (text) => {
      await writeFile(join(folder, "settings.json"), text);
      const store = open();
      expect(store.get().theme).toBe("system");
      const [aside] = await readdir(folder);
      expect(aside).toMatch(/^settings\.corrupt-\d{8}T\d{6}\.json$/);
      expect(await readFile(join(folder, aside as string), "utf8")).toBe(text);
      expect(store.notice?.sentence).toContain(aside);
      store.change({ theme: "light" });
      await store.settled();
      expect(await content()).toEqual({ theme: "light" });
    },
  );

  it("that cannot be written are told to whoever minds", async () => {
    await writeFile(join(folder, "file"), "");
    const store = new SettingsStore(join(folder, "file/settings.json"), (error) => failures.push(error));
    store.change({ theme: "dark" });
    await store.settled();
    expect(store.get().theme).toBe("dark");
    expect(failures).toHaveLength(1);
  });
});

describe("the window's state", () => {
  it("survives, and a broken one is kept aside", async () => {
    const file = join(folder, "window-state.json");
    const first = new WindowRecords(file, (error) => failures.push(error));
    const { id } = first.add({ bounds: { x: 1, y: 2, width: 800, height: 600 } });
    first.change(id, { maximized: true, view: { panels: [1, 2] }, sessions: ["s1"], documents: ["d1"] });
    first.remove(first.add().id);
    await first.settled();
    expect(new WindowRecords(file, () => {}).all()).toEqual(first.all());
    expect(first.all()).toHaveLength(1);
    await writeFile(file, `{"windows": "large"}`);
    const second = new WindowRecords(file, () => {});
    expect(second.all()).toEqual([]);
    expect(second.notice?.sentence).toMatch(/The window's layout .* kept as window-state\.corrupt-/);
  });

  it("knows what no window shows, and gives backups that are nobody's to the first", () => {
    const records = new WindowRecords(join(folder, "window-state.json"), () => {});
    const one = records.add({ sessions: ["s1"], documents: ["d1"] });
    const other = records.add({ sessions: ["s2"], documents: ["d2"] });
    expect(records.unclaimed(["s1", "s2", "s3"])).toEqual(["s3"]);
    const owned = (id: string) => ["d1", "d2", "d3"].filter((document) => records.owns(id, document));
    expect([owned(one.id), owned(other.id)]).toEqual([["d1", "d3"], ["d2"]]);
  });

  it("does not put a window where no screen is", () => {
    const screens = [{ x: 0, y: 0, width: 1600, height: 1000 }];
    const at = (x: number, y: number) =>
      usableBounds({ x, y, width: 800, height: 600 }, screens) !== undefined;
    expect([at(0, 0), at(1400, 900), at(-650, 0)]).toEqual([true, true, true]);
    expect([at(1550, 0), at(-750, 0), at(0, -300), at(0, 990), at(3000, 0)]).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
