/** Quitting with running kernels: they are kept, ended, or the app stays, as the user says. */
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, STARTS, shell } from "./shells";

async function startUsed(tandem: Tandem, code: string): Promise<void> {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, code);
  await expect(block(tandem, "In [1]:")).toBeVisible();
}

const dialog = (tandem: Tandem) => tandem.page.getByRole("alertdialog", { name: "Kernels are running" });
const askToQuit = (tandem: Tandem) => tandem.electron.evaluate(({ app }) => app.quit());

test("the question names the kernels, offers to keep them first, and Cancel keeps the app", async ({
  tandem,
}) => {
  await startUsed(tandem, "x = 41");
  await askToQuit(tandem);
  await expect(dialog(tandem)).toContainText(KERNEL);
  await expect(dialog(tandem).getByRole("button", { name: "Keep running" })).toBeFocused();
  await expect(dialog(tandem).getByRole("checkbox", { name: "Do not ask again" })).not.toBeChecked();
  await dialog(tandem).getByRole("button", { name: "Cancel" }).click();
  await expect(dialog(tandem)).toBeHidden();
  await enter(tandem, "print(x + 1)");
  await expect(block(tandem, "In [2]:")).toContainText("42");
});

/** Opens the list `rows` as data, sorted downwards. */
async function openSorted(tandem: Tandem): Promise<void> {
  await tandem.command("Workspace");
  await tandem.page.getByRole("row", { name: "rows", exact: true }).dblclick();
  const head = data(tandem).getByRole("columnheader").getByRole("button").first();
  await head.click();
  await head.click();
  await expect(data(tandem).getByRole("gridcell").first()).toHaveText("7");
}
const data = (tandem: Tandem) => tandem.page.getByRole("grid", { name: "Data: rows" });

test("a kernel that is kept has its variables at the next start, and what shows their data is as it was", async ({
  tandem,
}) => {
  await startUsed(tandem, "x = 41\nrows = [3, 7, 5]");
  await openSorted(tandem);
  await tandem.quit("Keep running");
  await tandem.start();
  await idle(tandem);
  await expect(data(tandem).getByRole("gridcell")).toHaveText(["7", "5", "3"]);
  await expect(shell(tandem).getByRole("note")).toHaveCount(0);
  await enter(tandem, "print(x + 1)");
  await expect(block(tandem, "In [2]:")).toContainText("42");
});

test("shut down ends all, the next start shows a fresh kernel, and data of the one before says so", async ({
  tandem,
}) => {
  await startUsed(tandem, "rows = [3, 7, 5]");
  await openSorted(tandem);
  await tandem.quit("Shut down");
  await expect.poll(() => tandem.processes()).toEqual([]);
  await tandem.start();
  await idle(tandem);
  await expect(block(tandem, "In [1]:")).toHaveCount(0);
  await expect(tandem.page.getByText(/has ended, and rows with it/)).toBeVisible();
  await tandem.page.getByRole("button", { name: "Open its log" }).click();
  await expect(tandem.page.getByRole("article", { name: "In [1]:", exact: true })).toContainText("rows =");
  await expect(tandem.page.getByText(/The kernel is gone, and rows with it/)).toBeVisible();
});

test("the answer is remembered when told to", async ({ tandem }) => {
  await startUsed(tandem, "x = 41");
  await askToQuit(tandem);
  await dialog(tandem).getByRole("checkbox", { name: "Do not ask again" }).check();
  await tandem.endsBy(() => dialog(tandem).getByRole("button", { name: "Keep running" }).click());
  await tandem.start();
  await idle(tandem);
  await enter(tandem, "print(x + 1)");
  await expect(block(tandem, "In [2]:")).toContainText("42");
  await tandem.endsBy(() => askToQuit(tandem));
  await tandem.start();
  await expect(block(tandem, "In [2]:")).toBeVisible();
  await tandem.command("On quitting, shut kernels down");
  await tandem.endsBy(() => askToQuit(tandem));
  await expect.poll(() => tandem.processes()).toEqual([]);
});

test("a kernel in which nothing was run asks nothing", async ({ tandem }) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await tandem.endsBy(() => askToQuit(tandem));
  await expect.poll(() => tandem.processes()).toEqual([]);
});
