/** A language server that dies or hangs, files that are too large for it, an environment that vanishes: in the window. */
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, test, WITH_PROBLEMS } from "./app";
import { idle } from "./shells";

/** Process ids of the Python server. */
const servers = async (tandem: Tandem) =>
  (await tandem.processes())
    .filter((line) => line.includes("language-servers/python"))
    .map((line) => Number.parseInt(line, 10));

test("a server that hangs is said to, and goes on when it can; one that dies five times is given up, with a way back", async ({
  tandem,
}) => {
  await tandem.write("wrong.py", "from other import lamp\n\n\ndef f():\n    return missing_name\n");
  await tandem.write("other.py", "lamp = 42\n");
  const page = await tandem.start({
    open: ["wrong.py"],
    settings: { startKernel: false, languageServer: true },
  });
  const count = page.getByRole("button", { name: "1 error" });
  await expect(count).toBeVisible({ timeout: 60_000 });

  await test.step("who is elsewhere when a definition is found is not called away", async () => {
    await tandem.editor("wrong.py").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    const [pid = 0] = await servers(tandem);
    process.kill(pid, "SIGSTOP");
    await page.keyboard.press("F12");
    await page.keyboard.press("Control+Shift+X");
    await expect(tandem.editor("wrong.py")).not.toBeFocused();
    process.kill(pid, "SIGCONT");
    await expect(page.getByText("What you looked for is in other.py.")).toBeVisible();
    await expect(tandem.editor("wrong.py")).not.toBeFocused();
    await expect(tandem.fileTab("other.py")).toHaveCount(0);
    await page.getByRole("button", { name: "Go there" }).click();
    await expect(tandem.editor("other.py")).toBeFocused();
    await page.keyboard.press("Control+W");
  });

  await test.step("it hangs", async () => {
    const [pid = 0] = await servers(tandem);
    process.kill(pid, "SIGSTOP");
    await tandem.editor("wrong.py").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("f");
    await expect(page.getByText("basedpyright does not answer")).toBeVisible({ timeout: 30_000 });
    await page.keyboard.type("()");
    await expect(page.locator(".view-line").last()).toHaveText("f()");
    process.kill(pid, "SIGCONT");
    await expect(page.getByText("basedpyright does not answer")).toHaveCount(0, { timeout: 60_000 });
  });

  await test.step("it dies", async () => {
    const notice = page.locator(".notices .bar").filter({ hasText: "is not started again" });
    let before = 0;
    for (let death = 1; death <= 5; death++) {
      await expect
        .poll(async () => (await servers(tandem)).find((pid) => pid !== before) ?? 0, { timeout: 60_000 })
        .toBeGreaterThan(0);
      before = (await servers(tandem)).find((pid) => pid !== before) ?? 0;
      process.kill(before, "SIGKILL");
    }
    await expect(notice).toContainText("basedpyright has ended 5 times and is not started again.");
    await expect(page.getByRole("button", { name: "basedpyright is gone: start it again" })).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("given-up.png") });
    await expect.poll(() => servers(tandem)).toEqual([]);
    await notice.getByRole("button", { name: "Start it again" }).click();
    await expect(count).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole("button", { name: "basedpyright is gone: start it again" })).toHaveCount(0);
  });
});

test("a file of 50 MB and a line of 10 MB say what they go without, and are typed in", async ({ tandem }) => {
  await tandem.write("small.py", "print(missing_name)\n");
  // Larger ones than 60 MB are refused with a sentence.
  await tandem.write("large.py", "value = 'nothing to see in this line of a long file'\n".repeat(1_000_000));
  await tandem.write("line.py", `data = "${"x".repeat(10_100_000)}"\nprint(1)\n`);
  const page = await tandem.start({ open: ["small.py"], settings: { startKernel: false, ...WITH_PROBLEMS } });
  for (const name of ["large.py", "line.py"]) {
    await tandem.answerOpenDialog(name);
    await page.keyboard.press("Control+o");
    await expect(tandem.fileTab(name)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText("Too large for basedpyright")).toBeVisible();
    await expect(page.getByText("Large file")).toBeVisible();
    await tandem.editor(name).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("last_of_all = 1");
    await expect(page.locator(".view-line").filter({ hasText: "last_of_all" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  }
  // The small one beside them has all.
  await tandem.fileTab("small.py").click();
  await expect(page.getByText("Too large for basedpyright")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^\d+ error/ })).toBeVisible({ timeout: 60_000 });
});

test("an environment that vanishes is said to be gone, and found again when it is made anew", async ({
  tandem,
}) => {
  const environment = path.join(tandem.folder, ".venv");
  const make = () => execFileSync("python3", ["-m", "venv", "--without-pip", environment]);
  make();
  await tandem.write("here.py", "import json\nprint(json)\n");
  const page = await tandem.start({
    open: [".", "here.py"],
    settings: { startKernel: false, languageServer: true },
  });
  await page
    .getByRole("listbox", { name: "Kernels" })
    .getByRole("option")
    .filter({ hasText: ".venv" })
    .first()
    .click();
  await idle(tandem);
  await tandem.fileTab("here.py").click();
  const gone = page.getByText("The environment is gone");
  await expect(gone).toHaveCount(0);
  const lookAgain = () => page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await rm(environment, { recursive: true });
  await lookAgain();
  await expect(gone).toBeVisible();
  make();
  await lookAgain();
  await expect(gone).toHaveCount(0);
});
