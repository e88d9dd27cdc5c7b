/**
 * A shell of very many blocks: another Jupyter client asks the kernel for a hundred thousand small things while the
 * window shows them. TANDEM_BENCH_BLOCKS names another number.
 */
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem } from "../e2e/app";
import { enter, idle } from "../e2e/shells";
import { run, withWindow } from "./probe/bench-window";
import { load, mb, ms, say, sayTasks } from "./probe/report";
import { heapBytes, reset, scrollOver, strain } from "./probe/window-probe";
import { watchTasks } from "./probe/window-tasks";

const BLOCKS = Number(process.env.TANDEM_BENCH_BLOCKS ?? 100_000);
/** Asks for one sum after another, never waiting for more than a hundred. */
const CLIENT = `
import sys, time
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels(iopub=False, stdin=False, hb=False)
count = int(sys.argv[2])
client.kernel_info(reply=True, timeout=60)
began = time.perf_counter()
for i in range(count + 100):
    if i < count: client.execute(f"{i} + 1")
    if i >= 100: client.get_shell_msg(timeout=600)
print(round((time.perf_counter() - began) * 1000))
`;

/** Has another client run so many requests; answers what that took it, in ms. */
async function askedByAnother(tandem: Tandem, count: number): Promise<number> {
  const runtime = path.join(tandem.profile, "jupyter-runtime");
  const [file = ""] = (await readdir(runtime)).filter((name) => /^kernel-.*\.json$/.test(name));
  const client = spawn(
    process.env.TANDEM_TEST_PYTHON ?? "python3",
    ["-c", CLIENT, path.join(runtime, file), String(count)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  client.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => client.once("close", resolve));
  if (code !== 0) throw new Error(`the other client ended with ${code}`);
  return Number(said);
}

run(() =>
  withWindow(async (tandem) => {
    const { page } = tandem;
    const what = `${BLOCKS.toLocaleString("en")} blocks`;
    say("the machine's load", load());
    const empty = await heapBytes(page);
    await reset(page);
    const began = performance.now();
    const { result: client, tasks } = await watchTasks(page, what, async () => {
      const asked = await askedByAnother(tandem, BLOCKS);
      // The first was asked for by the window itself.
      await expect(page.getByRole("article", { name: `In [${BLOCKS + 1}]:`, exact: true })).toContainText(
        String(BLOCKS),
        { timeout: 600_000 },
      );
      return asked;
    });
    const shown = performance.now() - began;
    const { longestTask, longTasks } = await strain(page);
    say(`${what}: until the last is shown`, ms(shown), `the client alone took ${client.toFixed(0)} ms`);
    say(`${what}: longest task`, ms(longestTask), `${longTasks} tasks over 50 ms`);
    sayTasks(what, tasks);
    say(`${what}: heap above the empty shell's`, mb((await heapBytes(page)) - empty));
    await idle(tandem);

    await reset(page);
    const later = await watchTasks(page, "a request after them", async () => {
      await enter(tandem, "for i in range(1000): print('after', i, flush=True)");
      await expect(page.getByText("after 999", { exact: true }).last()).toBeVisible({ timeout: 60_000 });
    });
    const after = await strain(page);
    say("a thousand lines after them: longest task", ms(after.longestTask));
    sayTasks("a thousand lines after them", later.tasks);
    await reset(page);
    const { result: frames, tasks: scrolling } = await watchTasks(page, "scrolling over them", () =>
      scrollOver(page),
    );
    say("scrolling over them: median frame", ms(frames[Math.floor(frames.length / 2)] ?? 0));
    say("scrolling over them: 95 % of frames", ms(frames[Math.floor(frames.length * 0.95)] ?? 0));
    sayTasks("scrolling over them", scrolling);
    const worst = `longest task ${(await strain(page)).longestTask.toFixed(0)} ms`;
    say("scrolling over them: worst frame", ms(frames.at(-1) ?? 0), worst);
  }),
);
