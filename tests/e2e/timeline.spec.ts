/** Local history in the window: each save is a version, which is compared with now and comes back as an edit. */
import { expect, sharing as test } from "./app";

test("versions of a file are listed, compared and restored by an edit that is undone", async ({ tandem }) => {
  await tandem.write("fit.py", "a = 1\n");
  const page = await tandem.start({ open: ["fit.py"] });
  const editor = tandem.editor("fit.py");
  for (const text of ["b = 2\n", "c = 3\n"]) {
    await editor.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(text);
    await page.keyboard.press("Control+S");
    await expect(page.getByRole("tab", { name: "fit.py", exact: true })).toBeVisible();
  }
  await tandem.command("Timeline");
  const tool = page.getByRole("region", { name: "Timeline" });
  const versions = tool.getByRole("list", { name: "Versions" }).getByRole("listitem");
  await expect(versions).toHaveCount(3);
  await expect(versions.last()).toContainText("before it was overwritten");

  await versions.last().getByRole("button").first().click();
  const compared = page.getByRole("region", { name: "fit.py: changes" });
  await expect(compared.getByRole("status", { name: "Differences" })).toHaveText("1 difference");
  await expect(compared).toContainText("a = 1");
  await page.keyboard.press("Control+W");

  await versions.last().getByRole("button", { name: "Restore the version of" }).click();
  await expect(page.locator(".view-lines")).toContainText("a = 1");
  await expect(page.getByRole("tab", { name: "fit.py, modified", exact: true })).toBeVisible();
  await editor.focus();
  await page.keyboard.press("Control+Z");
  await expect(page.locator(".view-lines")).toContainText("c = 3");
  await expect(page.getByRole("tab", { name: "fit.py", exact: true })).toBeVisible();
});
