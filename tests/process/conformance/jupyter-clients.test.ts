/**
 * The built-in kernels under Jupyter's own clients, started from the kernelspecs that `npm run kernelspecs` writes:
 * `jupyter run`, `jupyter console --existing`, and nbclient.
 */
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Kernel, kernels, python, startKernel } from "./kernels";
import { plain } from "./wire-client";

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, "../../..");

let prefix: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  prefix = await mkdtemp(path.join(tmpdir(), "tandem-kernelspecs-"));
  const script = path.join(repository, "build/kernelspecs.mjs");
  await run(process.execPath, [script, "--prefix", prefix, "--python", python]);
  env = {
    ...process.env,
    JUPYTER_PATH: path.join(prefix, "share/jupyter"),
    JUPYTER_RUNTIME_DIR: path.join(prefix, "runtime"),
    IPYTHONDIR: path.join(prefix, "ipython"),
    PYDEVD_DISABLE_FILE_VALIDATION: "1",
  };
});
afterAll(() => rm(prefix, { recursive: true, force: true }));

/** Runs a module of the tests' Python with this on its stdin. @returns its exit code and all that it wrote */
function client(args: readonly string[], input = ""): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, args, { env, cwd: prefix });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        output += String(data);
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: plain(output) }));
    child.stdin.end(input);
  });
}

const joins = `
import sys, time
from jupyter_client import BlockingKernelClient

client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels()
client.wait_for_ready(timeout=30)
shown = []
def show(message):
    if message["msg_type"] == "execute_result": shown.append(message["content"]["data"]["text/plain"])
client.execute_interactive(sys.argv[2], timeout=30, output_hook=show)
for _ in range(100):
    if client.is_alive(): break
    time.sleep(0.1)
print(shown[-1], "alive" if client.is_alive() else "dead")
`;

const notebook = `
import json, sys
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

name, *codes = json.loads(sys.argv[1])
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in codes])
try:
    NotebookClient(notebook, kernel_name=name, timeout=60).execute()
except CellExecutionError as error:
    print(json.dumps({"failed": error.ename}))
else:
    print(json.dumps([[cell.execution_count, cell.outputs] for cell in notebook.cells]))
`;

describe.each([kernels.javascript, kernels.python] satisfies Kernel[])("$name", (kernel) => {
  const { name, language } = kernel;

  test("jupyter run runs a file and prints its output", async () => {
    const file = path.join(prefix, `${name}-script`);
    await writeFile(file, `${language.print("from a file")}\n`);
    const { code, output } = await client(["-m", "jupyter_client.runapp", "--kernel", name, file]);
    expect(output).toContain("from a file\n");
    expect(code).toBe(0);
  });

  test("jupyter run says the error of a file that fails", async () => {
    const file = path.join(prefix, `${name}-failing`);
    await writeFile(file, language.fail);
    const { output } = await client(["-m", "jupyter_client.runapp", "--kernel", name, file]);
    expect(output).toContain(`${language.failure}: wrong`);
  });

  test("a client joins a kernel that encrypts, by the connection file alone", async () => {
    const running = await startKernel(kernel, "tcp");
    try {
      expect(running.connection).toHaveProperty("curve_secretkey");
      await running.client.execute(language.set(99));
      const { output } = await client(["-c", joins, running.connectionFile, language.kept]);
      expect(output).toMatch(/^99 alive$/m);
    } finally {
      await running.dispose();
    }
  });

  // jupyter_client 8.10's own console takes no keys from the file.
  test("jupyter console joins a running kernel that does not encrypt, and leaves it running", async () => {
    const { encrypts: _, ...open } = kernel;
    const running = await startKernel(open, "tcp");
    try {
      await running.client.execute(language.set(99));
      const { output } = await client(
        [
          ...["-m", "jupyter_console", "--existing", running.connectionFile, "--simple-prompt"],
          "--ZMQTerminalInteractiveShell.confirm_exit=False",
        ],
        `${language.kept}\n${language.fail}\n`,
      );
      expect(output).toMatch(/Out\[\d+\]: 99/);
      expect(output).toContain(`${language.failure}: wrong`);
      expect((await running.client.execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
    } finally {
      await running.dispose();
    }
  });

  test("nbclient executes a notebook", async () => {
    const cells = [language.print("out"), language.fortyTwo];
    const { output } = await client(["-c", notebook, JSON.stringify([name, ...cells])]);
    const executed = JSON.parse(output.trim().split("\n").at(-1) ?? "") as [
      number,
      Record<string, unknown>[],
    ][];
    expect(executed[0]).toEqual([1, [{ output_type: "stream", name: "stdout", text: "out\n" }]]);
    expect(executed[1]?.[0]).toBe(2);
    expect(executed[1]?.[1][0]).toMatchObject({ output_type: "execute_result", execution_count: 2 });
  });

  test("nbclient stops at an error", async () => {
    const { output } = await client([
      "-c",
      notebook,
      JSON.stringify([name, language.fail, language.fortyTwo]),
    ]);
    expect(JSON.parse(output.trim().split("\n").at(-1) ?? "")).toEqual({ failed: language.failure });
  });

  test("the kernelspec starts it without a window: Electron as Node", async () => {
    const file = path.join(prefix, "share/jupyter/kernels", name, "kernel.json");
    const spec = JSON.parse(await readFile(file, "utf8"));
    expect(spec).toMatchObject({ language: language.name, env: { ELECTRON_RUN_AS_NODE: "1" } });
    expect(spec.argv).toContain("{connection_file}");
  });
});
