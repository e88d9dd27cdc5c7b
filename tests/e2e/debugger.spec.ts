/** The debugger: breakpoints in a file, standing in a line, looking and changing, going on. */
import { expect, type Tandem, sharing as test } from "./app";
import { idle, kernelStatus } from "./shells";

const FILE = `# %% Sum
def total(values, start=0):
    result = start
    for value in values:
        result += value
    return result


answer = total([1, 2, 3, 4])
print("answer", answer)
`;

const POOL = `# %% Pool
import multiprocessing

def work(number):
    double = number * 2
    return double

with multiprocessing.get_context("fork").Pool(1) as pool:
    print("answer", pool.map(work, [21]))
`;

const toolbar = ({ page }: Tandem) => page.getByRole("toolbar", { name: "Debugger" });
const breakpoint = ({ page }: Tandem, line: number) =>
  page.getByRole("button", { name: `Breakpoint, line ${line}`, exact: true });
const stack = ({ page }: Tandem) => page.getByRole("tree", { name: "Call stack" });
const variables = ({ page }: Tandem) => page.getByRole("treegrid", { name: "Frame variables" });
const output = ({ page }: Tandem) => page.getByRole("log", { name: "Shell output" });

/** Clicks into the margin beside a line. */
async function clickMargin({ page }: Tandem, line: number): Promise<void> {
  const number = page.locator(".line-numbers", { hasText: new RegExp(`^${line}$`) }).first();
  const box = await number.boundingBox();
  if (!box) throw new Error(`line ${line} is not in view`);
  await page.mouse.click(box.x - 8, box.y + box.height / 2);
}

async function startsIpykernel(tandem: Tandem, text = FILE): Promise<void> {
  await tandem.write("sum.py", text);
  await tandem.start({ open: ["sum.py"], settings: { startKernel: true } });
  await idle(tandem);
}

test("a cell is debugged: breakpoint with a condition, steps, values, the prompt in the frame", async ({
  tandem,
}) => {
  test.setTimeout(120_000);
  await startsIpykernel(tandem);
  const { page } = tandem;

  await test.step("a click into the margin sets a breakpoint, F9 takes it away and sets it", async () => {
    await clickMargin(tandem, 5);
    await expect(breakpoint(tandem, 5)).toBeVisible();
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("F9");
    await expect(breakpoint(tandem, 5)).toHaveCount(0);
    await page.keyboard.press("F9");
    await expect(breakpoint(tandem, 5)).toBeVisible();
  });

  await test.step("it gets a condition; a logpoint begins at its message", async () => {
    await tandem.command("Logpoint: print a message in place of stopping…");
    await expect(page.getByLabel("Message", { exact: true })).toBeFocused();
    await page.keyboard.press("Escape");
    await tandem.command("Condition of the breakpoint…");
    await page.getByLabel("Condition", { exact: true }).fill("value == 3");
    await page.keyboard.press("Enter");
    await expect(breakpoint(tandem, 5)).toHaveAttribute("data-kind", "conditional");
  });

  await test.step("Debug cell stops where the condition holds", async () => {
    await tandem.command("Debugger");
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+F5");
    await expect(toolbar(tandem)).toBeVisible({ timeout: 30_000 });
    await expect(stack(tandem).getByRole("treeitem").first()).toContainText("total");
    await expect(stack(tandem).getByRole("treeitem").first()).toContainText("sum.py:5");
    await expect(stack(tandem).getByRole("treeitem").nth(1)).toContainText("sum.py:9");
    await expect(page.locator(".view-overlays .stopped-line")).toHaveCount(1);
    await expect(kernelStatus(tandem)).toHaveText("waiting for input");
    await expect(variables(tandem).getByRole("row", { name: "value", exact: true })).toContainText("3");
    await expect(variables(tandem).getByRole("row", { name: "result", exact: true })).toContainText("3");
  });

  await test.step("the shell's prompt evaluates in the frame, and completes its names", async () => {
    await page.keyboard.press("Control+0");
    await page.keyboard.insertText("result * 100 + value");
    await page.keyboard.press("Enter");
    await expect(output(tandem).getByRole("article", { name: "total:5>" })).toContainText("303");
    await page.keyboard.insertText("resu");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("textbox", { name: "Shell input" })).toHaveValue(/result$/);
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
  });

  await test.step("a value is changed in the frame", async () => {
    await variables(tandem)
      .getByRole("row", { name: "result", exact: true })
      .locator('[data-column="value"]')
      .dblclick();
    await page.getByRole("textbox", { name: "Value of result" }).fill("1000");
    await page.keyboard.press("Enter");
    await expect(variables(tandem).getByRole("row", { name: "result", exact: true })).toContainText("1000");
  });

  await test.step("the workspace shows the frame's names, and a value of it opens as data", async () => {
    await tandem.command("Workspace");
    const names = page.getByRole("treegrid", { name: "Variables" });
    await expect(names.getByRole("row", { name: "result", exact: true })).toContainText("1000");
    await expect(names.getByRole("row", { name: "values", exact: true })).toContainText("list");
    await tandem.command("Debugger");
    await variables(tandem).getByRole("row", { name: "values", exact: true }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Open as data" }).click();
    await expect(page.getByRole("grid", { name: "Data: values" })).toContainText("4");
  });

  await test.step("F10 steps over, Shift+F11 out", async () => {
    await page.keyboard.press("F10");
    await expect(stack(tandem).getByRole("treeitem").first()).toContainText("sum.py:4");
    await page.keyboard.press("Shift+F11");
    await expect(stack(tandem).getByRole("treeitem").first()).toContainText("sum.py:9");
    await expect(stack(tandem).getByRole("treeitem")).toHaveCount(1);
    await expect(output(tandem)).toContainText("then 2 steps to sum.py:9");
  });

  await test.step("F5 goes on to the end, with the changed value", async () => {
    await page.keyboard.press("F5");
    await expect(toolbar(tandem)).toHaveCount(0);
    await expect(output(tandem)).toContainText("answer 1007");
    await expect(kernelStatus(tandem)).toHaveText("idle");
  });

  await test.step("plain Run does not stop; with the switch it does, and F11 steps into", async () => {
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Enter");
    await expect(output(tandem)).toContainText("answer 10");
    await idle(tandem);
    await tandem.command("Stop at breakpoints whenever code runs");
    await breakpoint(tandem, 5).click();
    await clickMargin(tandem, 9);
    await page.keyboard.press("Control+9");
    await page.keyboard.press("Control+Enter");
    await expect(stack(tandem).getByRole("treeitem").first()).toContainText("sum.py:9");
    await page.keyboard.press("F11");
    await expect(stack(tandem).getByRole("treeitem").first()).toContainText("total");
    await toolbar(tandem).getByRole("button", { name: "Stop debugging" }).click();
    await expect(toolbar(tandem)).toHaveCount(0);
    await idle(tandem);
  });
});

test("a kernel stands still over the end of its window and of the app; a renamed file keeps its breakpoints", async ({
  alone: tandem,
}) => {
  test.setTimeout(180_000);
  await tandem.write("sum.py", FILE);
  await tandem.start({ open: [".", "sum.py"], settings: { startKernel: true } });
  await idle(tandem);
  const standsIn = async (place: string) => {
    await tandem.command("Debugger");
    await expect(toolbar(tandem)).toBeVisible({ timeout: 30_000 });
    await expect(stack(tandem).getByRole("treeitem").first()).toContainText(place);
    await expect(tandem.page.locator(".view-overlays .stopped-line")).toHaveCount(1);
  };
  const goesOn = async () => {
    await tandem.page.keyboard.press("Shift+F5");
    await expect(toolbar(tandem)).toHaveCount(0);
    await idle(tandem);
  };
  const debugsCell = async () => {
    await tandem.page.keyboard.press("Control+9");
    await tandem.page.keyboard.press("Control+F5");
  };
  await clickMargin(tandem, 5);
  await debugsCell();
  await standsIn("sum.py:5");

  await test.step("the window is closed", async () => {
    await tandem.quit("Keep running");
    await tandem.start();
    await standsIn("sum.py:5");
  });

  await test.step("the app is killed, and steps on when it is started again", async () => {
    await tandem.kill();
    await tandem.start();
    await standsIn("sum.py:5");
    // debugpy cannot begin a frame anew.
    await expect(toolbar(tandem).getByRole("button", { name: "Restart frame" })).toBeDisabled();
    await tandem.page.keyboard.press("F10");
    await standsIn("sum.py:4");
    await goesOn();
    await expect(output(tandem)).toContainText("answer 10");
  });

  await test.step("its file gets another name, and is debugged as a cell and as a script", async () => {
    const browser = tandem.page.getByRole("region", { name: "File browser" });
    await tandem.command("File browser");
    await browser.getByRole("treeitem", { name: "sum.py", exact: true }).focus();
    await tandem.page.keyboard.press("F2");
    await browser.getByRole("textbox", { name: "New name of sum.py" }).fill("total.py");
    await tandem.page.keyboard.press("Enter");
    await expect(tandem.fileTab("total.py")).toBeVisible();
    await expect(breakpoint(tandem, 5)).toBeVisible();
    await debugsCell();
    await standsIn("total.py:5");
    await goesOn();
    await tandem.page.keyboard.press("Control+9");
    await tandem.command("Debug file as script");
    await tandem.page.getByRole("button", { name: "Restart and run" }).click();
    await standsIn("total.py:5");
    await goesOn();
  });
});

test("a process that debugged code starts is stood in, in a shell of its own behind the others", async ({
  tandem,
}) => {
  test.setTimeout(120_000);
  await tandem.write("pool.py", POOL);
  const page = await tandem.start({
    open: ["pool.py"],
    settings: { startKernel: true, debugProcesses: true },
  });
  await idle(tandem);
  const tabs = page.getByRole("tab", { name: /^Process \d+/ });
  await clickMargin(tandem, 6);
  await tandem.command("Debugger");
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+F5");
  await expect(toolbar(tandem)).toBeVisible({ timeout: 60_000 });
  await expect(stack(tandem).getByRole("treeitem").first()).toContainText("pool.py:6");
  await expect(variables(tandem).getByRole("row", { name: /^double/ })).toContainText("42");
  await expect(tabs).toHaveCount(1);
  await expect(tabs).toHaveAttribute("aria-selected", "false");
  await page.screenshot({ path: test.info().outputPath("process.png") });
  await page.keyboard.press("F5");
  await expect(output(tandem)).toContainText("answer [42]");
  await expect(toolbar(tandem)).toHaveCount(0);
  await expect(tabs).toHaveCount(0, { timeout: 30_000 });
});
