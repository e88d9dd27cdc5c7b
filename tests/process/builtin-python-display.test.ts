/** Rich output of the plain Python kernel: representations, display(), matplotlib's figures, event loops of windows. */
import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, onTestFinished, test } from "vitest";
import { startVirtualDisplay } from "../../build/setup/display.mjs";
import { python, startPython, story } from "./builtin-python-fixture";

const has = (module: string) => {
  try {
    execFileSync(python, ["-c", `import ${module}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

test("clear_output stands beside display", async () => {
  const shell = await startPython();
  const { published } = await shell.run("print('old')\nclear_output(wait=True)\nprint('new')");
  expect(story(published)).toEqual(["stdout: old\n", "clear_output", "stdout: new\n"]);
});

test("_repr_*_ methods and _repr_mimebundle_", async () => {
  const shell = await startPython();
  const { published } = await shell.run(`class Rich:
    def __repr__(self): return "plain"
    def _repr_html_(self): return "<b>html</b>"
    def _repr_markdown_(self): return "**md**"
    def _repr_svg_(self): return "<svg/>"
    def _repr_png_(self): return b"png", {"width": 5}
    def _repr_jpeg_(self): return b"jpeg"
    def _repr_latex_(self): return "$x$"
    def _repr_json_(self): return {"a": [1]}
    def _repr_mimebundle_(self, include=None, exclude=None): return {"application/x-own": "own", "text/latex": None}, {"m": 1}
Rich()`);
  const result = published.find(({ header }) => header.msg_type === "execute_result");
  expect(result?.content).toMatchObject({
    data: {
      "text/plain": "plain",
      "text/html": "<b>html</b>",
      "text/markdown": "**md**",
      "image/svg+xml": "<svg/>",
      "image/png": Buffer.from("png").toString("base64"),
      "image/jpeg": Buffer.from("jpeg").toString("base64"),
      "application/json": { a: [1] },
      "application/x-own": "own",
    },
    metadata: { "image/png": { width: 5 }, m: 1 },
  });
  expect(result?.content["data"]).not.toHaveProperty("text/latex");
});

test("a class with such methods, and an object that answers to every name, are shown as text", async () => {
  const shell = await startPython();
  await shell.run(
    "class H:\n    def _repr_html_(self): return 'html'\nclass Any:\n    def __getattr__(self, name): return lambda *a, **k: 'any'",
  );
  for (const code of ["H", "Any()"]) {
    const { published, status } = await shell.run(code);
    const result = published.find(({ header }) => header.msg_type === "execute_result");
    expect(status).toBe("ok");
    expect(Object.keys(result?.content["data"] as object)).toEqual(["text/plain"]);
  }
});

test("display() with an id, its update from a later cell, and what is cleared", async () => {
  const shell = await startPython();
  const first = await shell.run("handle = display('one', display_id=True)\nprint('between')\ndisplay(2, 3)");
  expect(story(first.published)).toEqual([
    "display_data",
    "stdout: between\n",
    "display_data",
    "display_data",
  ]);
  const shown = first.published.find(({ header }) => header.msg_type === "display_data");
  const { display_id } = shown?.content["transient"] as { display_id: string };
  const second = await shell.run("handle.update('two')");
  const update = second.published.find(({ header }) => header.msg_type === "update_display_data");
  expect(update?.content).toMatchObject({ data: { "text/plain": "'two'" }, transient: { display_id } });
  expect(await shell.run("display(1, update=True)")).toMatchObject({ ename: "TypeError" });
});

describe.runIf(has("matplotlib"))("matplotlib", () => {
  const png = (data: unknown) => Buffer.from(String((data as Record<string, string>)["image/png"]), "base64");

  test("figures stand in the shell, by show() and at the end of a cell", { timeout: 120_000 }, async () => {
    const shell = await startPython();
    // To look for it is not to import it.
    await shell.run("import importlib.util; importlib.util.find_spec('matplotlib')");
    const code =
      "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('then')\nplt.figure(); plt.plot([2, 1]);";
    const { published, status } = await shell.run(code, { patience: 60_000 });
    expect(status).toBe("ok");
    expect(story(published)).toEqual(["display_data", "stdout: then\n", "display_data"]);
    for (const { content } of published.filter(({ header }) => header.msg_type === "display_data")) {
      expect(png(content["data"]).subarray(1, 4).toString()).toBe("PNG");
      expect(png(content["data"]).length).toBeGreaterThan(2_000);
    }
    const object = await shell.run(
      "from matplotlib.figure import Figure\nf = Figure(); f.subplots().plot([1]); f",
    );
    const result = object.published.find(({ header }) => header.msg_type === "execute_result");
    expect(png(result?.content["data"]).subarray(1, 4).toString()).toBe("PNG");
    const failed = await shell.run("plt.plot([1])\n1 / 0");
    expect(failed).toMatchObject({ ename: "ZeroDivisionError" });
    expect(story(failed.published)).toEqual(["display_data", "error"]);
    expect(await shell.run("plt.get_fignums()")).toMatchObject({ result: "[]" });
  });

  test("a backend of the user's choice is kept, and subprocesses hear nothing of the shell's", async () => {
    const shell = await startPython(python, { MPLBACKEND: "agg" });
    const code = "import matplotlib.pyplot as plt\nplt.get_backend().lower()";
    expect(await shell.run(code, { patience: 60_000 })).toMatchObject({ result: "'agg'" });
    const other = await startPython();
    expect(
      await other.run("import os; import matplotlib; 'MPLBACKEND' in os.environ", { patience: 60_000 }),
    ).toMatchObject({
      result: "False",
    });
  });
});

describe("event loops", () => {
  test("are chosen by name", async () => {
    const shell = await startPython(python, { TANDEM_GUI: "asyncio" });
    expect(await shell.run("%gui")).toMatchObject({ stdout: "Event loop: asyncio\n" });
    expect(await shell.run("%gui qt")).toMatchObject({ stdout: "Event loop: qt6\n" });
    expect(await shell.run("%gui motif")).toMatchObject({
      status: "error",
      evalue: expect.stringContaining("'motif' is not an event loop"),
    });
  });

  const canOpenWindows = has("tkinter") && spawnSync("Xvfb", ["-help"]).error === undefined;
  test.runIf(canOpenWindows)("a tk window lives between statements", async () => {
    const display = await startVirtualDisplay();
    onTestFinished(display.stop);
    const shell = await startPython(python, { DISPLAY: display.env["DISPLAY"] ?? "" });
    const code = `
import tkinter
root = tkinter.Tk()
def tick():
    print("tick")
root.after(50, tick)
root.after(80, lambda: 1 / 0)
None`;
    const { reply } = await shell.run(code);
    const heard = (text: string) => () =>
      shell.client.heard.iopub.find(
        ({ parent, content }) =>
          parent?.msg_id === reply.parent?.msg_id && String(content["text"]).includes(text),
      );
    await shell.client.until("the timer's line", heard("tick"));
    await shell.client.until("the callback's error", heard("ZeroDivisionError"));
    expect(await shell.run("root.winfo_exists()")).toMatchObject({
      result: expect.stringMatching(/1|True/),
    });
    // A script that ends by waiting for its windows leaves the shell free.
    const waiting = await shell.run("root.mainloop(); tkinter.mainloop(); print('after')");
    expect(waiting).toMatchObject({ status: "ok", stdout: "after\n" });
    expect(waiting.stderr).toMatch(
      /^The shell keeps the windows alive, so mainloop\(\) does not wait[^\n]*\n$/,
    );
    await shell.run("%gui none");
    const closing = "root.after(50, root.destroy); root.mainloop(); print('closed')";
    expect(await shell.run(closing)).toMatchObject({ stdout: "closed\n", stderr: "" });
  });

  test.runIf(canOpenWindows && has("matplotlib"))(
    "matplotlib's figures as windows, when asked for",
    {
      timeout: 120_000,
    },
    async () => {
      const display = await startVirtualDisplay();
      onTestFinished(display.stop);
      const shell = await startPython(python, { DISPLAY: display.env["DISPLAY"] ?? "" });
      const code =
        "%matplotlib tk\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show(); plt.get_backend()";
      const shown = await shell.run(code, { patience: 90_000 });
      expect(shown).toMatchObject({ status: "ok", result: expect.stringMatching(/tkagg/i) });
      expect(story(shown.published)).not.toContain("display_data");
      const isMapped = "plt.gcf().canvas.manager.window.winfo_ismapped()";
      await expect.poll(async () => (await shell.run(isMapped)).result, { timeout: 20_000 }).toBe("1");
      const back = await shell.run("%matplotlib inline\nplt.plot([1, 2]);", { patience: 60_000 });
      expect(story(back.published)).toContain("display_data");
    },
  );
});
