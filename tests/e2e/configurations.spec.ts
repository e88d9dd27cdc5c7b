/** Shell configurations: their page by keyboard, what shells started with one have, and how they follow its changes. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright/test";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, shell } from "./shells";

const configurationsPage = (tandem: Tandem) =>
  tandem.page.getByRole("region", { name: "Shell configurations" });
const list = (tandem: Tandem) => configurationsPage(tandem).getByRole("listbox", { name: "Configurations" });
const field = (tandem: Tandem, name: string) => configurationsPage(tandem).getByLabel(name, { exact: true });
const names = (tandem: Tandem) => list(tandem).getByRole("option").allTextContents();

/** Presses Tab until the control has the keyboard. */
async function tabTo(tandem: Tandem, control: Locator): Promise<void> {
  await expect(control).toHaveCount(1);
  const hasFocus = () => control.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 50 && !(await hasFocus()); presses++)
    await tandem.page.keyboard.press("Tab");
  await expect(control).toBeFocused();
}

/** Resolves when what was typed is on disk. */
async function saved(tandem: Tandem, look: (first: Record<string, unknown>) => unknown, value: unknown) {
  await expect
    .poll(async () => {
      const text = await tandem.readProfile("configurations.json").catch(() => "");
      return text === "" ? undefined : look(JSON.parse(text).configurations[0]);
    })
    .toEqual(value);
}

async function editPage(tandem: Tandem): Promise<void> {
  await tandem.page.keyboard.press("Control+Shift+P");
  await tandem.page.keyboard.type("Edit shell config");
  await tandem.page.keyboard.press("Enter");
  await expect(configurationsPage(tandem)).toBeVisible();
}

test("a configuration is made by keyboard, its shell has what it says, and restarts with what was changed", async ({
  tandem,
}) => {
  const { keyboard } = await tandem.start();
  await mkdir(path.join(tandem.folder, "sub"));
  const tell =
    "import os, sys; print(sys.argv, os.environ.get('GREETING'), os.path.basename(os.getcwd()), ready)";

  await test.step("the page is filled in without a mouse, and saves by itself", async () => {
    await editPage(tandem);
    await expect(configurationsPage(tandem).getByRole("button", { name: "New configuration" })).toBeFocused();
    await keyboard.press("Enter");
    await expect(field(tandem, "Name")).toBeFocused();
    await expect(field(tandem, "Name")).toHaveValue(KERNEL);
    await keyboard.type("Analysis");
    await tabTo(tandem, configurationsPage(tandem).getByRole("checkbox", { name: /New shells in/ }));
    await keyboard.press("Space");
    await tabTo(tandem, field(tandem, "Working folder"));
    await keyboard.type(path.join(tandem.folder, "sub"));
    await tabTo(tandem, configurationsPage(tandem).getByRole("button", { name: "Add variable" }));
    await keyboard.press("Enter");
    await expect(field(tandem, "Name").nth(1)).toBeFocused();
    await keyboard.type("GREETING");
    await tabTo(tandem, field(tandem, "Value"));
    await keyboard.type("good day");
    await tabTo(tandem, field(tandem, "Arguments"));
    await keyboard.type("--fast\nall of it");
    await tabTo(tandem, field(tandem, "Startup script"));
    await keyboard.type("These");
    await tabTo(tandem, field(tandem, "Startup lines"));
    await keyboard.type("ready = 'started'");
    await expect(configurationsPage(tandem).getByRole("status", { name: "Saving" })).toHaveText(
      "Changes are saved by themselves.",
    );
    await saved(
      tandem,
      ({ name, arguments: args, environment, startup }) => [name, args, environment, startup],
      [
        "Analysis",
        ["--fast", "all of it"],
        [{ name: "GREETING", value: "good day" }],
        { kind: "lines", file: "", lines: "ready = 'started'", when: "after" },
      ],
    );
    await keyboard.press("Escape");
    await expect(configurationsPage(tandem)).toBeHidden();
  });

  await test.step("Ctrl+1 starts it, and it has what the configuration says", async () => {
    await keyboard.press("Control+1");
    await expect(shell(tandem, "Analysis")).toBeVisible();
    await idle(tandem);
    await enter(tandem, tell);
    await expect(block(tandem, "In [1]:", "Analysis")).toContainText(
      "['', '--fast', 'all of it'] good day sub started",
    );
  });

  await test.step("a change marks the shell, and its restart uses it", async () => {
    await editPage(tandem);
    await expect(list(tandem)).toBeFocused();
    await tabTo(tandem, field(tandem, "Value"));
    await keyboard.press("Control+A");
    await keyboard.type("good night");
    await keyboard.press("Escape");
    await expect(shell(tandem, "Analysis")).toContainText(
      "Restart to use the changed configuration “Analysis”",
    );
    await tandem.command("Restart kernel");
    await expect(shell(tandem, "Analysis").getByText("Restart the kernel?")).toBeVisible();
    await keyboard.press("Enter");
    await expect(shell(tandem, "Analysis").getByText("Restart to use")).toHaveCount(0);
    await idle(tandem);
    await enter(tandem, tell);
    await expect(block(tandem, "In [1]:", "Analysis").last()).toContainText("good night sub started");
  });

  await test.step("it is copied, moved, deleted and brought back by keyboard", async () => {
    await editPage(tandem);
    await keyboard.press("Control+d");
    await expect(field(tandem, "Name").first()).toHaveValue("Analysis copy");
    await expect(field(tandem, "Name").first()).toBeFocused();
    await keyboard.type("Other");
    await expect.poll(() => names(tandem)).toEqual(["Analysisdefault here", "Other"]);
    await list(tandem).focus();
    await keyboard.press("Alt+ArrowUp");
    await expect.poll(() => names(tandem)).toEqual(["Other", "Analysisdefault here"]);
    await keyboard.press("ArrowDown");
    await keyboard.press("Delete");
    await expect.poll(() => names(tandem)).toEqual(["Other"]);
    await expect(configurationsPage(tandem)).toContainText("“Analysis” was deleted.");
    await keyboard.press("Control+z");
    await expect.poll(() => names(tandem)).toEqual(["Other", "Analysisdefault here"]);
    await keyboard.press("Escape");
  });

  await test.step("New shell uses the folder's default, and the lists have the others", async () => {
    await tandem.command("New shell");
    await expect(shell(tandem, "Analysis 2")).toBeVisible();
    await tandem.command("New shell with another kernel…");
    await expect(tandem.page.getByRole("listbox", { name: "Kernels" })).toBeFocused();
    const [first] = await tandem.page.getByRole("listbox", { name: "Kernels" }).getByRole("option").all();
    await expect(first as Locator).toContainText("Other");
    await keyboard.press("Enter");
    await expect(shell(tandem, "Other")).toBeVisible();
    await idle(tandem);
  });
});

test("what is wrong stands beside its field, and a file that is broken is kept aside", async ({ tandem }) => {
  await mkdir(tandem.profile);
  const configurationsFile = path.join(tandem.profile, "configurations.json");
  await writeFile(configurationsFile, "{ broken");
  const { keyboard } = await tandem.start();
  await expect(tandem.page.getByText(/The shell configurations could not be understood/)).toBeVisible();
  const aside = (await readdir(tandem.profile)).filter((name) => name.startsWith("configurations.corrupt-"));
  expect(aside).toHaveLength(1);

  await editPage(tandem);
  await keyboard.press("Enter");
  await expect(field(tandem, "Name")).toBeFocused();
  await keyboard.type("One");
  await saved(tandem, ({ name }) => name, "One");
  await list(tandem).focus();
  await keyboard.press("Insert");
  await expect(field(tandem, "Name")).toHaveValue(KERNEL);
  await expect(field(tandem, "Name")).toBeFocused();
  await keyboard.type("One");
  await expect(configurationsPage(tandem).getByText("Another configuration has this name.")).toBeVisible();
  await expect(field(tandem, "Name")).toHaveAttribute("aria-invalid", "true");
  await expect(configurationsPage(tandem).getByRole("status", { name: "Saving" })).toContainText("Not saved");
  await keyboard.type(" more");
  await expect(field(tandem, "Name")).toHaveAttribute("aria-invalid", "false");
  await field(tandem, "Working folder").fill("/no/such/folder");
  await expect(configurationsPage(tandem).getByText(/\/no\/such\/folder: it is not there/)).toBeVisible();
  await field(tandem, "Script to run").fill("missing.py");
  await expect(configurationsPage(tandem).getByText(/missing\.py: it is not there/)).toBeVisible();
  await field(tandem, "Kernel").selectOption({ label: "An interpreter or kernelspec by its path" });
  await field(tandem, "Path").fill("/no/python");
  await keyboard.press("Enter");
  await expect(configurationsPage(tandem).getByText(/\/no\/python: it is not there/)).toBeVisible();

  // Its shell cannot be started: a sentence says why, and nothing is left behind.
  await configurationsPage(tandem).getByRole("button", { name: "Start a shell with it" }).click();
  await expect(configurationsPage(tandem).getByText(/\/no\/python .*cannot be used/)).toBeVisible();
  await expect(shell(tandem, "One more")).toHaveCount(0);
});
