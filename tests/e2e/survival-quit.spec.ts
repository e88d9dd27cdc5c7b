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

test("a kernel that is kept has its variables at the next start", async ({ tandem }) => {
  await startUsed(tandem, "x = 41");
  await tandem.quit("Keep running");
  await tandem.start();
  await idle(tandem);
  await expect(shell(tandem).getByRole("note")).toHaveCount(0);
  await enter(tandem, "print(x + 1)");
  await expect(block(tandem, "In [2]:")).toContainText("42");
});

test("shut down ends all, and the next start shows a fresh kernel", async ({ tandem }) => {
  await startUsed(tandem, "x = 41");
  await tandem.quit("Shut down");
  await expect.poll(() => tandem.processes()).toEqual([]);
  await tandem.start();
  await idle(tandem);
  await expect(block(tandem, "In [1]:")).toHaveCount(0);
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
