/** What an app holds, counted: for tests that open and close things. */
import { readdir, readlink } from "node:fs/promises";
import type { CDPSession, Page } from "playwright/test";
import type { Tandem } from "./app";

/** By name, how many there are. */
export type Counts = Readonly<Record<string, number>>;

const LENGTH = "function () { return this.length; }";

/** The window's engine, which collects its garbage before it counts. */
async function ofWindow(client: CDPSession): Promise<Counts> {
  const counts: Record<string, number> = {};
  // Whatever is held (a listener, a timer, an observer, a component, a text of the editor) holds a function.
  const { result } = await client.send("Runtime.evaluate", { expression: "Function.prototype" });
  const { objects } = await client.send("Runtime.queryObjects", {
    prototypeObjectId: result.objectId ?? "",
    objectGroup: "counted",
  });
  const functions = await client.send("Runtime.callFunctionOn", {
    objectId: objects.objectId ?? "",
    functionDeclaration: LENGTH,
    returnByValue: true,
  });
  counts.functions = Number(functions.result.value);
  await client.send("Runtime.releaseObjectGroup", { objectGroup: "counted" });
  await client.send("HeapProfiler.collectGarbage");
  const { metrics } = await client.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
  counts.listeners = metric("JSEventListeners");
  counts.nodes = metric("Nodes");
  counts.frames = metric("Frames");
  counts["heap, MB"] = metric("JSHeapUsedSize") / 2 ** 20;
  return counts;
}

/** Main: the listeners of Electron's objects, what its loop watches or waits for, and its functions. */
function ofMain({ electron }: Tandem): Promise<Counts> {
  return electron.evaluate(
    async ({ app, BrowserWindow, ipcMain, nativeTheme, session, webContents }, length) => {
      const counts: Record<string, number> = {};
      const emitters = {
        app,
        ipcMain,
        nativeTheme,
        session: session.defaultSession,
        process,
        "a page": webContents.getAllWebContents()[0],
        "a window": BrowserWindow.getAllWindows()[0],
      };
      for (const [name, emitter] of Object.entries(emitters))
        for (const event of emitter?.eventNames() ?? [])
          counts[`listeners of ${name}, ${String(event)}`] = emitter?.listenerCount(event as never) ?? 0;
      counts.windows = BrowserWindow.getAllWindows().length;
      counts.pages = webContents.getAllWebContents().length;
      for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;

      const { Session } = process.getBuiltinModule("node:inspector");
      const inspector = new Session();
      inspector.connect();
      const ask = <Answer>(method: string, params: object) =>
        new Promise<Answer>((resolve, reject) => {
          inspector.post(method, params, (error, answer) =>
            error ? reject(error) : resolve(answer as Answer),
          );
        });
      type Result = { result: { objectId: string; value?: number } };
      const { result } = await ask<Result>("Runtime.evaluate", { expression: "Function.prototype" });
      const { objects } = await ask<{ objects: { objectId: string } }>("Runtime.queryObjects", {
        prototypeObjectId: result.objectId,
      });
      const functions = await ask<Result>("Runtime.callFunctionOn", {
        objectId: objects.objectId,
        functionDeclaration: length,
        returnByValue: true,
      });
      counts.functions = functions.result.value ?? 0;
      inspector.disconnect();
      return counts;
    },
    LENGTH,
  );
}

/** What a process of the app is, by its command line. */
function kindOf(line: string): string {
  const type = /--type=(\S+)/.exec(line)?.[1];
  if (type) return type;
  if (line.includes("kernel-host")) return "host";
  return line.includes("--user-data-dir") ? "main" : "other";
}

/** The system: processes by their kind, and what main and the hosts have open. */
async function ofSystem(tandem: Tandem): Promise<Counts> {
  const counts: Record<string, number> = {};
  const add = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const line of await tandem.processes()) {
    const kind = kindOf(line);
    // Chromium has others at will, and keeps some of them for the next page.
    if (kind === "main" || kind === "host" || kind === "other") add(`processes: ${kind}`);
    if (kind !== "main" && kind !== "host") continue;
    const folder = `/proc/${Number.parseInt(line, 10)}/fd`;
    for (const descriptor of await readdir(folder).catch(() => [])) {
      const to = await readlink(`${folder}/${descriptor}`).catch(() => "nothing");
      add(`descriptors of ${kind}: ${to.startsWith("/") ? "files" : to.replace(/:\[\d+\]$/, "")}`);
    }
  }
  return counts;
}

/** Answers what counts all that an app and this window of it hold. */
export async function watchHeld(tandem: Tandem, page: Page): Promise<() => Promise<Counts>> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  return async () => {
    const counts: Record<string, number> = {};
    const parts = { window: ofWindow(client), main: ofMain(tandem), system: ofSystem(tandem) };
    for (const [part, of] of Object.entries(parts))
      for (const [name, count] of Object.entries(await of)) counts[`${part}, ${name}`] = count;
    return counts;
  };
}
