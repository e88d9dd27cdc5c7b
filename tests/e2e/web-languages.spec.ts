/** JavaScript, TypeScript, JSON, CSS and HTML: Monaco's workers, started with the first file of their languages. */
import type { Page } from "playwright/test";
import { expect, test } from "./app";

const workers = (page: Page) =>
  page
    .workers()
    .map((worker) => worker.url().split("/").at(-1))
    .filter((name) => /^(?:typescript|json|css|html)\.worker\.js$/.test(name ?? ""))
    .sort();

test("TypeScript files know each other and what they import from the disk", async ({ tandem }) => {
  await tandem.write("notes.txt", "nothing\n");
  await tandem.write("deep.ts", "export const one = 1;\n");
  await tandem.write(
    "lib.ts",
    'export { one } from "./deep";\n/** Half of it. */\nexport const half = (x: number) => x / 2;\n',
  );
  await tandem.write(
    "main.ts",
    'import { half, one } from "./lib";\n\nconst text: string = one;\nhalf(  3);\n',
  );
  const page = await tandem.start({
    open: ["notes.txt"],
    settings: { startKernel: false, languageServer: true },
  });
  await expect(tandem.fileTab("notes.txt")).toBeVisible();
  expect(workers(page)).toEqual([]);

  await tandem.answerOpenDialog("main.ts");
  await tandem.command("Open…");
  await expect(tandem.fileTab("main.ts")).toBeVisible();
  const count = page.getByRole("button", { name: "1 error" });
  await expect(count).toBeVisible({ timeout: 60_000 });
  expect(workers(page)).toEqual(["typescript.worker.js"]);
  await count.click();
  const item = page.getByRole("list", { name: "Problems" }).getByRole("button", { name: /^Error, line 3: / });
  await expect(item).toContainText("Type 'number' is not assignable to type 'string'.");

  await test.step("F12 goes to a file that was not open", async () => {
    await tandem.editor("main.ts").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("F12");
    await expect(tandem.fileTab("lib.ts")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByText("Ln 3, Col 14", { exact: false })).toBeVisible();
  });

  await test.step("into the language's own declarations, which can be read only", async () => {
    await tandem.fileTab("main.ts").click();
    await tandem.editor("main.ts").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("Math.abs(1);");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("F12");
    await expect(tandem.fileTab("lib.es5.d.ts")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByText("lib.es5.d.ts comes with Tandem")).toBeVisible();
    await page.keyboard.press("Control+w");
  });

  await test.step("a name of the imported file is completed, and the file is formatted", async () => {
    await tandem.fileTab("main.ts").click();
    await tandem.editor("main.ts").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("hal");
    await expect(page.locator(".suggest-widget")).toContainText("half");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+Shift+F");
    await expect(page.locator('[data-place="editor"] .view-lines')).toContainText("half(3);");
    await page.keyboard.press("Control+s");
    await expect.poll(() => tandem.read("main.ts")).toContain("half(3);");
  });

  await test.step("it ends with the last file", async () => {
    for (const name of ["lib.ts", "main.ts"]) {
      await tandem.fileTab(name).click();
      await tandem.editor(name).focus();
      await page.keyboard.press("Control+w");
    }
    await expect.poll(() => workers(page)).toEqual([]);
  });
});

test("JSON, SCSS and HTML have problems, completion and layout of their own", async ({ tandem }) => {
  await tandem.write("data.json", '{"a": 1,\n "b": [1,2,]}\n');
  await tandem.write("page.html", "<body><p>text</p></body>\n");
  await tandem.write("look.scss", "$wide: 3px;\n.a { widht: $wide; }\n");
  const page = await tandem.start({
    open: ["page.html", "look.scss", "data.json"],
    settings: { startKernel: false, languageServer: true },
  });
  await expect(page.getByRole("button", { name: /^1 error/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: /1 warning/ })).toBeVisible();
  expect(workers(page)).toEqual(["css.worker.js", "html.worker.js", "json.worker.js"]);

  await tandem.editor("data.json").focus();
  await page.keyboard.press("Alt+Shift+F");
  await page.keyboard.press("Control+s");
  await expect.poll(() => tandem.read("data.json")).toMatch(/\{\n {2,4}"a": 1,\n/);

  await tandem.fileTab("page.html").click();
  await tandem.editor("page.html").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("<butt");
  await expect(page.locator(".suggest-widget")).toContainText("button");
  await page.keyboard.press("Escape");
});
