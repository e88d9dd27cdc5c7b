import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drawnTheme } from "../../preload/contract/themes";
import { SettingsStore } from "./settings-store";
import { usableBounds, WindowRecords } from "./window-records";

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
  ownTheme: { base: "light", colours: {} },
  codeFont: "",
  textFont: "",
  minimap: false,
  breadcrumbs: false,
  previewTabs: false,
  stickyScroll: false,
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
  starredFolders: [],
  outline: { sort: "place", depth: 7, hidden: [] },
  wordWrap: false,
  codeFontSize: 13,
  keyMap: "iep",
  keys: {},
  zoom: 100,
  checkForUpdates: true,
  notifyFinished: false,
  dimPictures: false,
  figureMetadata: true,
  debugProcesses: false,
  joinedFolders: [],
  changeFolder: false,
  trimTrailing: false,
  finalNewline: false,
  notebookOutputs: true,
  notebookOutputsOf: {},
  trustedNotebooks: {},
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
    expect(await content()).toEqual({
      theme: "puce",
      startKernel: false,
      future: { a: 1 },
      codeFontSize: 15,
    });
  });

  it("keep comments, order and what is not theirs when something is changed", async () => {
    const text = '{\n  // dim room\n  "theme": "dark", // really\n  "future": [1],\n  "zoom": 120,\n}\n';
    await writeFile(join(folder, "settings.json"), text);
    const store = open();
    expect(store.problems).toEqual([
      { line: 4, sentence: "This version knows no setting “future”. It is kept.", unknown: true },
    ]);
    expect(store.notice).toBeUndefined();
    store.change({ zoom: 150, codeFontSize: 15 });
    await store.settled();
    const now = await readFile(join(folder, "settings.json"), "utf8");
    for (const kept of [
      "// dim room",
      '"theme": "dark", // really',
      '"future": [1]',
      '"zoom": 150',
      '"codeFontSize": 15',
    ])
      expect(now).toContain(kept);
    expect(open().get()).toMatchObject({ theme: "dark", zoom: 150, codeFontSize: 15 });
  });

  it("name what they cannot use by file and line, and do not lose it", async () => {
    await writeFile(join(folder, "settings.json"), '{\n  "zoom": 110,\n  "theme": "puce"\n}\n');
    const store = open();
    expect(store.notice?.sentence).toBe(
      'settings.json, line 3: “theme” cannot be "puce"; "system" holds. It is kept.',
    );
    store.change({ codeFontSize: 15 });
    await store.settled();
    expect(await content()).toEqual({ zoom: 110, theme: "puce", codeFontSize: 15 });
    expect(store.get().zoom).toBe(110);
  });

  it("use what is good of a theme of one's own, and name the colour that is none", async () => {
    await writeFile(
      join(folder, "settings.json"),
      '{\n  "theme": "own",\n  "ownTheme": {\n    "base": "solarizedDark",\n    "colours": {\n      "bg": "#123",\n      "text": "red;}"\n    }\n  }\n}\n',
    );
    const store = open();
    expect(store.get().ownTheme).toEqual({ base: "solarizedDark", colours: { bg: "#123" } });
    expect(store.problems).toEqual([
      {
        line: 7,
        sentence: '“ownTheme.colours.text” cannot be "red;}"; it does not count. It is kept.',
      },
    ]);
    expect(drawnTheme("own", store.get().ownTheme, false)).toEqual({
      scheme: "dark",
      palette: "solarized",
      colours: { bg: "#112233" },
    });
  });

  it.each(['{ "zoom": 110, theme: dark', "[1]", "null"])(
    "that are not JSON stay until something is changed, and are kept aside then: %j",
    async (text) => {
      await writeFile(join(folder, "settings.json"), text);
      const store = open();
      expect(await readFile(join(folder, "settings.json"), "utf8")).toBe(text);
      expect(store.notice?.sentence).toMatch(/^settings\.json, line 1: It /);
      expect(store.get().zoom).toBe(text.startsWith("{") ? 110 : 100);
      store.change({ theme: "light" });
      await store.settled();
      const aside = (await readdir(folder)).find((name) =>
        /^settings\.corrupt-\d{8}T\d{6}\.json$/.test(name),
      );
      expect(await readFile(join(folder, aside as string), "utf8")).toBe(text);
      expect(await content()).toMatchObject({ theme: "light" });
    },
  );

  it("that others write count at once", async () => {
    const store = open();
    const stop = store.follow();
    const told = new Promise((resolve) => store.onChange(resolve));
    await writeFile(join(folder, "settings.json"), '{ "zoom": 130 }');
    expect(await told).toMatchObject({ zoom: 130 });
    stop();
    await writeFile(join(folder, "settings.json"), '{ "zoom": 130, "ruff": false }');
    expect(store.change({ zoom: 140 })).toMatchObject({ zoom: 140, ruff: false });
    await store.settled();
    expect(await content()).toEqual({ zoom: 140, ruff: false });
  });

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
