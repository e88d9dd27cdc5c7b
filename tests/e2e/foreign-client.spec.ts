/** Another Jupyter client on a kernel of the window: what it does is shown, and what it alone is asked is told. */
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, sharing as test } from "./app";
import { block, enter, idle, STARTS } from "./shells";

const python = process.env["TANDEM_TEST_PYTHON"] ?? "python3";

/** Runs a cell that asks something, and answers it with what comes on stdin. */
const CLIENT = `
import sys
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient()
client.load_connection_file(sys.argv[1])
client.start_channels()
client.wait_for_ready(timeout=60)
client.execute_interactive(
    "print('from outside')\\nsaid = input('Say? ')\\nprint('they said', said)",
    timeout=100,
    stdin_hook=lambda asked: client.input(sys.stdin.readline().rstrip()),
)
`;

test("a foreign client's cell is shown as its own; its question is not asked here but named", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "mine = 1");
  await idle(tandem);
  const runtime = path.join(tandem.profile, "jupyter-runtime");
  const [file] = (await readdir(runtime)).filter((name) => /^kernel-.*\.json$/.test(name));
  const client = spawn(python, ["-c", CLIENT, path.join(runtime, file as string)], {
    stdio: ["pipe", "ignore", "inherit"],
    // By this name a client says who it is.
    env: { ...process.env, USER: "ada" },
  });
  try {
    const ended = new Promise((resolve) => client.once("exit", resolve));
    const theirs = block(tandem, "In [2]:");
    await expect(theirs).toContainText("said = input('Say? ')", { timeout: 60_000 });
    await expect(theirs).toContainText("from outside");
    await expect(theirs.locator(".block-meta")).toContainText("ada");
    await expect(theirs).toContainText("may be waiting for input in another client");
    await expect(tandem.page.getByRole("textbox", { name: "Say?" })).toHaveCount(0);
    client.stdin.end("hello\n");
    await expect(theirs).toContainText("they said hello");
    await expect(theirs).not.toContainText("may be waiting for input");
    expect(await ended).toBe(0);
  } finally {
    client.kill();
  }
  await idle(tandem);
  await enter(tandem, "print(said, mine)");
  await expect(block(tandem, "In [3]:")).toContainText("hello 1");
  // What it ran is in the history, too.
  await expect
    .poll(() => tandem.readProfile("history/python.jsonl").catch(() => ""))
    .toContain("print('from outside')");
});
