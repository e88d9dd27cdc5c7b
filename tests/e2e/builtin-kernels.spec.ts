/** Tandem's own kernels in the window: on a machine with nothing installed, and on a Python with nothing in it. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, kernelStatus, NOTHING, STARTS, shell, shellText } from "./shells";

const JAVASCRIPT = "JavaScript (built in)";
const javascript = `// %% Order
console.log("one");
console.error("two");
const answer = 6 * 7;
// %% Colour
console.log("\x1b[31mred\x1b[0m and plain");
// %% Fails
function inner(x) {
  throw new TypeError("no " + x);
}
inner("luck");
// %% Ask
const name = await prompt("Who is there? ");
console.log("hello", name, answer);
`;

const python = `# %% Order
import sys
print("one", flush=True)
print("two", file=sys.stderr, flush=True)
answer = 6 * 7
# %% Colour
print("\x1b[31mred\x1b[0m and plain")
# %% Fails
def inner(x):
    raise TypeError("no " + x)
inner("luck")
# %% Ask
name = input("Who is there? ")
print("hello", name, answer)
`;

/** Runs the four cells of the file in front, and looks at what comes. */
async function story(tandem: Tandem, name: string, failing: string): Promise<void> {
  const { page } = tandem;
  await page.keyboard.press("Control+9");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Shift+Enter");
  await expect(block(tandem, "In [1]:", name)).toContainText(/one\s*two/);
  await page.keyboard.press("Shift+Enter");
  const red = block(tandem, "In [2]:", name).getByText("red", { exact: true });
  await expect(red).toBeVisible();
  await page.keyboard.press("Shift+Enter");
  const failed = block(tandem, "In [3]:", name);
  await expect(failed).toContainText("TypeError");
  await expect(failed).toContainText("no luck");
  await expect(failed).toContainText(failing);
  await idle(tandem);
  await page.keyboard.press("Control+Enter");
  const question = shell(tandem, name).getByRole("textbox", { name: "Who is there?", exact: true });
  await question.fill("Ada");
  await question.press("Enter");
  await expect(block(tandem, "In [4]:", name)).toContainText("hello Ada 42");
  await idle(tandem);
  await enter(tandem, "answer + 1");
  await expect(block(tandem, "In [5]:", name)).toContainText("43");
  const copied = await shellText(tandem);
  const at = ["one", "two", "red and plain", "no luck", "hello Ada 42", "43"].map((piece) =>
    copied.lastIndexOf(piece),
  );
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at).not.toContain(-1);
}

/** What the tools tell of such a kernel. @param known a name that it can explain, and a word of that */
async function tools(tandem: Tandem, [known, word]: readonly [string, string]): Promise<void> {
  const { page } = tandem;
  const tool = (title: string) => page.getByRole("region", { name: title, exact: true });
  await tandem.command("History");
  await expect(tool("History").getByRole("option").filter({ hasText: "answer" }).first()).toBeVisible();
  await expect(
    tool("History")
      .getByRole("option", { name: /failed/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press("Control+Shift+L");
  await expect(tool("Logger")).toContainText("from now on stands here");
  await enter(tandem, "answer + 3");
  await tool("Logger").getByRole("searchbox").fill("execute_reply");
  const messages = tool("Logger").getByRole("listbox", { name: "Messages" });
  await expect(messages.getByRole("option")).toHaveCount(1);
  await tool("Logger")
    .getByRole("combobox", { name: "What is shown" })
    .selectOption("Replay of the session’s log");
  await expect(tool("Logger").getByRole("option").filter({ hasText: "request_sent" }).first()).toBeVisible();
  await tandem.command("Interactive help");
  await tool("Interactive help").getByRole("searchbox", { name: "Name" }).fill(known);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: `Help on ${known}` })).toContainText(word);
  await tandem.command("Rebuild from the log…");
  const rebuild = page.getByRole("region", { name: "Rebuild", exact: true });
  await expect(rebuild.getByRole("option", { selected: true }).first()).toBeVisible();
  await expect(rebuild.getByRole("option").filter({ hasText: "Fails" })).toHaveAttribute(
    "aria-selected",
    "false",
  );
  expect(await findings(page)).toEqual([]);
}

test("the first run on a machine with nothing gives a JavaScript shell, and code runs in it", async ({
  tandem,
}) => {
  await tandem.write("typed.ts", "const typed: number = 20;\nconsole.log('typed', typed + 1);\n");
  await tandem.write("exp.js", javascript);
  await tandem.start({
    open: ["typed.ts", "exp.js"],
    settings: STARTS,
    env: { ...NOTHING, PATH: tandem.home },
  });
  await expect(shell(tandem, JAVASCRIPT)).toBeVisible();
  await idle(tandem);
  await story(tandem, JAVASCRIPT, "exp.js:9");

  await test.step("an endless loop is interrupted, and what was there is still there", async () => {
    await enter(tandem, "while (true) {}");
    await expect(kernelStatus(tandem)).toHaveText("busy");
    await tandem.page.keyboard.press("Control+I");
    await idle(tandem);
    await enter(tandem, "answer + 2");
    await expect(block(tandem, "In [7]:", JAVASCRIPT)).toContainText("44");
  });

  await test.step("a TypeScript file runs there too", async () => {
    await tandem.fileTab("typed.ts").click();
    await tandem.page.keyboard.press("Control+9");
    await tandem.page.keyboard.press("Control+E");
    await expect(block(tandem, "In [8]:", JAVASCRIPT)).toContainText("typed 21");
    await tandem.page.screenshot({ path: test.info().outputPath("javascript.png") });
  });

  await test.step("tools", () => tools(tandem, ["Math.hypot", "function"]));
});

test("the same in plain Python, on an interpreter with nothing installed", async ({ tandem }) => {
  // An environment of its own, so that nothing of this machine is in it.
  const bare = path.join(tandem.home, "bare");
  execFileSync("python3", ["-m", "venv", "--without-pip", bare]);
  await tandem.write("exp.py", python);
  const env = { ...NOTHING, PATH: path.join(bare, "bin") };
  const page = await tandem.start({ open: ["exp.py"], settings: STARTS, env });
  await idle(tandem);
  const name =
    (await page.getByRole("region", { name: /^Plain Python 3\.\d+ \(bare\)$/ }).getAttribute("aria-label")) ??
    "";
  expect(name).not.toBe("");
  await expect(shell(tandem, name).locator(".shell-input .prompt")).toHaveText(">>>");
  await story(tandem, name, "raise TypeError");
  await expect(block(tandem, "In [3]:", name)).toContainText(/exp\.py.*line 11/);
  await enter(
    tandem,
    "import sys, os; sys.ps1 = 'bare> '; sorted(n for n in os.environ if n.startswith('ELECTRON'))",
  );
  await expect(block(tandem, "In [6]:", name)).toContainText("[]");
  await expect(shell(tandem, name).locator(".shell-input .prompt")).toHaveText("bare>");
  await page.screenshot({ path: test.info().outputPath("plain-python.png") });

  await test.step("Tab and Enter in quick succession: what is completed is what runs", async () => {
    // Its completions take so long that Enter comes before them.
    await enter(
      tandem,
      "class Slow:\n    lucky = 'completed'\n    def __dir__(self):\n        __import__('time').sleep(0.5)\n        return ['lucky']\n\nslow = Slow()",
    );
    await idle(tandem);
    await page.keyboard.insertText("slow.luc");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(block(tandem, "In [8]:", name)).toContainText("'completed'");
  });

  await test.step("tools", () => tools(tandem, ["sorted", "ascending"]));
});
