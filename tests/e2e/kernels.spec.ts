/** Several kernels, their lives and their ends, in the real window. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, sharing as test } from "./app";
import { block, enter, idle, KERNEL, kernelStatus, STARTS, shell, shellText } from "./shells";

/** A file of the profile's only session. */
async function sessionFile<T>(tandem: Tandem, name: string): Promise<T> {
  const sessions = path.join(tandem.profile, "sessions");
  const [id = ""] = await readdir(sessions);
  return JSON.parse(await readFile(path.join(sessions, id, name), "utf8")) as T;
}

test("two kernels run at once and neither waits for the other", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { page } = tandem;
  await page.getByRole("button", { name: "New shell", exact: true }).click();
  const kernels = page.getByRole("listbox", { name: "Kernels" });
  await kernels.getByRole("option").filter({ hasText: KERNEL }).first().click();
  const second = `${KERNEL} 2`;
  await expect(page.getByRole("tab", { name: second, exact: true })).toHaveAttribute("aria-selected", "true");
  await idle(tandem);

  await enter(tandem, "import time, os\nmine = 2\nwhile not os.path.exists('go'): time.sleep(0.05)");
  await expect(kernelStatus(tandem)).toHaveText("busy");
  await page.keyboard.press("Control+1");
  await enter(tandem, "'mine' in globals(), 6 * 7");
  await expect(block(tandem, "In [1]:")).toContainText("(False, 42)");
  await enter(tandem, "open('go', 'w').close()");
  await page.keyboard.press("Control+2");
  await expect(shell(tandem, second)).toBeVisible();
  await idle(tandem);
  await enter(tandem, "mine");
  await expect(block(tandem, "In [2]:", second)).toContainText("2");
});

test("a killed kernel is dead with its signal, and restarts", async ({ tandem }) => {
  await tandem.write("exp.py", "print('from the editor')\n");
  await tandem.start({ settings: STARTS, open: ["exp.py"] });
  await idle(tandem);
  // The words go past Python, as those of a library in C that aborts.
  await enter(
    tandem,
    "import os, sys\nprint('before')\nos.write(sys.stderr._original_stdstream_copy, b'its last words\\n')\nos.kill(os.getpid(), 9)",
  );
  const died = tandem.page.getByRole("alert", { name: "Kernel died" });
  await expect(died).toContainText("SIGKILL");
  await expect(kernelStatus(tandem)).toHaveText("dead");
  await test.step("its log has the last words, and says where the whole is", async () => {
    await died.getByRole("button", { name: "Open the log" }).click();
    await expect(tandem.fileTab("report.log")).toHaveAttribute("aria-selected", "true");
    const sessions = path.join(tandem.profile, "sessions");
    const [id = ""] = await readdir(sessions);
    const report = await readFile(path.join(sessions, id, "report.log"), "utf8");
    expect(report).toContain(path.join(sessions, id, "raw-stderr"));
    expect(report).toContain("its last words");
    expect(report).toContain("SIGKILL");
    expect(report).toContain("host.log");
    await tandem.page.screenshot({ path: test.info().outputPath("died.png") });
  });
  const refused = shell(tandem).getByText("The kernel is dead; restart it first.");
  await test.step("code from the editor is refused until it is restarted", async () => {
    await tandem.fileTab("exp.py").click();
    await tandem.page.keyboard.press("Control+Enter");
    await expect(refused).toBeVisible();
  });
  await died.getByRole("button", { name: "Restart" }).click();
  await idle(tandem);
  await expect(refused).toHaveCount(0);
  await enter(tandem, "print('after')");
  await expect(shell(tandem)).toContainText("after");
  expect(await shellText(tandem)).toContain("before");
});

test("a kernel that hangs is unresponsive while it hangs, and the window goes on", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  const { pid } = await sessionFile<{ pid: number }>(tandem, "kernel.json");
  process.kill(pid, "SIGSTOP");
  await expect(kernelStatus(tandem)).toHaveText("unresponsive");
  for (const step of ["Interrupt", "Restart"])
    await expect(shell(tandem).getByRole("button", { name: step, exact: true })).toBeVisible();
  await tandem.page.screenshot({ path: test.info().outputPath("hangs.png") });
  const wait = shell(tandem).getByRole("button", { name: "Wait", exact: true });
  await wait.click();
  await expect(wait).toHaveCount(0);
  await expect(kernelStatus(tandem)).toHaveText("unresponsive");
  await tandem.command("New file");
  await tandem.typeText("still here");
  process.kill(pid, "SIGCONT");
  await idle(tandem);
  await enter(tandem, "6 * 7");
  await expect(block(tandem, "In [1]:")).toContainText("42");
});

test("a killed host is followed by another: the kernel goes on, and the shell names the gap", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "kept = 41; print('kept on screen')");
  await expect(block(tandem, "In [1]:")).toContainText("kept on screen");
  const host = await sessionFile<{ pid: number }>(tandem, "host.json");
  const kernel = await sessionFile<{ pid: number }>(tandem, "kernel.json");
  process.kill(host.pid, "SIGKILL");
  const gap = /The kernel-host was replaced at \d\d:\d\d; output\s*between/;
  await expect(shell(tandem).getByRole("log")).toContainText(gap);
  await idle(tandem);
  const bar = shell(tandem).locator(".bar").filter({ hasText: gap });
  await expect(bar.getByRole("button", { name: "Show in the output" })).toBeVisible();
  await tandem.page.screenshot({ path: test.info().outputPath("replaced.png") });
  await bar.getByRole("button", { name: "Dismiss" }).click();
  await expect(bar).toHaveCount(0);
  await expect(block(tandem, "In [1]:")).toContainText("kept on screen");
  await enter(tandem, "kept + 1");
  await expect(block(tandem, "In [2]:")).toContainText("42");
  expect((await sessionFile<{ pid: number }>(tandem, "kernel.json")).pid).toBe(kernel.pid);
});

test("restarting a used kernel asks in its shell; Escape takes it back, Enter does it", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "x = 1");
  await expect(block(tandem, "In [1]:")).toBeVisible();
  await idle(tandem);
  const { page } = tandem;
  await page.keyboard.press("Control+K");
  const ask = shell(tandem)
    .getByText(/restart/i)
    .first();
  await expect(ask).toBeVisible();
  await page.keyboard.press("Escape");
  await enter(tandem, "print('x' in globals())");
  await expect(block(tandem, "In [2]:")).toContainText("True");
  await idle(tandem);
  await page.keyboard.press("Control+K");
  await expect(ask).toBeVisible();
  await page.keyboard.press("Enter");
  await expect
    .poll(() => sessionFile<{ life: number }>(tandem, "kernel.json").then((file) => file.life))
    .toBe(2);
  await idle(tandem);
  await enter(tandem, "print('x is there:', 'x' in globals())");
  await expect(shell(tandem)).toContainText("x is there: False");
});

test("closing a used shell keeps its kernel, which can be opened again with what it has said", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "print('remember me'); secret = 5");
  await expect(block(tandem, "In [1]:")).toContainText("remember me");
  await idle(tandem);
  const { page } = tandem;
  await page.getByRole("button", { name: "Close shell", exact: true }).click();
  await expect(shell(tandem)).toHaveCount(0);
  await page.getByRole("button", { name: "Reopen", exact: true }).first().click();
  await expect(block(tandem, "In [1]:")).toContainText("remember me");
  await enter(tandem, "secret + 1");
  await expect(block(tandem, "In [2]:")).toContainText("6");
});

test("quitting while a kernel runs asks; Cancel keeps both, Shut down leaves nothing", async ({
  alone: tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "x = 1");
  await expect(block(tandem, "In [1]:")).toBeVisible();
  const { page } = tandem;
  await page.getByRole("button", { name: "Close window" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Kernels are running" });
  await expect(dialog).toContainText(KERNEL);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await enter(tandem, "x + 1");
  await expect(block(tandem, "In [2]:")).toContainText("2");
  await page.getByRole("button", { name: "Close window" }).click();
  await tandem.endsBy(() => dialog.getByRole("button", { name: "Shut down" }).click());
  await expect.poll(() => tandem.processes()).toEqual([]);
});
