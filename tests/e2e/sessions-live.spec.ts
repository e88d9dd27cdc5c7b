/** Sessions that the window did not start, or shows no more, while it is open. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, kernelStatus, STARTS, shell, shellText } from "./shells";

const sessionsPage = (tandem: Tandem) => tandem.page.getByRole("region", { name: "Sessions" });

/** `tandem ...` in a terminal of the same user, beside the app. */
async function terminal(tandem: Tandem, ...args: string[]): Promise<ChildProcess> {
  const env = await tandem.electron.evaluate(() => process.env as Record<string, string>);
  const program = path.resolve(__dirname, "../../out/cli/tandem.js");
  return spawn(process.execPath, [program, `--user-data-dir=${tandem.profile}`, ...args], {
    cwd: tandem.folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

test("what is run in a terminal appears while the window is open, is shown live, and ends", async ({
  tandem,
}) => {
  await tandem.write(
    "night.py",
    "import os, time\nprint('measuring')\nwhile not os.path.exists('enough'): time.sleep(0.02)\nprint('measured')\n",
  );
  await tandem.start();
  await tandem.command("Sessions");
  await expect(sessionsPage(tandem)).toContainText("There are no sessions yet");
  const run = await terminal(tandem, "run", "night.py");
  const row = sessionsPage(tandem).getByRole("row", { name: /night/ });
  await expect(row).toContainText("running", { timeout: 60_000 });
  const name = (await row.getAttribute("aria-label")) ?? "";
  await tandem.page.keyboard.press("Escape");
  const running = tandem.page.getByRole("region", { name: "Running kernels" });
  await running.getByRole("button", { name: "Reopen" }).click();
  await expect(shell(tandem, name)).toContainText("measuring");
  const ended = new Promise((resolve) => run.once("exit", resolve));
  await tandem.write("enough", "");
  await expect(shell(tandem, name)).toContainText("measured");
  expect(await ended).toBe(0);
  // Its kernel goes on, for whoever wants to look at what it has.
  await enter(tandem, "print(6 * 7)");
  await expect(shell(tandem, name)).toContainText("42");
  await terminal(tandem, "stop", name);
  await expect(shell(tandem, name)).toHaveCount(0);
  await tandem.command("Sessions");
  await expect(row).toContainText("ended");
});

test("a kept session whose tab was closed stays closed after a reload", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "x = 1");
  await idle(tandem);
  await tandem.quit("Keep running");
  const page = await tandem.start();
  await idle(tandem);
  await page.getByRole("button", { name: "Close shell" }).click();
  await expect(page.getByText(`its kernel ${KERNEL} runs on`)).toBeVisible();
  const state = async () => JSON.stringify(await tandem.windowState());
  await expect.poll(state).toContain('"open":false');
  await page.reload();
  const running = page.getByRole("region", { name: "Running kernels" });
  await expect(running).toContainText(KERNEL);
  await expect(shell(tandem)).toHaveCount(0);
  await running.getByRole("button", { name: "Reopen" }).click();
  await expect(block(tandem, "In [1]:")).toBeVisible();
});

test("a question that was asked while nobody listened is answered with a line of input", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const asking = path.join(tandem.folder, "asking");
  await enter(
    tandem,
    [
      "import os, time",
      `while not os.path.exists(${JSON.stringify(path.join(tandem.folder, "ask"))}): time.sleep(0.02)`,
      `open(${JSON.stringify(asking)}, "w").close()`,
      "answer = input('Go on? ')",
      "print('the answer was', answer)",
    ].join("\n"),
  );
  await expect(kernelStatus(tandem)).toHaveText("busy");
  const [session] = await readdir(path.join(tandem.profile, "sessions"));
  const hostFile = path.join(tandem.profile, "sessions", session as string, "host.json");
  const host = JSON.parse(await readFile(hostFile, "utf8")) as { pid: number };
  await tandem.kill();
  process.kill(host.pid, "SIGKILL");
  await tandem.write("ask", "");
  await expect
    .poll(() =>
      stat(asking).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);

  await tandem.start();
  const bar = shell(tandem).getByText("The kernel may be waiting for a line of input");
  await expect(bar).toBeVisible({ timeout: 60_000 });
  await shell(tandem).getByRole("button", { name: "Send a line of input" }).click();
  const line = shell(tandem).getByRole("textbox", { name: "Kernel input" });
  await expect(line).toBeFocused();
  await line.fill("certainly");
  await line.press("Enter");
  await expect(shell(tandem)).toContainText("the answer was certainly");
  await expect(bar).toHaveCount(0);
  await idle(tandem);
  expect(await shellText(tandem)).toContain("the answer was certainly");
});

test("whoever goes to what a page covers leaves it, and types nothing unseen", async ({ tandem }) => {
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  await page.keyboard.press("Control+N");
  for (const [name, command] of [
    ["Sessions", "Sessions"],
    ["Shell configurations", "Edit shell configurations…"],
  ] as const) {
    const covering = page.getByRole("region", { name, exact: true });
    const open = async () => {
      await tandem.command(command);
      await expect(covering).toBeVisible();
      await expect.poll(() => covering.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    };
    await open();
    // What lies over the page goes, and the page stays.
    await page.keyboard.press("Control+Shift+P");
    await expect(page.getByRole("combobox", { name: "Command" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("combobox", { name: "Command" })).toHaveCount(0);
    await expect(covering).toBeVisible();
    await page.keyboard.press("Control+0");
    await expect(covering).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
    await open();
    await page.keyboard.press("Control+9");
    await expect(covering).toHaveCount(0);
    await expect(tandem.editor("Untitled 1")).toBeFocused();
  }
});
