/** What every Python kernel is to know of the file that code was run from. */
import { mkdir, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import type { TestClient } from "./attached-client";

const LOOK =
  "import sys, os\nprint(globals().get('__file__'), sys.path.count(FOLDER), os.getcwd() == FOLDER)";

/** Runs code as if from files of `root`, and looks what it finds; resolves with how many requests that were. */
export async function expectToKnowItsFile(client: TestClient, root: string): Promise<number> {
  const folder = path.join(await realpath(root), "näh 'e'");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "run.py");
  await writeFile(path.join(folder, "beside_it.py"), "found = 'beside'\n");
  const ended = () => client.of("request_end").length;
  const before = ended();
  await client.run(`FOLDER = ${JSON.stringify(folder)}`);
  const look = async (from?: Parameters<TestClient["run"]>[2]) => {
    const { msgId } = await client.run(LOOK, undefined, from);
    return client.text(msgId, "stdout");
  };
  const records = client.records.length;
  expect(await look({ origin: { file, lines: [1, 2] } })).toBe(`${file} 1 False\n`);
  // Telling it leaves no trace but what is told: one request, its output, its end.
  expect(client.records.slice(records).filter(({ kind }) => kind === "request")).toHaveLength(1);
  const imported = await client.run("import beside_it; print(beside_it.found)", undefined, {
    origin: { file, title: "selection", lines: [3, 3] },
  });
  expect(client.text(imported.msgId)).toBe("beside\n");
  // The shell's own input knows it too, and a file that goes to its folder does so each time.
  expect(await look()).toBe(`${file} 1 False\n`);
  expect(await look({ origin: { file, lines: [1, 2] }, changeFolder: true })).toBe(`${file} 1 True\n`);
  await client.run("os.chdir('/')");
  expect(await look({ origin: { file, lines: [1, 2] } })).toBe(`${file} 1 False\n`);
  expect(await look({ origin: { file, lines: [1, 2] }, changeFolder: true })).toBe(`${file} 1 True\n`);
  expect(await look({ origin: { file: "Untitled 1", lines: [1, 2] } })).toBe("None 1 True\n");
  await client.run("os.chdir('/'); del FOLDER");
  return ended() - before;
}
