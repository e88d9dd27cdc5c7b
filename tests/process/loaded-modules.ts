/** What every Python kernel says of the modules that it has loaded from a file. */
import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import type { TestClient } from "./attached-client";

/** Loads modules of a folder below `root` and asks for them; nothing of the asking is to be seen. */
export async function expectToKnowLoadedModules(client: TestClient, root: string): Promise<void> {
  const folder = path.join(await realpath(root), "modüles 'm'");
  await mkdir(path.join(folder, "package_of_it"), { recursive: true });
  const file = path.join(folder, "loaded_one.py");
  const inside = path.join(folder, "package_of_it", "__init__.py");
  await writeFile(file, "value = 1\n");
  await writeFile(inside, "");
  await symlink(file, path.join(folder, "loaded_link.py"));
  const asked = async (of: string) => {
    const answer = await client.shell({ type: "modules_request", file: of });
    if (answer.type !== "modules_reply") throw new Error(JSON.stringify(answer));
    return answer.modules;
  };
  const names = async (of: string) => (await asked(of)).map(({ name }) => name);
  expect(await names(file)).toEqual([]);
  // Names of the user's hide builtins; a module that answers for any name says nothing by itself.
  await client.run(
    `import sys, types\nsys.path.insert(0, ${JSON.stringify(folder)})\nlist = type = str = id = None\n` +
      "class Loud(types.ModuleType):\n    def __getattribute__(self, name): raise SystemExit(name)\n" +
      "sys.modules['loud'] = Loud('loud'); sys.modules['odd'] = 3\n" +
      "import loaded_one, package_of_it",
  );
  const { executionCount: before = Number.NaN } = await client.run("42");
  const [first] = await asked(file);
  expect(first?.name).toBe("loaded_one");
  expect(await names(inside)).toEqual(["package_of_it"]);
  expect(await names(path.join(folder, "loaded_link.py"))).toEqual([]);
  expect(await names(path.join(folder, "nothing.py"))).toEqual([]);
  // The number of the next input, `_` and the names of the user are as they were.
  const { executionCount, msgId } = await client.run("print(_, 'FILE' in dir(), 'file' in dir())");
  expect(executionCount).toBe(before + 1);
  expect(client.text(msgId, "stdout")).toBe("42 False False\n");
  await client.run(
    "del list, type, str, id, sys.modules['loud'], sys.modules['odd']\nimport importlib\nimportlib.reload(loaded_one)",
  );
  const [second] = await asked(file);
  expect(second?.name).toBe("loaded_one");
  expect(second?.load).not.toBe(first?.load);
  await client.run("del sys.modules['loaded_one']");
  expect(await names(file)).toEqual([]);
}
