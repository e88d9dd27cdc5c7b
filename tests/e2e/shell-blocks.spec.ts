/** What can be done with the blocks of a shell. */
import type { Locator } from "playwright/test";
import { expect, type Tandem, sharing as test } from "./app";
import { block, enter, idle, STARTS, shell } from "./shells";

const clipboard = (tandem: Tandem) => tandem.electron.evaluate(({ clipboard }) => clipboard.readText());

async function choose(tandem: Tandem, of: Locator, item: string): Promise<void> {
  await of.hover();
  await of.getByRole("button", { name: "Block actions" }).click();
  await tandem.page
    .getByRole("menu", { name: "Block" })
    .getByRole("menuitem", { name: item, exact: true })
    .click();
}

test("a block is run again, edited, copied, folded, hidden and brought back", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "n = globals().get('n', 0) + 1\nprint('run', n)");
  await idle(tandem);
  const first = block(tandem, "In [1]:");

  await choose(tandem, first, "Run again");
  await expect(block(tandem, "In [2]:")).toContainText("run 2");
  await idle(tandem);

  const { page } = tandem;
  const input = shell(tandem).locator(".shell-input-editor .view-lines");
  await test.step("what was being typed is a step back from the code that is edited", async () => {
    await page.keyboard.press("Control+0");
    await page.keyboard.type("half typed");
    await choose(tandem, first, "Edit and run again");
    await expect(input).toContainText("globals()");
    await page.keyboard.press("Control+Z");
    await expect(input).toHaveText(/^half.typed$/);
    await page.keyboard.press("Control+Y");
    await expect(input).toContainText("globals()");
  });
  await expect(tandem.page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  await tandem.page.keyboard.type("; print('edited')");
  await tandem.page.keyboard.press("Control+Enter");
  await expect(block(tandem, "In [3]:")).toContainText("edited");
  await idle(tandem);

  await choose(tandem, first, "Copy input");
  await expect.poll(() => clipboard(tandem)).toBe("n = globals().get('n', 0) + 1\nprint('run', n)");
  await choose(tandem, first, "Copy output");
  await expect.poll(() => clipboard(tandem)).toBe("run 1");

  await test.step("a block tells when it was run, and how long it took, also one that failed", async () => {
    await enter(tandem, "import time; time.sleep(0.1); exp()");
    const failed = block(tandem, "In [4]:");
    await expect(failed.locator(".block-meta")).toContainText(/failed\s*\d+ ms|failed\s*[\d.]+ s/);
    const time = failed.getByRole("time");
    await failed.hover();
    await expect(time).toHaveText(/^\d+:\d\d\s[AP]M$/);
    const began = Date.parse((await time.getAttribute("datetime")) ?? "");
    expect(Math.abs(Date.now() - began)).toBeLessThan(120_000);
    await idle(tandem);
  });

  await choose(tandem, first, "Fold");
  await expect(first).not.toContainText("run 1");
  await expect(first).toContainText("2 more lines");
  await choose(tandem, block(tandem, "In [2]:"), "Hide from view");
  await expect(block(tandem, "In [2]:")).toHaveCount(0);

  await test.step("code breaks between words, and is found and copied as it was written", async () => {
    const words = Array.from({ length: 40 }, (_, i) => `word_${i} +`).join(" ");
    const code = `word_40 = ${words} 0  # 漢字 שלום עולם\n\tif`;
    await enter(tandem, code);
    const wrapped = block(tandem, "In [5]:");
    await expect(wrapped).toHaveAttribute("data-state", "error");
    // Coloured by then: the comment is an element of its own.
    const line = wrapped.locator('[data-piece="code"] > .line[data-line="0"]:has([class^="mtk"])');
    await expect(line).toHaveText(code.split("\n")[0] ?? "", { useInnerText: false });
    const rows = await line.evaluate((element) => element.innerHTML.split("<br>").length);
    expect(rows).toBeGreaterThan(3);
    // As high as it was counted, and nothing beyond: the next line stands below.
    expect(await line.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
    const { height } = (await line.boundingBox()) ?? { height: 0 };
    const one = await wrapped.locator('[data-piece="code"] > .line[data-line="1"]').boundingBox();
    expect(height).toBe(rows * (one?.height ?? 0));
    for (const row of await line.evaluate((element) => (element as HTMLElement).innerText.trim().split("\n")))
      expect(row).toMatch(/^(?:word_\d+|\+|=|0|#|漢字|שלום עולם|\s)+$/);

    const box = (await line.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await page.mouse.move(box.x + 1, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + 1, box.y + height - 5, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press("Control+C");
    await expect.poll(() => clipboard(tandem)).toMatch(/^word_40 = word_0 [^\n]* $/);
    expect(code.startsWith(await clipboard(tandem))).toBe(true);
  });

  await test.step("marks survive a reload, and are taken back", async () => {
    await tandem.page.reload();
    await expect(first).toContainText("2 more lines");
    await expect(block(tandem, "In [2]:")).toHaveCount(0);
    await idle(tandem);
    await first.getByRole("button", { name: "… 2 more lines" }).click();
    await expect(first).toContainText("run 1");
    await tandem.command("Show hidden blocks");
    await expect(block(tandem, "In [2]:")).toContainText("run 2");
  });
});

test("blocks are reached by keyboard, and lead to the lines in the editor that they came from", async ({
  tandem,
}) => {
  await tandem.write("exp.py", "# %% First\nx = 1\n# %% Second\nprint('second', x)\n");
  const page = await tandem.start({ open: ["exp.py"], settings: STARTS });
  await idle(tandem);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Control+Enter");
  const second = block(tandem, "In [2]:");
  const stateOf = (cell: string) => page.getByRole("button", { name: `show the output of cell ${cell}` });
  await expect(stateOf("First")).toHaveText(/^ok/);
  await expect(second).toContainText("second 1");
  await idle(tandem);

  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+ArrowUp");
  await expect(second).toBeFocused();
  await page.keyboard.press("Control+ArrowUp");
  await expect(block(tandem, "In [1]:")).toBeFocused();
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "Block" });
  await expect(menu.getByRole("menuitem", { name: "Run again", exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(second).toBeFocused();

  await test.step("the key of a command acts where the menu was opened, and takes the menu away", async () => {
    await page.keyboard.press("Enter");
    await expect(menu).toBeVisible();
    await page.keyboard.press("Control+ArrowUp");
    await expect(menu).toHaveCount(0);
    await expect(block(tandem, "In [1]:")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(menu).toBeVisible();
    await page.getByRole("textbox", { name: "Shell input" }).focus();
    await expect(menu).toHaveCount(0);
    await block(tandem, "In [1]:").click({ button: "right", position: { x: 100, y: 8 } });
    await page.keyboard.press("ArrowDown");
    await expect(menu.getByRole("menuitem", { name: "Edit and run again" })).toBeFocused();
    await page.keyboard.press("Control+0");
    await expect(menu).toHaveCount(0);
  });
  await expect(page.getByRole("textbox", { name: "Shell input" })).toBeFocused();

  await second.getByRole("button", { name: "exp.py: Second" }).click();
  await expect(page.getByRole("textbox", { name: "Editor: exp.py" })).toBeFocused();
  await expect(page.getByText("Ln 3, Col 1")).toBeVisible();

  await test.step("the cell's state leads back to the block", async () => {
    await stateOf("First").click();
    await expect(block(tandem, "In [1]:")).toBeInViewport();
  });

  await test.step("code goes from a block into the editor, and can be undone there", async () => {
    await choose(tandem, block(tandem, "In [1]:"), "Send to the editor");
    await page.keyboard.press("Control+S");
    await expect
      .poll(() => tandem.read("exp.py"))
      .toBe("# %% First\nx = 1\n# %% Second\n# %% First\nx = 1\nprint('second', x)\n");
    await expect(stateOf("Second")).toHaveText("edited since its run");
    await page.keyboard.press("Control+Z");
    await page.keyboard.press("Control+S");
    await expect
      .poll(() => tandem.read("exp.py"))
      .toBe("# %% First\nx = 1\n# %% Second\nprint('second', x)\n");
  });
  await test.step("the link finds the cell where it was moved to, and says when it is gone", async () => {
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("import sys\n\n");
    const link = second.getByRole("button", { name: "exp.py: Second" });
    await link.click();
    await expect(page.getByText("Ln 5, Col 1")).toBeVisible();

    // How far a cell's state stands from its title, in px.
    const apart = async () => {
      const title = await page.locator(".view-line").filter({ hasText: "First" }).boundingBox();
      const state = await stateOf("First").boundingBox();
      return title && state ? Math.abs(title.y - state.y) : null;
    };
    await expect.poll(apart).toBeLessThan(4);
    await page.keyboard.press("Control+H");
    await expect(page.getByRole("textbox", { name: "Replace", exact: true })).toBeVisible();
    await expect.poll(apart).toBeLessThan(4);
    await page.keyboard.press("Escape");

    await tandem.typeText("x = 1\n");
    await link.click();
    await expect(page.getByText("exp.py: Second is not in the file any more.")).toBeVisible();
  });

  await test.step("with no file open the code gets one of its own", async () => {
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+S");
    await expect(tandem.fileTab("exp.py")).toHaveAccessibleName("exp.py");
    await page.keyboard.press("Control+W");
    await expect(page.getByText("No file is open")).toBeVisible();
    await choose(tandem, second, "Send to the editor");
    await expect(tandem.editor("Untitled 1")).toBeFocused();
    await expect(page.locator(".view-line").filter({ hasText: "'second'" })).toBeVisible();
  });
});

test("what was unfolded stays unfolded over a reload", async ({ tandem }) => {
  await tandem.write(
    "long.py",
    `# %% Long\n${Array.from({ length: 9 }, (_, i) => `v${i} = ${i}`).join("\n")}\n`,
  );
  const page = await tandem.start({ open: ["long.py"], settings: STARTS });
  await idle(tandem);
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Enter");
  const long = block(tandem, "In [1]:");
  await expect(long).toHaveAttribute("data-state", "ok");
  await expect(long).not.toContainText("v8 = 8");
  await long.getByRole("button", { name: /more lines/ }).click();
  await expect(long).toContainText("v8 = 8");
  await enter(tandem, "import json; json.loads('{bad')");
  const failed = block(tandem, "In [2]:");
  await failed.getByRole("button", { name: /frames of libraries/ }).click();
  await expect(failed).toContainText("_default_decoder");

  const frames = failed.getByRole("button", { name: /frames of libraries/ });
  const reload = async () => {
    await page.reload();
    await idle(tandem);
    await page.getByRole("log", { name: "Shell output" }).focus();
    await page.keyboard.press("Control+Home");
  };
  await reload();
  await expect(long).toContainText("v8 = 8");
  await expect(frames).toHaveAttribute("aria-expanded", "true");
  await frames.click();
  await expect(frames).toHaveAttribute("aria-expanded", "false");
  await reload();
  await expect(long).toContainText("v8 = 8");
  await expect(frames).toHaveAttribute("aria-expanded", "false");
});
