/** About: versions, where updates come from, and the licences of what is inside. */
import { expect, sharing as test } from "./app";

test("About tells the version, who updates this copy, and every licence", async ({ tandem }) => {
  const page = await tandem.start();
  await tandem.command("About Tandem");
  const { version } = JSON.parse(
    await tandem.electron.evaluate(({ app }) => JSON.stringify({ version: app.getVersion() })),
  );
  const about = page.getByRole("dialog", { name: `Tandem ${version}` });
  await expect(about.getByRole("status")).toHaveText(/development build/);
  await expect(about.getByText("Electron", { exact: true })).toBeVisible();
  await expect(about.getByText(tandem.profile)).toBeVisible();

  await about.getByText("Licences of what is inside").click();
  await expect(about.getByLabel("Licences", { exact: true })).toContainText("react-dom");
  await expect(about.getByLabel("Licences", { exact: true })).toContainText("Mozilla Public License");

  await page.keyboard.press("Escape");
  await expect(about).toBeHidden();
  // It can be opened again, from the command that looks for updates too.
  await tandem.command("Check for updates");
  await expect(about.getByRole("status")).toHaveText(/development build/);
  await about.getByRole("button", { name: "Close" }).click();
  await expect(about).toBeHidden();
});

test("an empty editor says how to begin; the tour, an example and a report", async ({ tandem }) => {
  const page = await tandem.start({ open: [""] });
  await page.getByRole("button", { name: "Take the tour" }).click();
  const tour = page.getByRole("region", { name: "Tour", exact: true });
  // Each command of it is there, with the key of the map.
  await expect(tour.getByRole("button")).toHaveCount(22);
  await expect(tour.getByRole("listitem").filter({ hasText: /^Run cell and advance/ })).toContainText(
    "Shift+Return",
  );
  // The one of the empty editor is gone: it would take the keyboard behind the tour.
  await page.getByRole("button", { name: "Open an example" }).click();
  await expect(tandem.editor("Untitled 1")).toBeFocused();
  await expect(page.locator(".view-lines").first()).toContainText("How many walkers?");

  await tandem.command("Report a problem…");
  const text = page.getByRole("textbox", { name: "Text of the report" });
  await expect(text).toHaveValue(/^Tandem [\d.]+ on \w+\n[^]*Tandem starts as process/);
  expect(await text.inputValue()).not.toContain(tandem.profile);
  await page.getByRole("button", { name: "Copy report" }).click();
  await expect
    .poll(() => tandem.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain("Shells: none");
  // They are there again when the window is loaded anew.
  await tandem.command("Reload window");
  await expect(page.getByRole("tab", { name: "Report", exact: true })).toHaveAttribute(
    "aria-selected",
    "true",
  );
});
