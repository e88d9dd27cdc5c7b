/** Kernels that are missing, broken, silent or dying: a clear sentence in the window, and nothing stuck. */
import { chmod, mkdir, readdir, symlink } from "node:fs/promises";
import path from "node:path";
import { expect, type Tandem, test } from "./app";
import { KERNEL, kernelStatus, shell } from "./shells";

/** Writes kernelspecs into the home folder of the test: name → content of kernel.json. */
async function kernelspecs(tandem: Tandem, specs: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, spec] of Object.entries(specs)) {
    const text = typeof spec === "string" ? spec : JSON.stringify(spec);
    await tandem.write(`../home/.local/share/jupyter/kernels/${name}/kernel.json`, text);
  }
}

/** Opens a shell on the kernel of that name. */
async function startKernel(tandem: Tandem, displayName: string): Promise<void> {
  const { page } = tandem;
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "Command" }).fill("New shell");
  await page.getByRole("option").filter({ hasText: "New shell" }).first().click();
  const option = page.getByRole("listbox", { name: "Kernels" }).getByRole("option", { name: displayName });
  await option.first().click();
}

test("on a machine without kernels the window has JavaScript, and tells of a broken environment", async ({
  tandem,
}) => {
  for (const system of ["/usr/share/jupyter/kernels", "/usr/local/share/jupyter/kernels"]) {
    const installed = await readdir(system).catch(() => []);
    test.skip(installed.length > 0, `this machine has kernels for everybody in ${system}`);
  }
  await tandem.write(".venv/pyvenv.cfg", "home = /nowhere\nversion = 3.12.4\n");
  await mkdir(path.join(tandem.folder, ".venv/bin"));
  await symlink("/nowhere/python3.12", path.join(tandem.folder, ".venv/bin/python"));
  const page = await tandem.start({
    open: ["."],
    env: {
      PATH: tandem.home,
      JUPYTER_PATH: "",
      VIRTUAL_ENV: "",
      CONDA_PREFIX: "",
      CONDA_EXE: "",
      PYENV_ROOT: "",
    },
  });
  const kernels = page.getByRole("listbox", { name: "Kernels" }).getByRole("option");
  await expect(kernels).toHaveCount(1);
  await expect(kernels).toHaveText(/^JavaScript \(built in\)/);
  await expect(page.getByText(".venv/bin/python leads to a Python that is gone")).toBeVisible();
  await kernels.click();
  await expect(kernelStatus(tandem)).toHaveText("idle", { timeout: 60_000 });
});

test("a broken kernel.json among good ones is named, and the good ones start", async ({ tandem }) => {
  await kernelspecs(tandem, { broken: "{ not json", nothing: { argv: [] } });
  const page = await tandem.start();
  await startKernel(tandem, KERNEL);
  await expect(kernelStatus(tandem)).toHaveText("idle", { timeout: 60_000 });
  await page.getByRole("button", { name: "New shell", exact: true }).click();
  await expect(page.getByText(/broken\/kernel\.json/)).toBeVisible();
  await expect(page.getByText(/nothing\/kernel\.json/)).toBeVisible();
});

test("kernels that cannot start say why in their shell, and another one starts beside them", async ({
  tandem,
}) => {
  const script = path.join(tandem.home, "dies.sh");
  await tandem.write(
    "../home/dies.sh",
    "#!/bin/sh\necho 'Traceback: where' >&2\necho 'no licence for this machine' >&2\nexit 3\n",
  );
  await chmod(script, 0o755);
  const chatty = path.join(tandem.home, "chatty.sh");
  const python = process.env["TANDEM_TEST_PYTHON"] ?? "python3";
  await tandem.write(
    "../home/chatty.sh",
    `#!/bin/sh\nfor i in 1 2 3 4 5; do echo "warning $i" >&2; done\nexec "${python}" -m ipykernel_launcher -f "$1"\n`,
  );
  await chmod(chatty, 0o755);
  await kernelspecs(tandem, {
    missing: { argv: ["/no/such/kernel", "{connection_file}"], display_name: "Missing", language: "python" },
    dies: { argv: [script, "{connection_file}"], display_name: "Dies", language: "python" },
    chatty: { argv: [chatty, "{connection_file}"], display_name: "Chatty", language: "python" },
    silent: { argv: ["sleep", "600"], display_name: "Silent", language: "python" },
  });
  await tandem.start();

  await startKernel(tandem, "Missing");
  await expect(shell(tandem, "Missing")).toContainText("no program /no/such/kernel");
  await expect(kernelStatus(tandem)).toHaveText("dead");

  await startKernel(tandem, "Dies");
  const died = shell(tandem, "Dies").getByRole("alert");
  await expect(died).toContainText("no licence for this machine");
  // Of its last words the last line says what it was; all of them stand in the transcript.
  await expect(died).not.toContainText("Traceback: where");
  await expect(shell(tandem, "Dies").getByText("Traceback: where").first()).toBeVisible();
  await expect(shell(tandem, "Dies")).toContainText("exit code 3");

  await startKernel(tandem, "Silent");
  await expect(kernelStatus(tandem)).toHaveText("starting");
  await expect(shell(tandem, "Silent")).toContainText(/longer than usual/);

  // What a kernel says while it starts is one line once it has started.
  await startKernel(tandem, "Chatty");
  await expect(kernelStatus(tandem)).toHaveText("idle", { timeout: 60_000 });
  const fold = shell(tandem, "Chatty").getByRole("button", { name: "lines while it started" });
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await expect(shell(tandem, "Chatty")).not.toContainText("warning 3");
  await fold.click();
  await expect(shell(tandem, "Chatty")).toContainText("warning 3");
});
