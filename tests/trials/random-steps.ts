/** What a person may do next, chosen by a seed: keys, commands of the palette, clicks, code, tabs, splits, reloads. */
import type { Page } from "playwright/test";
import type { Random } from "../chaos/random";
import type { Tandem } from "../e2e/app";

/** Ends the app or window, or asks the system; everything else may be chosen. */
const NOT_CHOSEN =
  /^(?:Quit|Close window|New window|Minimize|Maximize|.*to a new window|.*next window|Check for updates)/;

/** Code that people run: short, long, slow, failing, asking, drawing. */
const CODE = [
  "1 + 1",
  "x = 3; x * 2",
  "for i in range(2000): print('line', i)",
  "print('wide ' * 400)",
  "import time\nfor i in range(20):\n    print(i, end=' ', flush=True); time.sleep(0.05)",
  "import time; time.sleep(30)",
  "def f(n):\n    return f(n - 1) if n else 1 / 0\nf(20)",
  "input('name? ')",
  "import matplotlib.pyplot as plt; plt.plot([3, 1, 2]); plt.show()",
  "from IPython.display import HTML, Markdown, clear_output; HTML('<b>bold</b><table><tr><td>1</td></tr></table>')",
  "HTML('<script>document.body.append(1)</script>')",
  "Markdown('# Title\\n\\n$x^2$\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |')",
  "for i in range(60):\n    clear_output(wait=True); print('step', i)",
  "print('\\x1b[31mred\\x1b[0m', '/usr/lib/python3/dist-packages/a/b.py', 'https://example.org/x')",
  "import sys; print('to stderr', file=sys.stderr)",
  "import os; os.system('echo from a process')",
  "breakpoint()",
  "syntax error here",
  "print('日本語 العربية 👩‍🔬 é' * 20)",
  "list(range(100000))",
  "exit()",
];

const KEYS = [
  ...[
    "Enter",
    "Shift+Enter",
    "Control+Enter",
    "Alt+Enter",
    "Escape",
    "Tab",
    "Shift+Tab",
    "Backspace",
    "Delete",
  ],
  ...["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Control+Home"],
  ...[
    "Control+End",
    "Control+A",
    "Control+C",
    "Control+V",
    "Control+X",
    "Control+Z",
    "Control+Y",
    "Control+F",
  ],
  ...[
    "Control+N",
    "Control+W",
    "Control+Tab",
    "Control+Shift+Tab",
    "Control+Shift+T",
    "Control+P",
    "Control+G",
  ],
  ...[
    "Control+I",
    "Control+K",
    "Control+L",
    "Control+R",
    "Control+M",
    "Control+E",
    "Control+Shift+E",
    "Control+H",
  ],
  ...[
    "Control+0",
    "Control+9",
    "Control+1",
    "Control+2",
    "Control+ArrowUp",
    "Control+ArrowDown",
    "Alt+K",
    "F2",
  ],
  ...[
    "F3",
    "F5",
    "F6",
    "F10",
    "F11",
    "Shift+F9",
    "Control+S",
    "Control+D",
    "Control+=",
    "Control+-",
    "Control+Space",
  ],
  ...["Control+Shift+0", "Shift+F10", "ContextMenu", "Control+Shift+P", "Control+Shift+Enter", "Alt+F"],
];

/** A step: its words for the account, and what it does. */
export interface Step {
  readonly words: string;
  readonly run: () => Promise<unknown>;
}

/** The next step. */
export function nextStep(tandem: Tandem, random: Random): Step {
  const { page } = tandem;
  const kind = random.next();
  if (kind < 0.26) {
    const key = random.pick(KEYS);
    return { words: `key ${key}`, run: () => page.keyboard.press(key) };
  }
  if (kind < 0.48) {
    const at = random.next();
    return { words: `command ${at.toFixed(3)}`, run: () => chosenCommand(page, at) };
  }
  if (kind < 0.66) {
    const code = random.pick(CODE);
    const run = random.next() < 0.7;
    return {
      words: `code ${JSON.stringify(code.slice(0, 40))}${run ? ", run" : ""}`,
      run: async () => {
        if (run) await page.keyboard.press("Control+0");
        await page.keyboard.insertText(code);
        if (run) await page.keyboard.press("Control+Enter");
      },
    };
  }
  if (kind < 0.8) {
    const at = random.next();
    return { words: `control ${at.toFixed(3)}`, run: () => clickControl(page, at) };
  }
  if (kind < 0.92) {
    const [x, y] = [random.int(0, 1279), random.int(0, 799)];
    const button = random.next() < 0.8 ? "left" : "right";
    const clickCount = random.int(1, 3);
    return { words: `click ${button} ${x},${y}`, run: () => page.mouse.click(x, y, { button, clickCount }) };
  }
  if (kind < 0.96) {
    const by = random.int(-3000, 3000);
    return { words: `wheel ${by}`, run: () => page.mouse.wheel(0, by) };
  }
  if (kind < 0.99) {
    const [x, y, toX, toY] = [
      random.int(0, 1279),
      random.int(0, 799),
      random.int(0, 1279),
      random.int(0, 799),
    ];
    return {
      words: `drag ${x},${y} to ${toX},${toY}`,
      run: async () => {
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(toX, toY, { steps: 5 });
        await page.mouse.up();
      },
    };
  }
  return {
    words: "reload",
    run: async () => {
      await page.reload({ waitUntil: "load" });
      await page.getByRole("contentinfo").waitFor();
    },
  };
}

/** Runs a command that the palette offers. */
async function chosenCommand(page: Page, at: number): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+P");
  const options = page.getByRole("listbox", { name: "Found" }).getByRole("option");
  await options
    .first()
    .waitFor({ timeout: 3_000 })
    .catch(() => {});
  const titles = await options.allInnerTexts();
  const allowed = titles
    .map((title, i) => ({ title: title.trim(), i }))
    .filter(({ title }) => !NOT_CHOSEN.test(title));
  const chosen = allowed[Math.floor(at * allowed.length)];
  if (chosen)
    await options
      .nth(chosen.i)
      .click({ timeout: 2_000 })
      .catch(() => {});
}

/** Clicks a button, tab, menu item or link that is to be seen, but for those that end the window. */
async function clickControl(page: Page, at: number): Promise<void> {
  const place = await page.evaluate((part) => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        "button, [role=tab], [role=menuitem], [role=option], a, [role=treeitem]",
      ),
    ].filter((control) => {
      const { command = "" } = control.dataset;
      const name = `${control.ariaLabel ?? ""} ${control.textContent}`;
      return (
        !/^window\.|^app\.|quit|update/i.test(command) &&
        !/quit|minimi|maximi|close window|new window|update/i.test(name) &&
        control.checkVisibility()
      );
    });
    const box = controls[Math.floor(part * controls.length)]?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  }, at);
  if (place) await page.mouse.click(place.x, place.y);
}
