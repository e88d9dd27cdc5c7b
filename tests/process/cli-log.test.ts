import { readFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hostFile } from "../../kernel-host/door/session-files";
import { logRecord } from "../../preload/contract/records";
import { CliProfile } from "./cli-fixture";
import { isAlive } from "./processes";
import { until } from "./until";

let profile: CliProfile;
beforeEach(async () => {
  profile = await CliProfile.make();
  await profile.script("count.py", "for i in range(3):\n    print('row', i)\n\nkept = 'kept'\n1 / 0\n");
  expect((await profile.run(["run", "--name", "count", "count.py"])).code).toBe(1);
});
afterEach(() => profile.dispose());

const records = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => v.parse(logRecord, JSON.parse(line)));

describe("tandem log", () => {
  it("prints the whole log as text, and as one record a line, from any number on", async () => {
    const text = await profile.run(["log", "count"]);
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(
      /\nterminal .*, \d\d:\d\d\nIn \[2\]: for i in range\(3\):\n {3}\.\.\.: {5}print\('row', i\)\n[^]*\nrow 0\nrow 1\nrow 2\n[^]*ZeroDivisionError/,
    );
    expect(text.stdout).not.toContain("\x1b");

    const all = records((await profile.run(["log", "count", "--json"])).stdout);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => i + 1));
    const later = records((await profile.run(["log", "count", "--json", "--from", "9"])).stdout);
    expect(later).toEqual(all.slice(8));

    const beyond = await profile.run(["log", "count", "--from", String(all.length + 100)]);
    expect(beyond.stderr).toBe(`tandem: The log of count ends at record ${all.length}.\n`);
    expect(beyond.code).toBe(2);
  });

  it("reads the log of a session that has ended, and attach shows it", async () => {
    const before = await profile.run(["log", "count", "--json"]);
    expect((await profile.run(["stop", "count"])).code).toBe(0);
    const closed = await profile.run(["log", "count", "--json"]);
    expect(closed.code).toBe(0);
    expect(closed.stdout.startsWith(before.stdout)).toBe(true);
    const listed = JSON.parse((await profile.run(["sessions", "--json"])).stdout);
    expect(listed).toMatchObject([{ name: "count", state: "closed" }]);
    const shown = await profile.run(["attach", "count"], { input: "print('no kernel')" });
    expect(shown.stdout).toContain("row 2\n");
    expect(shown.stderr).toContain("count is closed");
    expect(shown.stdout).not.toContain("no kernel");
  });

  it("finds the kernel again when its host was killed", async () => {
    const [id] = (await profile.ids()) as [string];
    const file = path.join(profile.sessions, id, "host.json");
    const { pid } = v.parse(hostFile, JSON.parse(await readFile(file, "utf8")));
    process.kill(pid, "SIGKILL");
    await until("the host's end", () => !isAlive(pid));
    expect((await profile.run(["sessions"])).stdout).toMatch(/count +python3 +disconnected /);
    const { stdout, code } = await profile.run(["attach", "count"], { input: "print(kept * 2)" });
    expect(stdout).toContain("keptkept\n");
    expect(code).toBe(0);
  });
});
