/** What makes a running app ready for another test: no session is left, settings are as asked for, the window is new. */
import { statSync } from "node:fs";
import path from "node:path";
import type { ElectronApplication, Page } from "playwright/test";
import type { TandemBridge } from "../../preload/contract/requests";
import { DEFAULT_SETTINGS } from "../../preload/contract/settings";

declare const window: { readonly tandem: Pick<TandemBridge, "request"> };

/** Ends all sessions and deletes their logs, and the configurations that were made. */
export function endSessions(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { tandem } = window;
    for (const { id } of await tandem.request("sessions.list")) await tandem.request("sessions.end", { id });
    for (const { id } of await tandem.request("sessions.all"))
      await tandem.request("sessions.delete", { id });
    for (const { id } of (await tandem.request("configurations.list")).configurations)
      await tandem.request("configurations.delete", { id });
  });
}

/**
 * Opens a new window as a second start of the app with these files and that folder would, in place of all that are open.
 * @param old a window that can still be asked
 * @param open relative to `folder`; a folder is opened as one
 */
export async function newWindow(
  electron: ElectronApplication,
  old: Page,
  folder: string,
  open: readonly string[],
  settings: Readonly<Record<string, unknown>>,
): Promise<Page> {
  await old.evaluate((wanted) => window.tandem.request("app.setSettings", wanted), {
    ...DEFAULT_SETTINGS,
    ...settings,
  });
  const paths = open.map((name) => path.join(folder, name));
  const isFolder = (file: string) => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const given = {
    files: paths.filter((file) => !isFolder(file)),
    folder: paths.find(isFolder) ?? null,
    newWindow: true,
  };
  const [page] = await Promise.all([
    electron.waitForEvent("window"),
    electron.evaluate(({ app, BrowserWindow }, data) => {
      const before = BrowserWindow.getAllWindows();
      const place = before[0]?.getNormalBounds();
      app.emit("second-instance", {}, [], "", data);
      for (const each of BrowserWindow.getAllWindows())
        if (!before.includes(each) && place) each.setBounds(place);
      for (const each of before) each.destroy();
    }, given),
  ]);
  return page;
}
