/** The shell with Tandem's own kernels: the same points in either language, as with ipykernel elsewhere. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "./app";
import { block, enter, idle, kernelStatus, NOTHING, STARTS, shell, shellText } from "./shells";

/** One thing each, said in two languages. */
const LANGUAGES = {
  Python: {
    order:
      "import sys\nfor i in range(3): print('out', i, flush=True); print('err', i, file=sys.stderr, flush=True)",
    bar: "for i in range(50): print(f'\\r\\x1b[32m{i:3} of 50\\x1b[0m', end='', flush=True)\nprint('\\rdone\\x1b[K')",
    html: "class Shown:\n    def _repr_html_(self): return '<b>bold of html</b>'\nShown()",
    inPlace:
      "handle = display({'text/html': '<p>first</p>'}, raw=True, display_id=True)\nfor i in range(30): display({'text/html': f'<p>now {i}</p>'}, raw=True, display_id=handle.display_id, update=True)",
    open: "for i in range(2):",
    closing: "print('row', i)",
    prefix: ["sorted_numbers = [3]", "sorted_num"],
    wait: "answer = input('go on? ')",
    after: "print('after', answer)",
    figure:
      'class Drawn:\n    def _repr_svg_(self): return \'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="40"><circle r="9"/></svg>\'\nDrawn()',
    help: ["len", "number of items"],
    die: "import os; os._exit(3)",
    died: "code 3",
  },
  JavaScript: {
    order: "for (let i = 0; i < 3; i++) { console.log('out', i); console.error('err', i); }",
    bar: "for (let i = 0; i < 50; i++) process.stdout.write(`\\r\\x1b[32m${i} of 50\\x1b[0m`);\nprocess.stdout.write('\\rdone\\x1b[K\\n');",
    html: "({ _toHtml: () => '<b>bold of html</b>' })",
    inPlace:
      "const handle = await display.html('<p>first</p>');\nfor (let i = 0; i < 30; i++) await handle.update({ _toHtml: () => `<p>now ${i}</p>` });",
    open: "for (const i of [0, 1]) {",
    closing: "console.log('row', i) }",
    prefix: ["var sortedNumbers = [3]", "sortedNum"],
    wait: "var answer = await prompt('go on? ')",
    after: "console.log('after', answer)",
    figure:
      'void await display.svg(\'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="40"><circle r="9"/></svg>\')',
    help: ["parseInt", "parseInt("],
    die: "process.exit(3)",
    died: "code 3",
  },
} as const;

for (const language of ["Python", "JavaScript"] as const) {
  test(`${language}: order, colours, displays, typing, queue, blocks, and its end`, async ({ tandem }) => {
    const says = LANGUAGES[language];
    let PATH = tandem.home;
    if (language === "Python") {
      // An environment of its own, so that nothing of this machine is in it.
      const bare = path.join(tandem.home, "bare");
      execFileSync("python3", ["-m", "venv", "--without-pip", bare]);
      PATH = path.join(bare, "bin");
    }
    const page = await tandem.start({ settings: STARTS, env: { ...NOTHING, PATH } });
    await idle(tandem);
    const region = page.getByRole("region", { name: /^(?:Plain Python|JavaScript)/ });
    const name = (await region.getAttribute("aria-label")) ?? "";
    expect(name).not.toBe("");
    const inBlock = (n: number) => block(tandem, `In [${n}]:`, name);
    const run = async (n: number, code: string) => {
      await enter(tandem, code);
      await expect(inBlock(n)).toHaveAttribute("data-state", "ok");
      return inBlock(n);
    };

    await test.step("the two streams are in order and told apart; a bar is drawn in place", async () => {
      const order = await run(1, says.order);
      const lines = order.locator("[data-role=stdout] > .line, [data-role=stderr] > .line");
      await expect(lines).toHaveText(["out 0", "err 0", "out 1", "err 1", "out 2", "err 2"]);
      await expect(order.locator("[data-role=stderr]")).toHaveCount(3);
      const bar = await run(2, says.bar);
      await expect(bar.locator("[data-role=stdout] > .line")).toHaveText(["done"]);
    });

    await test.step("values are shown as HTML, and changed in place", async () => {
      const html = await run(3, says.html);
      await expect(html.locator(".html-output").getByText("bold of html")).toBeVisible();
      const inPlace = await run(4, says.inPlace);
      await expect(inPlace.locator(".html-output").getByText("now 29")).toBeVisible();
      await expect(inPlace.locator(".html-output")).toHaveCount(1);
    });

    await test.step("Enter goes on until code is complete, Tab completes, Up recalls", async () => {
      await page.keyboard.press("Control+0");
      await page.keyboard.type(says.open);
      await page.keyboard.press("Enter");
      await page.keyboard.type(says.closing);
      await expect(inBlock(5)).toHaveCount(0);
      await page.keyboard.press("Enter");
      if (language === "Python") await page.keyboard.press("Enter");
      await expect(inBlock(5)).toContainText("row 1");
      await idle(tandem);
      await run(6, says.prefix[0]);
      await page.keyboard.type(says.prefix[1]);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect(inBlock(7)).toContainText(/\[ ?3 ?\]/);
      await idle(tandem);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await expect(inBlock(8)).toContainText(says.prefix[0]);
      await idle(tandem);
    });

    if (language === "Python")
      await test.step("sys.ps1 may be an object: its text is asked for anew, and one that fails does no harm", async () => {
        const gutter = shell(tandem, name).locator(".shell-input > .prompt");
        await enter(
          tandem,
          "class Ps:\n    n = 0\n    def __str__(self):\n        Ps.n += 1\n        return f'no {Ps.n}> '\nimport sys; sys.ps1 = Ps()",
        );
        await expect(gutter).toHaveText(/^no \d+>$/);
        const before = await gutter.textContent();
        await enter(tandem, "pass");
        await expect(gutter).toHaveText(/^no \d+>$/);
        await expect(gutter).not.toHaveText(before ?? "");
        await enter(tandem, "Ps.__str__ = lambda self: 1/0");
        await expect(inBlock(11)).toHaveAttribute("data-state", "ok");
        await enter(tandem, "del sys.ps1");
        await expect(gutter).toHaveText(">>>");
      });
    const asked = language === "Python" ? 13 : 9;

    await test.step("what is sent while a question waits is queued, and can be taken back", async () => {
      await enter(tandem, says.wait);
      const question = shell(tandem, name).getByRole("textbox", { name: "go on?", exact: true });
      await expect(question).toBeVisible();
      await expect(kernelStatus(tandem)).toHaveText("waiting for input");
      const input = page.getByRole("textbox", { name: "Shell input" });
      for (const code of [says.after, "'taken back'"]) {
        await input.focus();
        await page.keyboard.insertText(code);
        await page.keyboard.press("Control+Enter");
      }
      const queued = shell(tandem, name).getByRole("article", { name: "Queued", exact: true });
      await expect(queued).toHaveCount(2);
      await queued.filter({ hasText: "taken back" }).getByRole("button", { name: "Cancel" }).click();
      await question.fill("yes");
      await question.press("Enter");
      await expect(inBlock(asked + 1)).toContainText("after yes");
      await idle(tandem);
    });

    await test.step("a block is folded, hidden and run again", async () => {
      const menu = async (item: string) => {
        await inBlock(1).hover();
        await inBlock(1).getByRole("button", { name: "Block actions" }).click();
        await page.getByRole("menuitem", { name: item, exact: true }).click();
      };
      await page.getByRole("log", { name: "Shell output" }).focus();
      await page.keyboard.press("Control+Home");
      await menu("Fold");
      await expect(inBlock(1)).not.toContainText("err 2");
      await menu("Unfold");
      await expect(inBlock(1)).toContainText("err 2");
      await menu("Run again");
      await expect.poll(async () => (await shellText(tandem)).split("err 2").length).toBe(3);
      await idle(tandem);
    });

    // The block that was run again has the number after the answer.
    const drawn = asked + 3;
    const figures = page.getByRole("listbox", { name: "Figures" }).getByRole("option");
    const history = page.getByRole("region", { name: "History" }).getByRole("option");
    await test.step("figures, help, history and messages stand in the tools", async () => {
      await tandem.command("Logger");
      await run(drawn, says.figure);
      const filter = page.getByRole("searchbox", { name: "Filter the messages" });
      await filter.fill("display_data svg");
      if (language === "Python") await filter.fill("execute_result svg");
      await expect(page.getByRole("listbox", { name: "Messages" }).getByRole("option")).toHaveCount(1);
      await tandem.command("Plots");
      await expect(figures).toHaveCount(1);
      await tandem.command("Interactive help");
      const field = page.getByRole("searchbox", { name: "Name" });
      await field.fill(says.help[0]);
      await field.press("Enter");
      await expect(page.getByRole("article", { name: `Help on ${says.help[0]}` })).toContainText(
        says.help[1],
      );
      await tandem.command("History");
      await expect(history.filter({ hasText: says.after }).first()).toBeVisible();
      await page.keyboard.press("Control+0");
    });

    await test.step("it dies with its exit code, and starts anew", async () => {
      await enter(tandem, says.die);
      const died = page.getByRole("alert", { name: "Kernel died" });
      await expect(died).toContainText(says.died);
      await page.screenshot({ path: test.info().outputPath("died.png") });
      await died.getByRole("button", { name: "Restart" }).click();
      await idle(tandem);
      await expect(died).toHaveCount(0);
      await enter(tandem, "6 * 7");
      await expect(shell(tandem, name)).toContainText("42");
      expect(await shellText(tandem)).toContain("after yes");
    });

    await test.step("what it drew is drawn again in a fresh kernel, and all is there after the app was killed", async () => {
      await enter(tandem, says.die);
      await shell(tandem, name).getByRole("button", { name: "Rebuild…" }).click();
      const rebuild = page.getByRole("region", { name: "Rebuild" });
      const figure = rebuild.getByRole("option").filter({ hasText: says.figure.split("\n")[0] ?? "" });
      await rebuild.getByRole("button", { name: "None" }).click();
      await figure.click();
      await rebuild.getByRole("button", { name: "Run 1 input in a fresh kernel" }).click();
      await expect(figure).toContainText("same output");
      await tandem.command("Plots");
      await expect(figures).toHaveCount(2);
      const own = await tandem.opens(() =>
        page.getByRole("button", { name: "Open the figures in a window of their own" }).click(),
      );
      await expect(own.getByRole("listbox", { name: "Figures" }).getByRole("option")).toHaveCount(2);
      const withPlots = async () =>
        (await tandem.windowStates()).filter((state) => JSON.stringify(state).includes("Plots")).length;
      await expect.poll(withPlots).toBe(2);
      await tandem.kill();
      await tandem.start();
      for (const window of await tandem.bothWindows())
        await expect(window.getByRole("listbox", { name: "Figures" }).getByRole("option")).toHaveCount(2);
      await tandem.command("History");
      const kept = tandem.page.getByRole("region", { name: "History" }).getByRole("option");
      await expect(kept.filter({ hasText: says.after }).first()).toBeVisible();
    });
  });
}
