/** What is opened and closed many times leaves nothing behind: no listener, timer, watcher, socket, process or frame. */
import { expect, type Tandem, sharing as test } from "./app";
import { type Counts, watchHeld } from "./held";
import { enter, idle, KERNEL, shell } from "./shells";

/** So often is everything: a leak of each round is far above what varies. By hand more: `TANDEM_ROUNDS=50`. */
const MANY = Number(process.env.TANDEM_ROUNDS ?? 14);
/** What has processes of its own takes a second each time. */
const FEW = 5;
/** Outputs that one request brings. */
const FRAMES = 5;
/** Rounds before the first count: by them everything is loaded, and every pool has its size. */
const FIRST_ROUNDS = 2;

interface Round {
  readonly name: string;
  readonly times: number;
  readonly once: () => Promise<unknown>;
}

function roundsOf(tandem: Tandem): readonly Round[] {
  const { page } = tandem;
  const press = (key: string) => page.keyboard.press(key);
  const shellTabs = page.getByRole("tablist", { name: "Shells" }).getByRole("tab");
  const palette = page.getByRole("combobox", { name: "Command" });
  const fromPalette = async (title: string) => {
    await press("Control+Shift+P");
    await expect(palette).toBeFocused();
    await page.keyboard.insertText(title);
    await expect(
      page.getByRole("listbox", { name: "Found" }).getByRole("option", { selected: true }),
    ).toContainText(title);
    await press("Enter");
    await expect(palette).toHaveCount(0);
  };
  const pageOf = (name: string) => async () => {
    await fromPalette(name);
    await expect(page.getByRole("region", { name })).toBeVisible();
    await press("Escape");
    await expect(page.getByRole("region", { name })).toHaveCount(0);
  };
  return [
    {
      name: "a file, changed, and the question whether to save it",
      times: MANY,
      once: async () => {
        await press("Control+O");
        await expect(tandem.editor("opened.py")).toBeFocused();
        await press("x");
        await press("Control+W");
        await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).press("Enter");
        await expect(tandem.editor("kept.py")).toBeFocused();
      },
    },
    {
      name: "a menu",
      times: MANY,
      once: async () => {
        await press("Shift+F10");
        await expect(page.getByRole("menu", { name: "Code" })).toBeVisible();
        await press("Escape");
        await expect(page.getByRole("menu", { name: "Code" })).toHaveCount(0);
      },
    },
    {
      name: "a tool",
      times: MANY,
      once: async () => {
        await press("Control+Shift+B");
        const tab = page.getByRole("tab", { name: "Workspace" });
        await tab.press("Delete");
        await expect(tab).toHaveCount(0);
      },
    },
    { name: "a page among the tabs", times: MANY, once: pageOf("Sessions") },
    {
      name: "a dialog",
      times: MANY,
      once: async () => {
        await fromPalette("About Tandem");
        await expect(page.getByRole("dialog")).toBeVisible();
        await press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      },
    },
    {
      name: "a shell of a session that runs",
      times: MANY,
      once: async () => {
        await press("Control+0");
        await fromPalette("Open another view");
        await expect(shellTabs).toHaveCount(2);
        await press("Control+0");
        await press("Alt+K");
        await expect(shellTabs).toHaveCount(1);
      },
    },
    {
      name: "outputs in frames",
      times: MANY / FRAMES,
      once: async () => {
        const frame = "await display.html('<script>document.write(1)</script>')";
        await enter(tandem, `for (let i = 0; i < ${FRAMES}; i++) ${frame}`);
        await expect(page.locator("iframe[data-shown]")).toHaveCount(FRAMES, { timeout: 60_000 });
        await press("Control+L");
        await expect(page.locator("iframe")).toHaveCount(0);
      },
    },
    {
      name: "a session",
      times: FEW,
      once: async () => {
        await fromPalette("Running kernels");
        await page
          .getByRole("listbox", { name: "Kernels" })
          .getByRole("option", { name: /^JavaScript/ })
          .first()
          .click();
        await expect(shellTabs).toHaveCount(2);
        await idle(tandem);
        await press("Alt+K");
        await expect(shellTabs).toHaveCount(1);
      },
    },
    {
      name: "a window",
      times: FEW,
      once: async () => {
        const other = await tandem.opens(() => press("Control+Shift+N"));
        // The page may be gone before the key is let go.
        await Promise.all([
          other.waitForEvent("close"),
          other.keyboard.press("Control+Shift+W").catch(() => {}),
        ]);
        await page.bringToFront();
      },
    },
  ];
}

/** So much more of something is no leak: half of what one for each round would make. */
function mayGrow(what: string): number {
  // Chromium remembers texts of fields, for undoing.
  if (what === "window, nodes") return 3 * MANY;
  if (what === "window, heap, MB") return 4;
  if (what === "main, functions") return 4;
  return what.startsWith("window, ") ? MANY / 2 : FEW / 2;
}

/** What there is more of than before, by far. */
function grown(before: Counts, after: Counts): string[] {
  return Object.entries(after).flatMap(([what, count]) => {
    const was = before[what] ?? 0;
    return count - was > mayGrow(what) ? [`${what}: ${was} before, ${count} now`] : [];
  });
}

test("what is opened and closed leaves nothing behind", async ({ tandem }) => {
  test.setTimeout(400_000);
  await tandem.write("kept.py", "kept = 1\n");
  await tandem.write("opened.py", "# %% one\nopened = 1\n".repeat(2_000));
  const page = await tandem.start({ open: ["", "kept.py"] });
  await tandem.answerOpenDialog("opened.py");
  await tandem.command("Running kernels");
  await page
    .getByRole("listbox", { name: "Kernels" })
    .getByRole("option", { name: /^JavaScript/ })
    .first()
    .click();
  await idle(tandem);
  await enter(tandem, "1");
  await idle(tandem);
  // It shows each message of the shells, and so holds more with each.
  await tandem.command("Logger");
  await page.getByRole("tab", { name: "Logger" }).press("Delete");
  await expect(page.getByRole("tab", { name: "Logger" })).toHaveCount(0);
  const held = await watchHeld(tandem, page);
  const rounds = roundsOf(tandem);
  const play = async (name: string, once: () => Promise<unknown>, times: number) => {
    await test.step(`${name}, ${times} times`, async () => {
      await page.keyboard.press("Control+9");
      for (let i = 0; i < times; i++) await once();
    });
  };
  try {
    for (const { name, once } of rounds) await play(name, once, FIRST_ROUNDS);
    const before = await held();
    for (const { name, once, times } of rounds) await play(name, once, times);
    // What was ended may take a moment to be gone.
    await expect.poll(async () => grown(before, await held()), { timeout: 30_000 }).toEqual([]);
  } finally {
    // The kernel that was used last is what the windows of the tests after this one start.
    await tandem.command("Running kernels");
    await page.getByRole("option", { name: KERNEL }).first().click();
    await expect(shell(tandem)).toBeVisible();
    await idle(tandem);
  }
});
