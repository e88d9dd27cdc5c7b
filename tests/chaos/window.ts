/** What befalls the window and main, in the real app, while a kernel prints. */
import { mkdir, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { Tandem } from "../e2e/app";
import { enter, idle, STARTS } from "../e2e/shells";
import { until } from "../process/until";
import type { Fault } from "./fault";
import type { Expected } from "./producer";
import { SessionAt } from "./session-at";
import { check, type Stage } from "./stage";

const STEADY = { rest: 0.005, every: 10 } as const;
/** What a window may take to show the end of a long output, in ms. */
const SHOWN_MS = 40_000;

interface Played {
  readonly tandem: Tandem;
  readonly session: SessionAt;
  readonly production: Expected;
}

/** Starts the app; what Chromium leaves behind when it is killed lies in the fault's own folder. */
async function start(tandem: Tandem): Promise<void> {
  const tmp = path.join(path.dirname(tandem.profile), "tmp");
  await mkdir(tmp, { recursive: true });
  await tandem.start({ settings: { ...STARTS, onQuit: "shutDown" }, env: { TMPDIR: tmp } });
}

/** The app in a profile of its own, with a kernel that prints what the window was told to run. */
async function printing(stage: Stage, lines: number): Promise<Played> {
  const root = path.join(await realpath(stage.folder), "app");
  const [work, profile, home] = ["work", "profile", "home"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [work, home]) await mkdir(folder, { recursive: true });
  stage.defer(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const tandem = new Tandem(work, profile, home);
  stage.defer(() => tandem.end());
  await start(tandem);
  await idle(tandem);
  const session = await SessionAt.only(stage, path.join(profile, "sessions"));
  const production = stage.production(lines, STEADY);
  const { code, counter } = await stage.code(production);
  await enter(tandem, code);
  const watcher = await session.attach("finder");
  watcher.followLog();
  const request = await until("the request", () =>
    watcher.of("request").find((one) => one.code.includes(production.tag)),
  );
  const expected = { production, counter, parent: request.msgId };
  await stage.seen(watcher, expected, 50);
  watcher.dispose();
  return { tandem, session, production: expected };
}

/** Runs code in the window; through main, because Playwright loses a page whose renderer died. */
function inWindow(tandem: Tandem, code: string): Promise<unknown> {
  return tandem.electron.evaluate(
    ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
    code,
  );
}

/** The process of the window. */
function rendererPid(tandem: Tandem): Promise<number> {
  return tandem.electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );
}

/** The log has every line, and so has the window. */
async function settled(
  stage: Stage,
  { tandem, session, production }: Played,
  gaps: Expected["gaps"] = [],
): Promise<void> {
  const client = (await session.attach("counter")).follow();
  await client.end(production.parent);
  const records = await stage.replay(session, client);
  stage.count(records, { ...production, gaps });
  const { tag } = production.production;
  const wanted = client
    .text(production.parent)
    .split("\n")
    .filter((line) => line.startsWith(`${tag} `));
  const last = (wanted.at(-1) ?? "").slice(0, tag.length + 9);
  const shown = `document.querySelector('[role="log"]')?.textContent ?? ""`;
  const tail = async () => String(await inWindow(tandem, shown).catch(() => "")).includes(last);
  await until("the last line in the window", tail, SHOWN_MS);
  const copied = await until("the window's whole text", async () => {
    await inWindow(tandem, `document.querySelector('button[aria-label="More"]').click()`);
    await inWindow(
      tandem,
      `document.querySelector('[role="menuitem"][data-command="shell.copyAll"]').click()`,
    );
    const text = await tandem.electron.evaluate(({ clipboard }) => clipboard.readText());
    return text.includes(last) && text;
  });
  const lines = copied.split("\n").filter((line) => line.startsWith(`${tag} `));
  const different = wanted.findIndex((line, i) => line !== lines[i]);
  check(
    different < 0 && lines.length === wanted.length,
    `the window shows ${lines.length} lines of ${wanted.length}; line ${different} is ${lines[different]}`,
  );
}

export const windowFaults: readonly Fault[] = [
  {
    kind: "renderer-crashes",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 4000);
      await played.tandem.electron.evaluate(
        ({ BrowserWindow }) =>
          new Promise<void>((resolve) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents;
            contents?.once("render-process-gone", () => resolve());
            contents?.forcefullyCrashRenderer();
          }),
      );
      await settled(stage, played);
      // Nobody is left to answer for the crashed page.
      await played.tandem.kill("SIGTERM");
    },
  },
  {
    kind: "renderer-killed",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 4000);
      process.kill(await rendererPid(played.tandem), "SIGKILL");
      await settled(stage, played);
      await played.tandem.kill("SIGTERM");
    },
  },
  {
    kind: "window-reloaded-in-mid-output",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 6000);
      for (let i = 0; i < 3; i++) {
        await stage.moment(0, 400);
        await played.tandem.page.reload();
      }
      await settled(stage, played);
    },
  },
  {
    kind: "window-frozen",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 8000);
      const pid = await rendererPid(played.tandem);
      process.kill(pid, "SIGSTOP");
      const beside = (await played.session.attach("beside")).follow();
      await beside.end(played.production.parent);
      process.kill(pid, "SIGCONT");
      await settled(stage, played);
    },
  },
  {
    kind: "main-stopped-and-continued",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 6000);
      const pid = played.tandem.electron.process().pid as number;
      process.kill(pid, "SIGSTOP");
      await stage.moment(500, 3000);
      process.kill(pid, "SIGCONT");
      await settled(stage, played);
    },
  },
  {
    kind: "main-killed-in-mid-output",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 8000);
      await played.tandem.kill();
      await stage.moment(0, 1500);
      await start(played.tandem);
      await settled(stage, played);
    },
  },
  {
    kind: "host-killed-under-the-window",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 8000);
      process.kill(await played.session.hostPid(), "SIGKILL");
      await settled(stage, played, ["host replaced"]);
    },
  },
  {
    kind: "main-and-host-killed",
    needs: "display",
    run: async (stage) => {
      const played = await printing(stage, 12_000);
      const host = await played.session.hostPid();
      await played.tandem.kill();
      process.kill(host, "SIGKILL");
      await stage.moment(0, 500);
      await start(played.tandem);
      await settled(stage, played, ["host replaced"]);
    },
  },
];
