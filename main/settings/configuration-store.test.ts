import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach, expect, it } from "vitest";
import { shellConfiguration } from "../../preload/contract/configurations";
import { ConfigurationStore } from "./configuration-store";

let folder: string;
let file: string;
let failures: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-configurations-"));
  file = join(folder, "configurations.json");
  failures = [];
});
afterEach(async () => {
  // What is being written would be there again.
  await Promise.all(opened.splice(0).map((store) => store.settled()));
  await rm(folder, { recursive: true });
});

const opened: ConfigurationStore[] = [];
const open = () => {
  const store = new ConfigurationStore(file, (error) => failures.push(error));
  opened.push(store);
  return store;
};
const content = async () => JSON.parse(await readFile(file, "utf8"));
const configuration = (id: string, more: object = {}) =>
  v.parse(shellConfiguration, { id, name: id, kernel: { kind: "path", path: "/usr/bin/python3" }, ...more });
const names = (store: ConfigurationStore) => store.get().configurations.map(({ name }) => name);

it("keeps configurations in their order, only for the user, over a restart", async () => {
  const store = open();
  const told: number[] = [];
  store.onChange((now) => told.push(now.configurations.length));
  for (const id of ["a", "b", "c"]) store.save(configuration(id));
  store.save(configuration("c"), 0);
  store.save(configuration("a", { name: "A", environment: [{ name: "X", value: "1\n2" }] }));
  store.save(configuration("d"), 1);
  await store.settled();
  expect(names(store)).toEqual(["c", "d", "A", "b"]);
  expect(told).toEqual([1, 2, 3, 3, 3, 4]);
  expect(open().get()).toEqual(store.get());
  expect(open().find("a")?.environment).toEqual([{ name: "X", value: "1\n2" }]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(failures).toEqual([]);
});

it("refuses a name that another one has, and not its own", () => {
  const store = open();
  store.save(configuration("a"));
  store.save(configuration("a", { folder: "/tmp" }));
  expect(() => store.save(configuration("b", { name: "a" }))).toThrow("another configuration named “a”");
});

it("has a default for a folder, which goes with the configuration", () => {
  const store = open();
  store.save(configuration("a"));
  store.save(configuration("b"));
  expect(store.setDefault("/work", "a").defaults).toEqual({ "/work": "a" });
  expect(store.setDefault("/other", "b").defaults).toEqual({ "/work": "a", "/other": "b" });
  expect(store.delete("a").defaults).toEqual({ "/other": "b" });
  expect(store.setDefault("/other", null).defaults).toEqual({});
  expect(() => store.setDefault("/work", "a")).toThrow("not there any more");
});

it("keeps what a newer version wrote, and names an entry that cannot be used", async () => {
  const future = { id: "z", name: "Future", kernel: { kind: "remote", host: "moon" } };
  const newer = { ...configuration("a"), color: "red" };
  await writeFile(
    file,
    JSON.stringify({ version: 7, configurations: [future, newer], defaults: { "/w": "z" } }),
  );
  const store = open();
  expect(names(store)).toEqual(["a"]);
  expect(store.get().defaults).toEqual({});
  expect(store.notice?.sentence).toContain("“Future”");
  store.save(configuration("a", { name: "renamed" }));
  store.save(configuration("b"), 0);
  await store.settled();
  expect(await content()).toEqual({
    version: 7,
    configurations: [future, configuration("b"), { ...newer, name: "renamed" }],
    defaults: { "/w": "z" },
  });
});

it.each(["{", "[]", '{"configurations": 3}'])(
  "sets a file aside that is broken, and names it: %j",
  async (text) => {
    await writeFile(file, text);
    const store = open();
    const [aside] = await readdir(folder);
    expect(aside).toMatch(/^configurations\.corrupt-\d{8}T\d{6}\.json$/);
    expect(await readFile(join(folder, aside as string), "utf8")).toBe(text);
    expect(store.notice?.sentence).toContain(aside);
    store.save(configuration("a"));
    await store.settled();
    expect(names(open())).toEqual(["a"]);
  },
);
