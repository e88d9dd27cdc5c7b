/** The history of all inputs: over sessions that ended and languages, filtered, used again, and back to the output of then. */
import { findings } from "./accessibility-checker";
import { expect, sharing as test } from "./app";
import { enter, idle, shell } from "./shells";

test("inputs of ended sessions are found, run again, made to cells, and lead to their output", async ({
  tandem,
}) => {
  const page = await tandem.start({ settings: { startKernel: true } });
  await idle(tandem);
  await enter(tandem, "lamp = 6 * 7; print('answer', lamp)");
  await enter(tandem, "1 / 0");
  await page.keyboard.press("Control+Shift+H");
  const tool = page.getByRole("region", { name: "History" });
  const option = (name: RegExp) => tool.getByRole("option", { name });
  await expect(option(/lamp = 6/)).toBeVisible();
  await expect(option(/failed\s*1 \/ 0/)).toBeVisible();
  expect(await findings(page)).toEqual([]);

  await test.step("filters", async () => {
    await tool.getByRole("combobox", { name: "Outcome" }).selectOption("With an error");
    await expect(option(/lamp = 6/)).toHaveCount(0);
    await expect(option(/1 \/ 0/)).toBeVisible();
    await tool.getByRole("combobox", { name: "Outcome" }).selectOption("Any outcome");
    await tool.getByRole("searchbox", { name: "Filter the history" }).fill("LAMP");
    await expect(tool.getByText("Nothing in the history fits.")).toBeVisible();
    await tool.getByRole("searchbox", { name: "Filter the history" }).fill("answer lamp");
    await expect(option(/1 \/ 0/)).toHaveCount(0);
    await expect(option(/lamp = 6/)).toBeVisible();
  });

  await test.step("run again, by keyboard", async () => {
    await tool.getByRole("listbox", { name: "Inputs" }).focus();
    for (const key of ["Home", "ArrowDown", "ArrowDown", "Control+Enter"]) await page.keyboard.press(key);
    await expect(page.getByRole("log", { name: "Shell output" })).toContainText(/answer 42[^]*answer 42/);
    await expect(option(/lamp = 6/)).toHaveCount(2);
  });

  await test.step("a script of the chosen ones", async () => {
    await option(/lamp = 6/)
      .first()
      .click();
    await option(/lamp = 6/)
      .last()
      .click({ modifiers: ["Control"] });
    await option(/lamp = 6/)
      .last()
      .click({ button: "right" });
    await page.getByRole("menuitem", { name: "Make a script of the chosen ones" }).click();
    const lines = page.locator('[data-place="editor"] .view-lines');
    await expect(lines).toContainText(/#\s%%[^]*lamp[^]*#\s%%[^]*lamp/);
  });

  await test.step("an ended session is opened at the input", async () => {
    await tandem.command("Shut down kernel");
    await shell(tandem).getByRole("button", { name: "Shut down", exact: true }).click();
    await expect(shell(tandem)).toHaveCount(0);
    await option(/lamp = 6/)
      .last()
      .dblclick();
    await expect(page.getByRole("article", { name: "In [1]:" })).toBeInViewport();
    await expect(page.getByRole("article", { name: "In [1]:" })).toContainText("answer 42");
  });
});
