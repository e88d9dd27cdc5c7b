/** What an accessibility checker (axe) finds in a window as it is drawn. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import { expect } from "./app";

const CHECKER = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const THEMES = ["light", "dark"] as const;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What the checker finds, a line each. Past the first theme only colours can differ. */
export async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached();
    const options = {
      iframes: false,
      resultTypes: ["violations"],
      // Menus stand over the window, in none of its regions.
      rules: { region: { enabled: false } },
      ...(theme === "light" ? {} : { runOnly: ["color-contrast"] }),
    };
    // As an expression of the debugger: the page's policy forbids scripts that are not the app's own.
    await page.evaluate(CHECKER);
    const violations = (await page.evaluate(
      `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
    )) as Violation[];
    for (const { id, impact, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${theme}, ${impact}, ${id}: ${target.join(" ")}: ${failureSummary}`);
  }
  return found;
}
