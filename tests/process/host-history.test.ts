/** Built-in kernels have no store of their own: they remember what the app's history of their language holds. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HISTORY_FILE } from "../../kernel-host/door/session-files";
import { TestHost } from "./kernel-host-fixture";
import { hostProgram, python } from "./programs";

const electron = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
const earlier = ["first = 1", "second = '\u{1f600}'\nthird = 3"];
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tandem-history-"));
  file = path.join(folder, "inputs.jsonl");
  const lines = earlier.map((code) => JSON.stringify({ session: "s1", time: 1, outcome: "ok", code }));
  await writeFile(file, `${lines.join("\n")}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  {
    name: "plain Python",
    argv: ["python-kernel.js", python],
    look: `import os\nprint(os.environ.get("${HISTORY_FILE}"))`,
  },
  {
    name: "JavaScript",
    argv: ["javascript-kernel.js"],
    look: `console.log(process.env.${HISTORY_FILE} ?? "None")`,
  },
])("$name is given the inputs of earlier days at its start, and adds its own", async ({ argv, look }) => {
  const [program = "", ...args] = argv;
  const host = await TestHost.start({
    argv: [electron, path.join(path.dirname(hostProgram), program), ...args, "{connection_file}"],
    env: { ELECTRON_RUN_AS_NODE: "1", [HISTORY_FILE]: file },
    interruptMode: "message",
  });
  try {
    const client = (await host.attach()).follow();
    const end = await client.run(look);
    // The user's code is not told of the file.
    expect(client.text(end.msgId)).toBe("None\n");
    const answer = await client.shell({ type: "history_request", n: 10 });
    expect(answer).toMatchObject({ history: [...earlier, look] });
  } finally {
    await host.dispose();
  }
});
