/** The page of sessions: what ended is kept as a transcript to be opened, searched, exported and deleted. */
import { expect, type Tandem, test } from "./app";
import { block, enter, idle, KERNEL, STARTS, shell, shellText } from "./shells";

const sessionsPage = (tandem: Tandem) => tandem.page.getByRole("region", { name: "Sessions" });
const row = (tandem: Tandem, name = KERNEL) => sessionsPage(tandem).getByRole("row", { name, exact: true });

/** A session that was used and shut down. */
async function endedSession(tandem: Tandem, code: string): Promise<string> {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, code);
  await expect(block(tandem, "In [1]:")).toBeVisible();
  await idle(tandem);
  const text = await shellText(tandem);
  await tandem.command("Shut down kernel");
  await shell(tandem).getByRole("button", { name: "Shut down", exact: true }).click();
  await expect(shell(tandem)).toHaveCount(0);
  return text;
}

test("a session that ended is opened to be read, as it was", async ({ tandem }) => {
  const before = await endedSession(tandem, "print('kept', 6 * 7)");
  await tandem.command("Sessions");
  await expect(row(tandem)).toContainText("ended");
  await row(tandem).focus();
  await tandem.page.keyboard.press("Enter");
  await expect(sessionsPage(tandem)).toBeHidden();
  await expect(block(tandem, "In [1]:")).toContainText("kept 42");
  await expect(block(tandem, "In [1]:")).not.toContainText("another");
  const after = await shellText(tandem);
  expect(after.startsWith(before.trimEnd())).toBe(true);
  await expect(shell(tandem)).toContainText("This session has ended");
});

test("it is searched and exported without being opened, and opened where something was found", async ({
  tandem,
}) => {
  await endedSession(tandem, "for i in range(300): print('value', i)");
  await tandem.command("Sessions");
  await row(tandem).getByRole("button", { name: "Search" }).click();
  const field = sessionsPage(tandem).getByRole("searchbox", { name: `Search in ${KERNEL}` });
  await field.fill("value 29");
  // 29 and 290 to 299.
  await expect(sessionsPage(tandem).getByRole("listitem")).toHaveCount(11);

  await row(tandem).getByRole("button", { name: "Export" }).click();
  for (const [button, file] of [
    ["Text", "out.txt"],
    ["HTML", "out.html"],
    ["Notebook", "out.ipynb"],
  ] as const) {
    await tandem.answerSaveDialog(file);
    await sessionsPage(tandem).getByRole("button", { name: button, exact: true }).click();
    await expect.poll(() => tandem.read(file).catch(() => "")).toContain("value 299");
  }
  const notebook = JSON.parse(await tandem.read("out.ipynb"));
  const [cell] = notebook.cells.filter((one: { cell_type: string }) => one.cell_type === "code");
  expect(cell).toMatchObject({ execution_count: 1, source: ["for i in range(300): print('value', i)"] });
  expect(cell.outputs[0].text).toHaveLength(300);

  await test.step("what is found leads to its line", async () => {
    await row(tandem).getByRole("button", { name: "Search" }).click();
    await field.fill("value 137");
    await sessionsPage(tandem).getByRole("listitem").getByRole("button").click();
    await expect(sessionsPage(tandem)).toBeHidden();
    await expect(block(tandem, "In [1]:").getByText("value 137", { exact: true })).toBeInViewport();
  });
});

/** Resolves with whether the page had the keyboard at the moment at which it came into the document. */
const hadKeyboard = (tandem: Tandem) =>
  tandem.page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const seen = new MutationObserver(() => {
          const page = document.querySelector(".full-page");
          if (!page) return;
          seen.disconnect();
          resolve(page.contains(document.activeElement));
        });
        seen.observe(document.body, { childList: true, subtree: true });
      }),
  );

test("it is deleted when that is confirmed, and the keyboard reaches everything", async ({ tandem }) => {
  await endedSession(tandem, "x = 1");
  const keyboard = hadKeyboard(tandem);
  await tandem.command("Sessions");
  expect(await keyboard).toBe(true);
  await expect(row(tandem)).toBeFocused();
  await tandem.page.keyboard.press("Delete");
  const ask = sessionsPage(tandem).getByRole("alert");
  await expect(ask).toContainText("Delete this session?");
  await tandem.page.keyboard.press("Escape");
  await expect(ask).toBeHidden();
  await expect(row(tandem)).toHaveCount(1);
  await row(tandem).focus();
  await tandem.page.keyboard.press("Delete");
  await ask.getByRole("button", { name: "Delete" }).click();
  await expect(row(tandem)).toHaveCount(0);
  await expect(sessionsPage(tandem)).toContainText("There are no sessions yet");
  await tandem.page.keyboard.press("Escape");
});

test("what ended is cleaned up at once; what runs is not", async ({ tandem }) => {
  await endedSession(tandem, "x = 1");
  await tandem.page.getByRole("option", { name: KERNEL }).click();
  await idle(tandem);
  await tandem.command("Sessions");
  await expect(sessionsPage(tandem)).toContainText("1 running, 1 ended");
  await sessionsPage(tandem).getByRole("combobox", { name: "Ended" }).selectOption({ label: "at any time" });
  await sessionsPage(tandem)
    .getByRole("button", { name: /^Clean up 1/ })
    .click();
  await sessionsPage(tandem).getByRole("button", { name: "Delete", exact: true }).first().click();
  await expect(sessionsPage(tandem)).toContainText("1 running, 0 ended");
});
