/**
 * Shell configurations: what a shell is started with, and started again with. The user edits them on a page; main keeps
 * them in the profile's configurations.json, and resolves one for the host that is to run it (launch.json).
 */
import * as v from "valibot";
import { t } from "../texts/texts";

/** Text that the system can take: it ends strings with a NUL. */
const plain = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most, () => t("This is longer than {count} characters.", { count: most })),
    v.check(
      (text) => !text.includes("\0"),
      () => t("This holds a NUL character, which no system takes."),
    ),
  );
const path = plain(4096);
const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{1,100}$/));

export const MOST_CONFIGURATIONS = 200;

/** A change of the kernel's environment: `value` null takes the variable away. `${NAME}` in it stands for what NAME is. */
export const environmentChange = v.object({
  name: v.pipe(
    plain(1000),
    v.minLength(1, () => t("A variable needs a name.")),
    v.check(
      (name) => !name.includes("="),
      () => t("A variable's name has no “=”."),
    ),
    v.check(
      (name) => !/^TANDEM_/.test(name),
      () => t("Names that begin with TANDEM_ are Tandem's own."),
    ),
  ),
  value: v.nullable(plain(100_000)),
});
export type EnvironmentChange = v.InferOutput<typeof environmentChange>;

/** GUI event loops that can be kept alive between statements; "auto" leaves it to the kernel. */
export const eventLoop = v.picklist(["auto", "tk", "qt6", "qt5", "gtk4", "gtk3", "wx", "asyncio", "none"]);
export type EventLoop = v.InferOutput<typeof eventLoop>;

/** What matplotlib's figures are given as; "retina" is PNG of twice the resolution, "auto" leaves it to the kernel. */
export const figureFormats = v.picklist(["auto", "png", "retina", "svg", "both"]);
export type FigureFormats = v.InferOutput<typeof figureFormats>;

/** Which sockets the kernel gets. */
export const transport = v.picklist(["auto", "ipc", "tcp", "open tcp"]);

/** What is run in the kernel before anything else. */
export const startupScript = v.object({
  kind: v.optional(v.picklist(["none", "file", "lines"]), "none"),
  file: v.optional(path, ""),
  lines: v.optional(plain(100_000), ""),
  /** Before or after the GUI event loop is chosen. */
  when: v.optional(v.picklist(["before", "after"]), "after"),
});

export const configurationKernel = v.variant("kind", [
  /** One of "kernels.list"; `label` is its name when it was chosen, for when it is not there any more. */
  v.object({ kind: v.literal("listed"), kernelId: plain(5000), label: plain(1000) }),
  /** A Python interpreter, a kernelspec's folder, or its kernel.json. */
  v.object({ kind: v.literal("path"), path }),
]);

/** Paths may begin with "~", or be relative to the open folder. */
export const shellConfiguration = v.object({
  id,
  name: v.pipe(
    plain(100),
    v.trim(),
    v.minLength(1, () => t("A configuration needs a name.")),
  ),
  kernel: configurationKernel,
  /** Working folder; "" is the open folder. */
  folder: v.optional(path, ""),
  environment: v.optional(v.pipe(v.array(environmentChange), v.maxLength(1000)), []),
  /** A file of lines NAME=value; "" is none. It is read anew at each start. */
  environmentFile: v.optional(path, ""),
  /** Put before the PYTHONPATH that there is. */
  pythonPath: v.optional(v.pipe(v.array(path), v.maxLength(1000)), []),
  /** sys.argv behind its first entry. */
  arguments: v.optional(v.pipe(v.array(plain(100_000)), v.maxLength(1000)), []),
  startup: v.optional(startupScript, {}),
  eventLoop: v.optional(eventLoop, "auto"),
  figureFormats: v.optional(figureFormats, "auto"),
  /** A file to run, as if by hand, once the shell is there; "" is none. */
  script: v.optional(path, ""),
  /** A kernel that dies is started again so many times in a row, at most. */
  restarts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 0),
  transport: v.optional(transport, "auto"),
  /** What becomes of modules that the kernel has imported, when their files are saved in the editor. */
  savedModules: v.optional(v.picklist(["offer", "reload"]), "offer"),
});
export type ShellConfiguration = v.InferOutput<typeof shellConfiguration>;

/** A configuration as a host has it: everything resolved, but the files that are read at each start. */
export const launchConfiguration = v.object({
  id: v.string(),
  name: v.string(),
  /** Names this state of it: another one means that something was changed. */
  revision: v.string(),
  /** The open folder when the shell was started, which its relative paths belong to. */
  base: v.string(),
  environment: v.array(environmentChange),
  environmentFile: v.nullable(v.string()),
  pythonPath: v.array(v.string()),
  arguments: v.array(v.string()),
  startup: v.nullable(
    v.object({
      /** Null: `lines` are run. */
      file: v.nullable(v.string()),
      lines: v.string(),
      when: v.picklist(["before", "after"]),
    }),
  ),
  eventLoop,
  /** A host of before was given none. */
  figureFormats: v.exactOptional(figureFormats),
  script: v.nullable(v.string()),
});
export type LaunchConfiguration = v.InferOutput<typeof launchConfiguration>;

/** All configurations in the user's order, and which one is the default of which folder. */
export const configurationSet = v.object({
  configurations: v.array(shellConfiguration),
  defaults: v.record(v.string(), id),
});
export type Configurations = v.InferOutput<typeof configurationSet>;

/** Parts of a configuration that something can be wrong with. */
export const configurationField = v.picklist([
  "name",
  "kernel",
  "folder",
  "environment",
  "environmentFile",
  "pythonPath",
  "arguments",
  "startup",
  "eventLoop",
  "figureFormats",
  "script",
]);
export type ConfigurationField = v.InferOutput<typeof configurationField>;

/** Something that will not work as it stands: a sentence for beside the field. */
export const configurationDoubt = v.object({ field: configurationField, sentence: v.string() });
export type ConfigurationDoubt = v.InferOutput<typeof configurationDoubt>;

const folder = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

export const configurationRequests = {
  "configurations.list": { input: v.undefined(), output: configurationSet },
  /** Adds one, or replaces the one with its id. `at`: its place in the list, from 0 (absent: as it is, or the end). */
  "configurations.save": {
    input: v.object({
      configuration: shellConfiguration,
      at: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
    output: configurationSet,
  },
  /** Takes it out of the list; shells that run with it keep what they were started with. */
  "configurations.delete": { input: v.object({ id }), output: configurationSet },
  /** Makes it the default of a folder, or (null) leaves the folder without. */
  "configurations.setDefault": { input: v.object({ folder, id: v.nullable(id) }), output: configurationSet },
  /** What will not work, as files and kernels are now. @param folder the folder that relative paths belong to */
  "configurations.check": {
    input: v.object({ configuration: shellConfiguration, folder }),
    output: v.array(configurationDoubt),
  },
} as const;

export const configurationEvents = {
  "configurations.changed": configurationSet,
} as const;
