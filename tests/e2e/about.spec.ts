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
