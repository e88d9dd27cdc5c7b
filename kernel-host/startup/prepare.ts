/** The start of a kernel life as its shell's configuration wants it: what is read for it, and what is to be said. */
import { randomUUID } from "node:crypto";
import type { ExecuteRequest } from "../conversation/request-queue";
import type { StartupStep } from "../conversation/startup-run";
import type { LaunchFile } from "../door/session-files";
import { kernelEnvironment, spoiltVariables } from "../kernel/environment";
import { activateConda } from "./conda-activation";
import { readEnvironmentFile } from "./environment-file";
import { readWhole } from "./read-whole";
import { startupSteps } from "./steps";

/** Name of the client that runs the configuration's script. */
export const CONFIGURATION_CLIENT = "configuration";

export interface PreparedStart {
  readonly environment: Record<string, string>;
  readonly steps: readonly StartupStep[];
  /** The script to run as the first request. */
  readonly script: ExecuteRequest | undefined;
  /** What of the configuration cannot be done, a sentence each. They hold no value of a variable. */
  readonly problems: readonly string[];
}

/**
 * Reads what the configuration names. What cannot be read is said, and the kernel starts without it.
 * @param signal nobody wants it any more
 */
export async function prepareStart(
  launch: Pick<LaunchFile, "session" | "kernel" | "configuration">,
  own: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<PreparedStart> {
  const { configuration, kernel, session } = launch;
  const problems: string[] = spoiltVariables(own).map(
    (name) =>
      `The environment variable ${name} is not UTF-8: the kernel gets it with “\ufffd” for what cannot be read.`,
  );
  let activated: Readonly<Record<string, string | null>> = {};
  if (kernel.conda !== undefined) {
    const activation = await activateConda(kernel.conda, kernelEnvironment(own, kernel.env, session));
    activated = activation.changes;
    problems.push(...activation.problems);
  }
  if (!configuration) {
    const environment = kernelEnvironment(own, kernel.env, session, undefined, activated);
    return { environment, steps: [], script: undefined, problems };
  }
  const { environmentFile, environment: changes, pythonPath, startup, script } = configuration;
  const file =
    environmentFile === null ? { variables: {} } : await readEnvironmentFile(environmentFile, signal);
  if ("problem" in file && file.problem !== undefined) problems.push(file.problem);
  const read = async (path: string, what: string) => {
    const found = await readText(path, signal);
    if (typeof found === "string") return found;
    problems.push(`The ${what} ${path} is not run: ${found.problem}.`);
    return null;
  };
  const startupText =
    startup === null
      ? null
      : startup.file === null
        ? startup.lines
        : await read(startup.file, "startup script");
  const scriptText = script === null ? null : await read(script, "script");
  const { steps, problems: impossible } = startupSteps(configuration, kernel.language, startupText);
  problems.push(...impossible);
  return {
    environment: kernelEnvironment(
      ...([own, kernel.env, session, { file: file.variables, changes, pythonPath }, activated] as const),
    ),
    steps,
    script: script === null || scriptText === null ? undefined : scriptRequest(script, scriptText),
    problems,
  };
}

function scriptRequest(file: string, code: string): ExecuteRequest {
  const lines: [number, number] = [1, Math.max(1, code.trimEnd().split("\n").length)];
  return { msgId: randomUUID(), client: CONFIGURATION_CLIENT, code, origin: { file, lines } };
}

async function readText(
  file: string,
  signal: AbortSignal | undefined,
): Promise<string | { readonly problem: string }> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readWhole(file, signal));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { problem: "it is not there" };
    return { problem: error instanceof TypeError ? "it is not UTF-8 text" : message };
  }
}
