/** A shell configuration, made into what a host is given: paths in full, and a kernel's argv. */
import { createHash } from "node:crypto";
import type { LaunchConfiguration, ShellConfiguration } from "../../../preload/contract/configurations";
import type { ConfiguredKernel, StartableKernel } from "../discovery/startable-kernel";
import { configuredPath } from "./configured-path";

/**
 * @param kernel that of the configuration
 * @param base the folder that its relative paths belong to
 */
export function resolveConfiguration(
  configuration: ShellConfiguration,
  kernel: StartableKernel,
  base: string,
  home: string,
): ConfiguredKernel {
  const { id, name, folder, environment, environmentFile, pythonPath, startup, script, restarts } =
    configuration;
  const full = (path: string) => configuredPath(path, base, home);
  const fullOrNull = (path: string) => (path === "" ? null : full(path));
  const resolved: LaunchConfiguration = {
    id,
    name,
    revision: revisionOf(configuration),
    base,
    environment,
    environmentFile: fullOrNull(environmentFile),
    pythonPath: pythonPath.filter((entry) => entry !== "").map(full),
    arguments: configuration.arguments,
    startup: resolveStartup(startup, full),
    eventLoop: configuration.eventLoop,
    ...(configuration.figureFormats !== "auto" && { figureFormats: configuration.figureFormats }),
    script: fullOrNull(script),
  };
  return {
    kernel: { entry: { ...kernel.entry, displayName: name }, launch: kernel.launch },
    cwd: full(folder),
    launch: {
      configuration: resolved,
      ...(restarts > 0 ? { restart: { limit: restarts } } : {}),
      ...(configuration.transport === "auto" ? {} : { transport: configuration.transport }),
    },
  };
}

function resolveStartup(
  { kind, file, lines, when }: ShellConfiguration["startup"],
  full: (path: string) => string,
): LaunchConfiguration["startup"] {
  if (kind === "file" && file !== "") return { file: full(file), lines: "", when };
  if (kind === "lines" && lines.trim() !== "") return { file: null, lines, when };
  return null;
}

/** Names a configuration's state: another one for whatever a kernel would notice, and not for its name. */
export function revisionOf({
  id: _id,
  name: _name,
  savedModules: _window,
  figureFormats,
  ...rest
}: ShellConfiguration): string {
  // As it was named before there was a choice.
  const noticed = figureFormats === "auto" ? rest : { ...rest, figureFormats };
  const text = JSON.stringify(Object.entries(noticed).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
