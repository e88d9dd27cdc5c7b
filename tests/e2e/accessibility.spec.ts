/**
 * For everybody: an accessibility checker over each part of the window in both themes, a window at 200 %, the system's
 * own colours and its wish for stillness, text from right to left and wide characters.
 *
 * Outputs that run in frames of their own are what the kernel's programs made them: the checker leaves them out.
 */
import type { Locator, Page } from "playwright/test";
import { findings } from "./accessibility-checker";
import { expect, sharing as test } from "./app";
import { block, enter, idle, kernelStatus, STARTS, shell } from "./shells";

const CELLS =
  "# %% Load\nimport math\nx = [math.sin(i / 10) for i in range(100)]\n\n# %% Fit\nprint(sum(x))\n";

/** Checks the window while something is open in it, which is closed again by Escape. */
async function check(page: Page, what: string, shown: Locator, close = true): Promise<void> {
  await expect(shown, what).toBeVisible();
  expect(await findings(page), what).toEqual([]);
  if (!close) return;
  await page.keyboard.press("Escape");
  await expect(shown, what).toBeHidden();
}

test("the checker finds nothing in a first start, its menus, dialogs and pages", async ({ tandem }) => {
  const page = await tandem.start();
  await check(page, "first start", page.getByRole("listbox", { name: "Kernels" }), false);

  await page.getByRole("menuitem", { name: "Settings" }).click();
  await check(page, "menu", page.getByRole("menu", { name: "Settings" }));
  await page.keyboard.press("Control+Shift+P");
  await check(page, "palette", page.getByRole("combobox", { name: "Command" }));
  await tandem.command("About Tandem");
  await check(page, "About", page.getByRole("dialog", { name: /^Tandem/ }));
  await tandem.command("Sessions");
  await check(page, "sessions", page.getByRole("heading", { name: "Sessions" }));
  await tandem.command("Edit shell configurations…");
  await page.getByRole("button", { name: "New configuration" }).click();
  await check(page, "configurations", page.getByRole("textbox", { name: "Name", exact: true }), false);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("button", { name: "Create environment…" }).click();
  await check(page, "environment", page.getByRole("heading", { name: /^Create environment/ }), false);
});

const RICH = `import sys
from IPython.display import HTML, JSON, Latex, Markdown, display
print("plain", "\\x1b[31mred \\x1b[1;32mgreen\\x1b[0m \\x1b[44mground\\x1b[0m \\x1b[2mdim\\x1b[0m \\x1b[7mreverse\\x1b[0m")
for i in range(16): print(f"\\x1b[{30 + i if i < 8 else 82 + i}mtext\\x1b[0m\\x1b[{40 + i if i < 8 else 92 + i}mground\\x1b[0m", end=" ")
print("a warning", file=sys.stderr)
display(HTML("<b>bold</b><table><tr><th>a</th><td>1</td></tr></table>"), Latex("$x^2$"), JSON({"a": [1, {"b": None}]}))
display(Markdown("# Head\\nwords, \`code\` and a [link](https://example.org)\\n\\n|a|b|\\n|-|-|\\n|1|2|"))
1 / 0`;

test("the checker finds nothing in a session, from rich output to a dead kernel", async ({ tandem }) => {
  await tandem.write("exp.py", CELLS);
  const page = await tandem.start({ open: ["exp.py"], settings: STARTS });
  await idle(tandem);
  await enter(tandem, RICH);
  await expect(block(tandem, "In [1]:").getByText("division by zero").first()).toBeVisible();
  await expect(block(tandem, "In [1]:").getByRole("heading", { name: "Head" })).toBeVisible();
  await idle(tandem);
  await tandem.editor("exp.py").focus();
  await check(page, "editor and rich output", block(tandem, "In [1]:"), false);

  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+F");
  const find = shell(tandem).getByRole("search", { name: "Find in shell" });
  await find.getByRole("textbox").fill("re");
  await expect(find.getByRole("status")).toHaveText(/ of /);
  await check(page, "find", find);
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+R");
  await check(page, "history", page.getByRole("combobox", { name: "Search history" }));
  await block(tandem, "In [1]:").focus();
  await page.keyboard.press("Shift+F10");
  await check(page, "menu of a block", page.getByRole("menu", { name: "Block" }));
  await page.getByRole("toolbar", { name: "Shell" }).getByRole("button", { name: "More" }).click();
  await check(page, "More", page.getByRole("menu", { name: "More" }));

  await enter(tandem, "name = input('Your name? ')");
  const question = page.getByRole("textbox", { name: "Your name?" });
  await check(page, "question", question, false);
  await question.fill("Ada");
  await question.press("Enter");
  await idle(tandem);
  await enter(tandem, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)");
  await expect(kernelStatus(tandem)).toHaveText("dead");
  const died = page.getByRole("alert", { name: "Kernel died" });
  await check(page, "dead kernel", died, false);
  await died.getByRole("button", { name: "Restart" }).click();
  await idle(tandem);
});

/** Whether an element lies wholly in the window, its middle under nothing else. */
const isReachable = (element: Locator) =>
  element.evaluate((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) return false;
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit !== null && (node.contains(hit) || hit.contains(node));
  });

test("at 200 % everything of a small window is within reach, and it is remembered", async ({
  alone: tandem,
}) => {
  await tandem.write("exp.py", CELLS);
  const long = "a_file_name_that_is_much_too_long_for_its_tab.py";
  await tandem.write(long, CELLS);
  const page = await tandem.start({ open: ["exp.py", long], settings: STARTS });
  await tandem.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800),
  );
  await idle(tandem);
  for (let i = 0; i < 5; i++) await page.keyboard.press("Control+=");
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 400]);

  const parts = [
    page.getByRole("menuitem", { name: "Help" }),
    page.getByRole("button", { name: "Close window" }),
    tandem.fileTab(long).locator(".tab-close"),
    page.getByRole("combobox", { name: "Run in" }),
    page.getByRole("button", { name: "New shell" }),
    page.getByRole("toolbar", { name: "Shell" }).getByRole("button", { name: "More" }),
    page.getByRole("tab", { name: "Source structure" }),
    kernelStatus(tandem),
  ];
  for (const part of parts) await expect.poll(() => isReachable(part), String(part)).toBe(true);
  // A menu that is longer than the window scrolls to what has the keyboard.
  await page.getByRole("menuitem", { name: "Shell" }).click();
  await page.keyboard.press("End");
  const last = page.getByRole("menu", { name: "Shell" }).getByRole("menuitem").last();
  await expect(last).toBeFocused();
  await expect.poll(() => isReachable(last)).toBe(true);
  await page.keyboard.press("Escape");
  await tandem.command("Sessions");
  const actions = page.getByRole("row").last().getByRole("button");
  await expect.poll(() => actions.count()).toBeGreaterThan(2);
  for (const action of await actions.all()) expect(await isReachable(action), String(action)).toBe(true);
  await page.keyboard.press("Escape");

  await tandem.quit();
  const again = await tandem.start();
  await expect.poll(() => again.evaluate(() => devicePixelRatio)).toBe(2);
  await again.keyboard.press("Control+Shift+0");
  await expect.poll(() => again.evaluate(() => devicePixelRatio)).toBe(1);
});

/** Left and right edge of each place of a text in the output, in px. */
function edges(output: Locator, text: string): Promise<[number, number][]> {
  return output.evaluate((node, wanted) => {
    const found: [number, number][] = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let each = walker.nextNode(); each; each = walker.nextNode()) {
      const value = each.nodeValue ?? "";
      for (let at = value.indexOf(wanted); at >= 0; at = value.indexOf(wanted, at + 1)) {
        const range = document.createRange();
        range.setStart(each, at);
        range.setEnd(each, at + wanted.length);
        const { left, right } = range.getBoundingClientRect();
        found.push([Math.round(left), Math.round(right)]);
      }
    }
    return found;
  }, text);
}

const COLUMNS = `lines = ["abcdefgh | 5 | end", "漢字漢字 | 5 | end", "👩‍👩‍👧❤️👍🏽😀 | 5 | end", "שלום עול | 5 | end", "مرحبا يا | 5 | end"]
print("\\n".join(lines), "\\x1b[31m漢字漢字\\x1b[0m | 5 | end", sep="\\n")`;

test("columns stay in line and in order with wide characters and text from right to left", async ({
  tandem,
}) => {
  const page = await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, COLUMNS);
  const output = block(tandem, "In [1]:").locator('[data-role="stdout"]');
  await expect(output).toContainText("end");
  for (const text of ["|", "5", "end"]) {
    const places = await edges(output, text);
    const perLine = text === "|" ? 2 : 1;
    expect(places, text).toHaveLength(6 * perLine);
    places.forEach((place, i) => {
      const first = places[i % perLine] as [number, number];
      expect(Math.abs(place[0] - first[0]), `${text} in line ${Math.floor(i / perLine)}`).toBeLessThan(2);
    });
  }
  // What is drawn in pieces is still selected and copied as it was printed.
  const copied = async () => {
    await tandem.electron.evaluate(({ clipboard }) => clipboard.clear());
    await page.keyboard.press("Control+C");
    return (await tandem.electron.evaluate(({ clipboard }) => clipboard.readText())).trimEnd();
  };
  const line = (text: string) => output.locator(".line").filter({ hasText: text }).first();
  const wide = await line("漢字").boundingBox();
  if (!wide) throw new Error("The line is not shown.");
  const middle = wide.y + wide.height / 2;
  // A wide character is two columns: a selection that ends behind the second of four holds two.
  await page.mouse.move(wide.x + 1, middle);
  await page.mouse.down();
  await page.mouse.move(wide.x + 20, middle, { steps: 4 });
  await page.mouse.move(((await edges(output, "漢"))[0]?.[0] ?? 0) + 31, middle, { steps: 4 });
  await page.mouse.up();
  await expect.poll(copied).toBe("漢字");
  for (const text of ["漢字漢字 | 5 | end", "שלום עול | 5 | end"]) {
    await line(text.slice(0, 4)).click({ clickCount: 3, position: { x: 150, y: 10 } });
    await expect.poll(copied).toBe(text);
  }
  await page.keyboard.press("Control+0");
  await page.keyboard.insertText('"שלום" + "漢字"');
  await page.keyboard.press("End");
  const caret = await page.locator(".shell-input .cursor").first().boundingBox();
  const typed = await edges(page.locator(".shell-input .view-line").last(), '"');
  expect(Math.abs((caret?.x ?? 0) - Math.max(...typed.map(([, right]) => right)))).toBeLessThan(3);
});

test("the system's own colours and its wish for stillness are kept", async ({ tandem }) => {
  await tandem.write("exp.py", CELLS);
  const page = await tandem.start({ open: ["exp.py"] });
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  // What has the keyboard and what is chosen are told from the rest by the system's colours.
  const colour = (element: Locator, property: string) =>
    element.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
  const chosen = page.getByRole("listbox", { name: "Kernels" }).getByRole("option", { selected: true });
  const other = page.getByRole("listbox", { name: "Kernels" }).getByRole("option", { selected: false });
  await expect(chosen).toBeVisible();
  expect(await colour(chosen, "background-color")).not.toBe(await colour(other.first(), "background-color"));
  await page.keyboard.press("Control+9");
  await expect(tandem.editor("exp.py")).toBeFocused();
  await expect(page.locator(".monaco-editor.hc-black, .monaco-editor.hc-light").first()).toBeAttached();
  await page.emulateMedia({ forcedColors: "none" });
  await expect(page.locator(".monaco-editor.hc-black, .monaco-editor.hc-light")).toHaveCount(0);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .map((element) => getComputedStyle(element))
      .filter(
        ({ animationName, animationDuration, transitionDuration, scrollBehavior }) =>
          (animationName !== "none" && Number.parseFloat(animationDuration) > 0.001) ||
          transitionDuration.split(",").some((each) => Number.parseFloat(each) > 0.001) ||
          scrollBehavior === "smooth",
      )
      .map(({ animationName, transitionProperty }) => `${animationName} ${transitionProperty}`),
  );
  expect(moving).toEqual([]);
});
