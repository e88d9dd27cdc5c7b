/** History on both sides: recall survives the loss of the client's file and of the kernel. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, STARTS, shell } from "./shells";

const input = (tandem: Tandem) => shell(tandem).locator(".shell-input .view-lines");
const historyFile = (tandem: Tandem) => path.join(tandem.profile, "history", "python.jsonl");

async function run(tandem: Tandem, code: string, prompt: string): Promise<void> {
  await enter(tandem, code);
  await expect(block(tandem, prompt)).toBeVisible();
  await idle(tandem);
}

test("Ctrl+R finds an earlier input and puts it into the input, in a fresh kernel too", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await run(tandem, "alpha = 1", "In [1]:");
  await run(tandem, "def beta():\n    return alpha\n", "In [2]:");
  await tandem.quit("Shut down");

  const page = await tandem.start();
  await idle(tandem);
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+R");
  const field = page.getByRole("combobox", { name: "Search history" });
  await expect(field).toBeFocused();
  await field.fill("beta");
  await expect(page.getByRole("listbox", { name: "Found inputs" }).getByRole("option")).toHaveCount(1);
  await expect(page.getByLabel("Preview")).toContainText("return alpha");
  await page.keyboard.press("Enter");
  await expect(field).toBeHidden();
  await expect(input(tandem)).toContainText("return alpha");
});

test("recall survives the loss of the client's file: the kernel's history brings it back", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await run(tandem, "gamma = 3", "In [1]:");
  await tandem.quit("Keep running");
  await rm(historyFile(tandem));
  await tandem.start();
  await idle(tandem);
  await tandem.page.keyboard.press("Control+0");
  await tandem.page.keyboard.press("ArrowUp");
  await expect(input(tandem)).toContainText("gamma = 3");
  await expect.poll(() => tandem.readProfile("history/python.jsonl").catch(() => "")).toContain("gamma = 3");
});

test("what failed is in the history as such", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await run(tandem, "1 / 0", "In [1]:");
  await expect
    .poll(async () => JSON.parse((await tandem.readProfile("history/python.jsonl").catch(() => "")) || "{}"))
    .toMatchObject({ code: "1 / 0", outcome: "error" });
});
