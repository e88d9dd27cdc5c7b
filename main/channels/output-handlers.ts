/** Requests about outputs: saved, opened in the system's programs, let onto the network. */

import { copyFile, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { app, dialog, shell } from "electron";
import { temporaryBeside } from "../../kernel-host/door/atomic-write";
import { OPENED_OUTSIDE, type OutputContent } from "../../preload/contract/outputs";
import type { RequestName } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import type { SafetyCopies } from "../files/safety-copies";
import { saveOver } from "../files/save-file";
import { unawaited } from "../floor/failures";
import { fileProblem, UserError } from "../floor/user-error";
import { networkGrants } from "../output-frames/output-frames";
import type { FrameInput } from "../windows/frame-input";
import type { AppWindow } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type OutputRequests = Extract<RequestName, `outputs.${string}`>;

/**
 * @param keptFolder where a session keeps what was too large for its log
 * @param input hears the keys that are pressed in frames
 */
export function outputHandlers(
  keptFolder: (session: string) => string,
  copies: SafetyCopies,
  input: FrameInput,
): SomeHandlers<AppWindow, OutputRequests> {
  /** Folders of outputs that other programs were given; they go with the app. */
  const opened = new Set<string>();
  app.once("will-quit", () => {
    for (const folder of opened)
      unawaited("removing an opened output", rm(folder, { recursive: true, force: true }));
  });
  return {
    "outputs.save": async ({ folder, name, content }, { browserWindow }) => {
      const { filePath, canceled } = await dialog.showSaveDialog(browserWindow, {
        title: t("Save output"),
        defaultPath: folder === null ? name : join(folder, name),
      });
      if (canceled || !filePath) return null;
      try {
        await saveOver(filePath, bytesOf(content), copies);
      } catch (error) {
        throw new UserError(
          t("The output could not be saved to {filePath}: {reason}.", {
            filePath,
            reason: fileProblem(error),
          }),
        );
      }
      return filePath;
    },
    "outputs.saveKept": async ({ session, file, folder }, { browserWindow }) => {
      const source = join(keptFolder(session), file);
      if (!(await stat(source).catch(() => undefined))?.isFile())
        throw new UserError(
          t("This output is not kept any more: it was removed, or left the log with the oldest of it."),
        );
      const name = `output${extname(file)}`;
      const { filePath, canceled } = await dialog.showSaveDialog(browserWindow, {
        title: t("Save output"),
        defaultPath: folder === null ? name : join(folder, name),
      });
      if (canceled || !filePath) return null;
      // Beside its place first: what is there already goes only for a whole one.
      const fresh = temporaryBeside(filePath);
      try {
        await copyFile(source, fresh);
        await rename(fresh, filePath);
      } catch (error) {
        await rm(fresh, { force: true });
        throw new UserError(
          t("The output could not be saved to {filePath}: {reason}.", {
            filePath,
            reason: fileProblem(error),
          }),
        );
      }
      return filePath;
    },
    "outputs.openOutside": async ({ type, content }) => {
      // Made for this user only; by the app's end the other program has read it.
      const folder = await mkdtemp(join(tmpdir(), "tandem-output-"));
      opened.add(folder);
      const file = join(folder, `output.${OPENED_OUTSIDE[type]}`);
      await writeFile(file, bytesOf(content), { mode: 0o600, flag: "wx" });
      const problem = await shell.openPath(file);
      if (problem !== "") {
        throw new UserError(
          t("No program of the system opened the output ({reason}). Save it, and open the file yourself.", {
            reason: problem,
          }),
        );
      }
    },
    "outputs.placeOf": ({ origin }) => networkGrants.placeOf(origin),
    "outputs.allowNetwork": async ({ frame, origin, place }, window) => {
      if (await networkGrants.allow(frame, origin, place, window.id)) return;
      throw new UserError(
        t(
          "{host} leads to this computer or into its own network by now. Nothing was allowed; run the cell again.",
          {
            host: new URL(origin).host,
          },
        ),
      );
    },
    "outputs.wantKeys": ({ keys }, window) => input.want(window, keys),
  };
}

function bytesOf(content: OutputContent): Buffer {
  return content.kind === "text" ? Buffer.from(content.text) : Buffer.from(content.base64, "base64");
}
