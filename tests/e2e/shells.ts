/** Where a shell and its parts are found in the window, by the names that screen readers are told. */
import type { Locator } from "playwright/test";
import { expect, type Tandem } from "./app";

/** Display name of the kernel that the tests' Python environment offers. */
export const KERNEL = "Python 3 (ipykernel)";
/** Settings of a profile whose window starts a kernel by itself. */
export const STARTS = { startKernel: true };

/** Of an environment: nothing on PATH but what is named, and no kernelspec of anybody. */
export const NOTHING = {
  JUPYTER_PATH: "",
  VIRTUAL_ENV: "",
  CONDA_PREFIX: "",
  PYENV_ROOT: "",
  CONDA_EXE: "",
};

/** The shell of that name. */
export function shell(tandem: Tandem, name = KERNEL): Locator {
  return tandem.page.getByRole("region", { name, exact: true });
}

/** The block with that prompt, "In [4]:". */
export function block(tandem: Tandem, prompt: string, name = KERNEL): Locator {
  return shell(tandem, name).getByRole("article", { name: prompt, exact: true });
}

/** The word for the state of the shell last focused. */
export function kernelStatus(tandem: Tandem): Locator {
  return tandem.page.getByRole("status", { name: "Kernel status" });
}

/** Waits until the shell last focused is ready for input. */
export async function idle(tandem: Tandem): Promise<void> {
  await expect
    .poll(
      () =>
        kernelStatus(tandem)
          .allTextContents()
          .catch(() => []),
      { message: "the kernel's status", timeout: 60_000 },
    )
    .toEqual(["idle"]);
}

/** Types code into the shell last focused and runs it. */
export async function enter(tandem: Tandem, code: string): Promise<void> {
  await tandem.page.keyboard.press("Control+0");
  await expect(tandem.page.getByRole("textbox", { name: "Shell input" })).toBeFocused();
  await tandem.page.keyboard.insertText(code);
  // A key may be there before the text that was put in ahead of it.
  const [word = ""] = /[^\s"'\\]{1,20}$/.exec(code.trimEnd()) ?? [];
  const lines = tandem.page.locator(".monaco-editor.focused .view-lines").filter({ hasText: word });
  await lines.waitFor({ timeout: 5_000 }).catch(() => {});
  await tandem.page.keyboard.press("Control+Enter");
}

/** The text of the whole shell last focused, as the command "Copy all output" gives it. */
export async function shellText(tandem: Tandem): Promise<string> {
  await tandem.electron.evaluate(({ clipboard }) => clipboard.clear());
  await tandem.command("Copy all output");
  let text = "";
  await expect
    .poll(async () => {
      text = await tandem.electron.evaluate(({ clipboard }) => clipboard.readText());
      return text;
    })
    .not.toBe("");
  return text;
}
