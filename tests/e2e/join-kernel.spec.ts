/** A kernel that another program has started: found in the list of kernels, joined, left, and never ended. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./app";
import { block, enter, idle, shell } from "./shells";

const python = process.env["TANDEM_TEST_PYTHON"] ?? "python3";
const NAME = "kernel-their (joined)";

let foreign: ChildProcess | undefined;
test.afterEach(() => {
  foreign?.kill("SIGKILL");
});

test("joining a running kernel from the list, and leaving it", async ({ tandem }) => {
  const runtime = path.join(tandem.profile, "jupyter-runtime");
  await mkdir(runtime, { recursive: true });
  const file = path.join(runtime, "kernel-their.json");
  foreign = spawn(python, ["-m", "ipykernel_launcher", "-f", file], {
    env: { ...process.env, IPYTHONDIR: path.join(tandem.folder, "ipython") },
    stdio: "ignore",
  });
  await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
  const page = await tandem.start();

  // It is listed once it answers; opening the list again looks again.
  const join = page.getByRole("button", { name: "Join kernel-their", exact: true });
  await expect(async () => {
    await page.keyboard.press("Escape");
    await tandem.command("Running kernels");
    await expect(join).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await join.click();
  await idle(tandem);
  await enter(tandem, "import os; os.getpid()");
  await expect(block(tandem, "In [1]:", NAME)).toContainText(String(foreign.pid));

  // Whoever started it restarts and ends it.
  const region = shell(tandem, NAME);
  await expect(page.getByRole("button", { name: "Interrupt kernel" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Restart kernel" })).toHaveCount(0);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Shut down kernel" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Close shell" }).click();
  await expect(region).toHaveCount(0);
  await page.getByRole("button", { name: "Leave", exact: true }).first().click();
  await expect(page.getByRole("button", { name: "Leave", exact: true })).toHaveCount(0);
  expect(foreign.exitCode).toBeNull();

  // By its file, which the system's dialog gives.
  await tandem.electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);
  await tandem.command("Join kernel by connection file…");
  await idle(tandem);
  await enter(tandem, "6 * 7");
  await expect(block(tandem, "In [2]:", NAME)).toContainText("42");

  // It ends, where it was started; the shell says so.
  foreign.kill("SIGKILL");
  const died = page.getByRole("alert", { name: "Kernel died" });
  await expect(died).toContainText(`${NAME} has ended`, { timeout: 30_000 });
  await expect(died.getByRole("button", { name: "Join again" })).toBeVisible();
  await page.getByRole("button", { name: "Close shell" }).click();
  await page.getByRole("button", { name: "Leave", exact: true }).first().click();
});
