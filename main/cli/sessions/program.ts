/** What every command works with. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ProtocolMismatch } from "../../../kernel-host/door/attach-opening";
import type { HostLink } from "../../../kernel-host/door/host-link";
import type { Profile } from "../../floor/profile";
import { findSession } from "../../kernels/hosts/found-session";
import { type HostMode, HostProcess, type HostProgram } from "../../kernels/hosts/host-process";
import { hostLauncher } from "../../kernels/hosts/host-scope";
import type { SessionFolder } from "../../kernels/hosts/session-folder";
import { lastingRuntime } from "../../update/host-runtime";
import { CommandError, EXIT } from "../terminal/exit-codes";
import type { Screen } from "../terminal/screen";
import { clientName } from "./client-name";
import type { KeptSession } from "./kept-sessions";
import { SessionConnection } from "./session-connection";

/** Our version, from the package.json that lies beside out/: packaging writes it. */
export const BUILD = (
  JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as { version: string }
).version;

/** A session that cannot be reached is tried again for so long, and this often, in ms. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 100;

export interface Program {
  readonly profile: Profile;
  readonly screen: Screen;
  /** What hosts run; where the app's files do not stay, a copy is made of them first. */
  readonly host: () => Promise<HostProgram>;
  /** Our name among a session's clients. */
  readonly client: string;
}

/** @param folder where this program's file lies, beside the host's */
export function programOf(profile: Profile, screen: Screen, folder: string): Program {
  return { profile, screen, client: clientName(), host: () => hostProgram(profile, screen, folder) };
}

async function hostProgram(profile: Profile, screen: Screen, folder: string): Promise<HostProgram> {
  const script = join(folder, "../kernel-host/host.js");
  // A packaged app has the host outside of its archive.
  const unpacked = script.replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");
  const own = { execPath: process.execPath, script: existsSync(unpacked) ? unpacked : script };
  const packaged = own.script.includes("app.asar.unpacked");
  const say = (line: string) => screen.write(`tandem: ${line}\n`, 0, "stderr");
  const runtime = await lastingRuntime(own, packaged, profile.runtimes, BUILD, say);
  return { ...runtime, env: process.env, build: BUILD };
}

/**
 * Starts a host on a session's folder and connects to it.
 * @throws CommandError when it does not come up; no process is left then
 */
export async function startHost(
  program: Program,
  folder: SessionFolder,
  name: string,
  mode: HostMode,
): Promise<HostLink> {
  const launcher = await hostLauncher();
  const host = HostProcess.start({ ...(await program.host()), launcher: () => launcher }, folder, mode);
  try {
    return await host.connect();
  } catch (error) {
    await host.kill();
    const said = (await folder.lastHostLine()) || (error as Error).message;
    const sentence = `The kernel-host of ${name} did not start: ${said.replace(/\.$/, "")}.`;
    throw new CommandError(sentence, EXIT.kernelEnded);
  }
}

/**
 * Connects to a session: to its host where one runs, else to a new one, which takes over a kernel that still runs, or
 * serves the log to be read.
 * @throws CommandError when there is no way
 */
export async function connectToSession(program: Program, session: KeptSession): Promise<SessionConnection> {
  const { folder, launch, state } = session;
  for (const until = performance.now() + PATIENCE_MS; ; await wait(LOOK_MS)) {
    const last = performance.now() > until;
    try {
      if ((await findSession(folder)).state === "hosted")
        return await SessionConnection.open(folder, program.client, BUILD);
      const link = await startHost(program, folder, launch.name, state === "closed" ? "closed" : "adopt");
      return SessionConnection.over(link, folder.session, program.client);
    } catch (error) {
      // A host may just be ending, or have been started by somebody else at the same moment.
      if (!last && !(error instanceof ProtocolMismatch)) continue;
      if (error instanceof CommandError) throw error;
      const reason = (error as Error).message.replace(/\.$/, "");
      throw new CommandError(`${launch.name} cannot be reached: ${reason}.`, EXIT.kernelEnded);
    }
  }
}
