/** What of a configuration will not work, as files are now. Nothing is started for it. */

import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type {
  ConfigurationDoubt,
  ConfigurationField,
  ShellConfiguration,
} from "../../../preload/contract/configurations";
import { t } from "../../../preload/texts/texts";
import { fileProblem } from "../../floor/user-error";
import { isProgram } from "../discovery/kernelspecs";
import { pythonFolderAt } from "../discovery/python-folders";
import { configuredPath } from "./configured-path";

/** Languages whose kernels are handed arguments, and those that have event loops to choose. */
const TAKE_ARGUMENTS = ["python", "javascript"];
const HAVE_EVENT_LOOPS = ["python"];

/**
 * @param language of the configuration's kernel; undefined where that is not there
 * @param base the folder that relative paths belong to
 */
export async function checkConfiguration(
  configuration: ShellConfiguration,
  language: string | undefined,
  base: string,
  home: string,
): Promise<ConfigurationDoubt[]> {
  const full = (path: string) => configuredPath(path, base, home);
  const doubt = (field: ConfigurationField, sentence: string | undefined): ConfigurationDoubt[] =>
    sentence === undefined ? [] : [{ field, sentence }];
  const { folder, environmentFile, pythonPath, startup, script, arguments: args } = configuration;
  const { eventLoop, figureFormats } = configuration;
  const kind = language?.toLowerCase();
  return (
    await Promise.all([
      folderProblem(full(folder)).then((why) =>
        doubt(
          "folder",
          why &&
            t("{folder}: {reason}. The kernel would work in your home folder.", {
              folder: full(folder),
              reason: why,
            }),
        ),
      ),
      textProblem(environmentFile, full).then((why) => doubt("environmentFile", why)),
      ...pythonPath.map(async (entry) => {
        if (entry === "") return [];
        const there = await stat(full(entry)).catch(() => undefined);
        return doubt("pythonPath", there ? undefined : t("{path} is not there.", { path: full(entry) }));
      }),
      startup.kind === "file" && startup.file === ""
        ? doubt("startup", t("Name the file, or choose “None”."))
        : textProblem(startup.kind === "file" ? startup.file : "", full).then((why) => doubt("startup", why)),
      textProblem(script, full).then((why) => doubt("script", why)),
      doubt(
        "arguments",
        args.length > 0 && kind !== undefined && !TAKE_ARGUMENTS.includes(kind)
          ? t("They are not used: Tandem cannot hand arguments to {language}.", { language: language ?? "" })
          : undefined,
      ),
      doubt(
        "eventLoop",
        eventLoop !== "auto" && kind !== undefined && !HAVE_EVENT_LOOPS.includes(kind)
          ? t("It is not used: {language} has no event loop to choose.", { language: language ?? "" })
          : undefined,
      ),
      doubt(
        "figureFormats",
        figureFormats !== "auto" && kind !== undefined && kind !== "python"
          ? t("They are not used: Tandem chooses them for Python’s matplotlib only.")
          : undefined,
      ),
    ])
  ).flat();
}

/**
 * Why no kernel can be at a path, as far as files tell; undefined where one can be.
 * @param typed as the user wrote it; path: in full
 */
export async function kernelPathProblem(typed: string, path: string): Promise<string | undefined> {
  if (typed === "") return t("Name the interpreter or the kernelspec.");
  const entry = await stat(path).catch((error: unknown) => fileProblem(error));
  if (typeof entry === "string") return `${path}: ${entry}.`;
  if (!entry.isDirectory())
    return basename(path) === "kernel.json" || (await isProgram(path))
      ? undefined
      : t("{path} is no program, nor a kernelspec's kernel.json.", { path });
  const spec = await stat(join(path, "kernel.json")).catch(() => undefined);
  if (spec || (await pythonFolderAt(path))?.python) return undefined;
  return t("There is neither a kernelspec nor a Python in {path}.", { path });
}

async function folderProblem(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).isDirectory() ? undefined : t("it is not a folder");
  } catch (error) {
    return fileProblem(error);
  }
}

async function textProblem(text: string, full: (path: string) => string): Promise<string | undefined> {
  if (text === "") return undefined;
  const path = full(text);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    return undefined;
  } catch (error) {
    return `${path}: ${error instanceof TypeError ? t("it is not UTF-8 text") : fileProblem(error)}.`;
  }
}
