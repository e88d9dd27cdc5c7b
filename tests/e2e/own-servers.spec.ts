/** Language servers of the user's own: offered by name, taken, and those that are none. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./app";
import { repository } from "./app-process";

const hasClangd = (() => {
  try {
    execFileSync("clangd", ["--version"]);
    return true;
  } catch {
    return false;
  }
})();

const CODE = "int area(int r) { return r * r; }\n\nint main(void) {\n  return area(2) + missing;\n}\n";

test("clangd is offered once, and knows C when it is taken", async ({ tandem }) => {
  test.skip(!hasClangd, "clangd is not on this machine");
  await tandem.write("area.c", CODE);
  const page = await tandem.start({
    open: ["area.c"],
    settings: { startKernel: false, languageServer: true },
  });
  const notice = page.getByRole("status", { name: "Notice" });
  await expect(notice).toContainText("clangd is on this machine: use it for C and C++?");
  await page.screenshot({ path: test.info().outputPath("offer.png") });
  expect((await tandem.processes()).filter((line) => line.includes("clangd"))).toEqual([]);
  await notice.getByRole("button", { name: "Use clangd" }).click();
  await expect(page.getByRole("button", { name: "1 error" })).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => tandem.readProfile("settings.json")).toContain('"languageServers"');

  await tandem.editor("area.c").focus();
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F12");
  await expect(page.getByText("Ln 1, Col 5", { exact: false })).toBeVisible();

  await test.step("it is there again at the next start, and is not asked about", async () => {
    await tandem.quit();
    const again = await tandem.start();
    await expect(again.getByRole("button", { name: "1 error" })).toBeVisible({ timeout: 60_000 });
    await expect(again.getByRole("status", { name: "Notice" })).toHaveCount(0);
  });
});

test("a program that is no server is named, and left after two starts", async ({ tandem }) => {
  await tandem.write("notes.sh", "echo hi\n");
  const page = await tandem.start({
    open: ["notes.sh"],
    settings: {
      startKernel: false,
      languageServer: true,
      languageServers: [
        { language: "shell", command: process.execPath, args: ["-e", "console.log('?'.repeat(9000))"] },
      ],
    },
  });
  const notice = page.getByRole("alert", { name: "Notice" });
  await expect(notice).toContainText("node has ended 2 times and is not started again.", { timeout: 30_000 });
  await expect(notice).toContainText("It does not speak the Language Server Protocol.");
  await notice.getByRole("button", { name: "Start it again" }).click();
  await expect(page.getByRole("button", { name: "node is gone: start it again" })).toBeVisible();
});

test("a program that is not there is said by its name", async ({ tandem }) => {
  await tandem.write("notes.sh", "echo hi\n");
  const page = await tandem.start({
    open: ["notes.sh"],
    settings: {
      startKernel: false,
      languageServer: true,
      languageServers: [{ language: "shell", command: "no-such-server", args: [] }],
    },
  });
  await expect(page.getByRole("alert", { name: "Notice" })).toContainText(
    "There is no program no-such-server.",
  );
});

test("an answer to a text that was changed since is not applied: rename, format, quick fix, completion", async ({
  tandem,
}) => {
  const held = path.join(tandem.folder, "held");
  await mkdir(held);
  const asked = (method: string) =>
    expect.poll(() => existsSync(path.join(held, `${method}.asked`)), { timeout: 30_000 }).toBe(true);
  /** Lets it answer; returns when it has. */
  const answers = async (method: string) => {
    await writeFile(path.join(held, `${method}.go`), "");
    await expect.poll(() => existsSync(path.join(held, `${method}.go`))).toBe(false);
  };
  await tandem.write("a.ini", "[one]\nname = north\n");
  const server = path.join(repository, "tests/e2e/fixtures/late-server.mjs");
  const page = await tandem.start({
    open: ["a.ini"],
    settings: {
      startKernel: false,
      languageServer: true,
      languageServers: [{ language: "ini", command: process.execPath, args: [server, held] }],
    },
  });
  await expect(page.getByRole("button", { name: "1 error" })).toBeVisible({ timeout: 30_000 });
  const notice = page.locator(".notices .bar");
  /** Types at the file's end meanwhile, and says what is on the disk then. */
  const saved = async () => {
    await page.keyboard.press("Control+s");
    await expect(page.getByRole("tab", { name: "a.ini", exact: true })).toBeVisible();
    return tandem.read("a.ini");
  };
  const typeAtEnd = async (text: string) => {
    await tandem.editor("a.ini").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(text);
  };
  const told = async (sentence: string) => {
    await expect(notice.filter({ hasText: sentence })).toBeVisible();
    await notice.filter({ hasText: sentence }).getByRole("button", { name: "Dismiss" }).click();
    await expect(notice.filter({ hasText: sentence })).toHaveCount(0);
  };

  await test.step("rename", async () => {
    await tandem.editor("a.ini").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("F2");
    await page.locator(".rename-box input:focus").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("south");
    await page.keyboard.press("Enter");
    await asked("rename");
    await typeAtEnd("; 1\n");
    await answers("rename");
    await told("a.ini was changed meanwhile");
    expect(await saved()).toBe("[one]\nname = north\n; 1\n");
  });

  await test.step("format", async () => {
    await page.keyboard.press("Alt+Shift+F");
    await asked("formatting");
    await typeAtEnd("; 2\n");
    await answers("formatting");
    await told("a.ini was changed while it was formatted");
    expect(await saved()).toBe("[one]\nname = north\n; 1\n; 2\n");
  });

  await test.step("quick fix", async () => {
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").getByText("Mend it").waitFor();
    await page.keyboard.press("Enter");
    await asked("resolve");
    await typeAtEnd("; 3\n");
    await answers("resolve");
    await told("a.ini was changed meanwhile");
    expect(await saved()).toBe("[one]\nname = north\n; 1\n; 2\n; 3\n");
  });

  await test.step("completion: what was typed on belongs to the word, and nothing comes at another place", async () => {
    const list = page.locator(".suggest-widget").getByText("station_of_the_north").first();
    await typeAtEnd("st");
    await page.keyboard.press("Control+Space");
    await asked("completion");
    await page.keyboard.type("ati");
    await answers("completion");
    await expect(list).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    expect(await saved()).toContain("; 3\nstation_of_the_north\n");
    await page.keyboard.type("sta");
    await page.keyboard.press("Control+Space");
    await asked("completion");
    await page.keyboard.press("Control+Home");
    await answers("completion");
    await typeAtEnd("\n");
    await expect(list).toBeHidden();
    expect(await saved()).toBe("[one]\nname = north\n; 1\n; 2\n; 3\nstation_of_the_north\nsta\n");
  });
});
