/** Python environments in the window: one is made, a package is installed into it, and what fails is said. */
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, test } from "./app";
import { enter, idle, shell } from "./shells";

const python = process.env.TANDEM_TEST_PYTHON ?? "python3";
/** Tools take their time on a loaded machine, in ms. */
const PATIENCE = { timeout: 180_000 };

/**
 * A package named tinything, the only one that pip can have here, and one named slowthing, whose building writes the file
 * "building", ignores that it is asked to end, and waits for a reader of the pipe "never", who never comes.
 */
async function packages(tandem: Tandem): Promise<Record<string, string>> {
  const wheels = path.join(tandem.home, "wheels");
  await mkdir(wheels);
  const code = `
import sys, zipfile
info = "tinything-1.0.dist-info/"
with zipfile.ZipFile(sys.argv[1] + "/tinything-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("tinything.py", "ANSWER = 42\\n")
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: tinything\\nVersion: 1.0\\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(info + "RECORD", "")
import io, os, tarfile
folder = sys.argv[2]
os.mkfifo(folder + "/never")
backend = f"""
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
def build_wheel(*given):
    with open({folder!r} + "/building", "w") as file: file.write(str(os.getpid()))
    open({folder!r} + "/never", "w")
prepare_metadata_for_build_wheel = build_wheel
"""
project = '[build-system]\\nrequires = []\\nbuild-backend = "backend"\\nbackend-path = ["."]\\n'
about = "Metadata-Version: 2.1\\nName: slowthing\\nVersion: 1.0\\n"
with tarfile.open(sys.argv[1] + "/slowthing-1.0.tar.gz", "w:gz") as sdist:
    for name, text in (("pyproject.toml", project), ("backend.py", backend), ("PKG-INFO", about)):
        entry = tarfile.TarInfo("slowthing-1.0/" + name)
        entry.size = len(text)
        sdist.addfile(entry, io.BytesIO(text.encode()))
`;
  execFileSync(python, ["-c", code, wheels, tandem.folder]);
  return {
    PIP_NO_INDEX: "1",
    PIP_FIND_LINKS: wheels,
    PATH: `${path.dirname(python)}:${process.env.PATH}`,
  };
}

test("an environment is made, a module that is missing is installed into it, ipykernel is offered", async ({
  tandem,
}) => {
  test.setTimeout(600_000);
  const page = await tandem.start({ env: await packages(tandem) });
  await tandem.answerOpenDialog(".");
  await tandem.command("Open folder…");
  await expect(page.getByRole("region", { name: "File browser" })).toBeVisible();

  await test.step("Create environment… makes one in the open folder, with what its tool prints", async () => {
    await page.getByRole("button", { name: "Create environment…" }).click();
    const form = page.getByRole("region", { name: "Create environment" });
    await expect(form.getByLabel("Name")).toBeFocused();
    await expect(form.getByLabel("Name")).toHaveValue(".venv");
    await form.getByLabel("Name").fill("a/b");
    await expect(form.getByText("A name has letters")).toBeVisible();
    await expect(form.getByRole("button", { name: "Create" })).toBeDisabled();
    await form.getByLabel("Name").fill(".venv");
    await form.getByLabel("Made by").selectOption("venv");
    await form.getByLabel("Install ipykernel into it").uncheck();
    await form.getByLabel("Name").press("Enter");
    await expect(page.getByRole("button", { name: "Start Python in .venv" })).toBeVisible(PATIENCE);
    await page.getByRole("button", { name: "Start Python in .venv" }).click();
  });
  const tab = page.getByRole("tab", { name: /^Plain Python [\d.]+ \(\.venv\)$/ });
  await expect(tab).toBeVisible();
  const name = (await tab.textContent()) ?? "";
  await idle(tandem);

  await test.step("the module of a ModuleNotFoundError is installed when its name is confirmed", async () => {
    await enter(tandem, "import tinything");
    const offer = shell(tandem, name).getByRole("group", { name: "tinything is not installed" });
    await expect(offer).toContainText("tinything is not installed in .venv.", PATIENCE);
    await offer.getByRole("button", { name: "Install tinything into .venv…" }).click();
    const field = shell(tandem, name).getByRole("textbox", { name: "Package" });
    await expect(field).toBeFocused();
    await field.fill("tiny thing; rm");
    await field.press("Enter");
    await expect(shell(tandem, name).getByText("This is not the name of a package.")).toBeVisible();
    await field.fill("tinything");
    await field.press("Enter");
    const job = page.getByRole("region", { name: "Installing tinything into .venv" });
    await expect(job.getByRole("status")).toHaveText("tinything is installed in .venv.", PATIENCE);
    await job.getByRole("button", { name: "Show output" }).click();
    await expect(job.getByRole("log")).toContainText("Successfully installed tinything-1.0");
    await job.getByRole("button", { name: "Dismiss" }).click();
    await expect(job).toHaveCount(0);
    await enter(tandem, "import tinything; print(tinything.ANSWER)");
    await expect(shell(tandem, name).getByText("42", { exact: true })).toBeVisible();
  });

  await test.step("ipykernel is offered; that it cannot be had is said, with what pip printed", async () => {
    await shell(tandem, name).getByRole("button", { name: "Install ipykernel into .venv" }).click();
    const job = page.getByRole("region", { name: "Installing ipykernel into .venv" });
    await expect(job.getByRole("log")).toContainText("ipykernel", PATIENCE);
    await expect(job.getByRole("button", { name: "Dismiss" })).toBeVisible(PATIENCE);
    await expect(job.getByRole("status")).toContainText("ipykernel");
    await job.getByRole("button", { name: "Dismiss" }).click();
  });

  await test.step("the offer is made in one shell of an environment, in one line, and not again once it was dismissed", async () => {
    const another = page.getByRole("tab", { name: `${name} 2` });
    await tandem.command("New shell with another kernel…");
    await page.getByRole("option", { name, exact: true }).click();
    await expect(another).toBeVisible();
    await idle(tandem);
    const bar = page.getByText("has no ipykernel");
    await page.getByRole("tab", { name, exact: true }).click();
    await expect(shell(tandem, name).getByText("has no ipykernel")).toBeVisible(PATIENCE);
    await expect(bar).toHaveCount(1);
    const dismiss = shell(tandem, name).getByTitle("Plain Python is fine for this environment");
    const line = await bar.boundingBox();
    const button = await dismiss.boundingBox();
    expect(line?.height).toBeLessThan(30);
    expect(Math.abs((button?.y ?? 0) - (line?.y ?? 0))).toBeLessThan(20);
    await dismiss.click();
    await expect(bar).toHaveCount(0);
    await another.click();
    await tandem.command("Reload window");
    await idle(tandem);
    await enter(tandem, "print('no offer' + ' now')");
    await expect(shell(tandem, `${name} 2`).getByText("no offer now", { exact: true })).toBeVisible();
    await expect(bar).toHaveCount(0);
  });

  await test.step("quitting asks about a package that is being installed, and does not wait for it", async () => {
    await enter(tandem, "import slowthing");
    const offer = shell(tandem, `${name} 2`).getByRole("group", { name: "slowthing is not installed" });
    await offer.getByRole("button", { name: "Install slowthing into .venv…" }).click(PATIENCE);
    await shell(tandem, `${name} 2`).getByRole("textbox", { name: "Package" }).press("Enter");
    await expect.poll(() => tandem.read("building").catch(() => ""), PATIENCE).toMatch(/^\d+$/);
    const asks = page.getByRole("alertdialog", { name: "Packages are being installed" });
    const quit = () => tandem.electron.evaluate(({ app }) => app.quit());
    await quit();
    await expect(asks).toContainText("Installing slowthing into .venv");
    await asks.getByRole("button", { name: "Wait" }).click();
    await expect(asks).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Installing slowthing into .venv" })).toBeVisible();
    expect((await tandem.processes()).join("\n")).toContain("slowthing");
    await quit();
    await asks.getByRole("button", { name: "Cancel it and quit" }).click();
    // pip and what it builds with carry the mark of this app, too.
    await tandem.endsBy(() =>
      page
        .getByRole("alertdialog", { name: "Kernels are running" })
        .getByRole("button", { name: "Shut down" })
        .click(),
    );
    await expect.poll(() => tandem.processes()).toEqual([]);
  });
});
