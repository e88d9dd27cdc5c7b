/** A session of its own for what `tandem run` runs: its kernel, its folder, and the connection to its host. */
import { dirname } from "node:path";
import { KernelCatalog } from "../../kernels/discovery/kernel-catalog";
import type { StartableKernel } from "../../kernels/discovery/startable-kernel";
import { newSessionFolder } from "../../kernels/hosts/new-session";
import type { SessionFolder } from "../../kernels/hosts/session-folder";
import { freeShellName } from "../../kernels/hosts/shell-names";
import { CommandError, EXIT } from "../terminal/exit-codes";
import { keptSessions } from "./kept-sessions";
import { placesOf, surroundings } from "./profile-place";
import { type Program, startHost } from "./program";
import { SessionConnection } from "./session-connection";

/** The kernels that can be started here. */
export async function startableKernels(program: Program): Promise<readonly StartableKernel[]> {
  const host = await program.host();
  const catalog = new KernelCatalog(surroundings(), {
    builtin: { execPath: host.execPath, folder: dirname(host.script), history: program.profile.history },
    memory: program.profile.kernelsFile,
  });
  const { kernels } = await catalog.list(process.cwd());
  await catalog.dispose();
  return kernels;
}

export interface StartedSession {
  readonly name: string;
  readonly folder: SessionFolder;
  readonly connection: SessionConnection;
}

/**
 * @param wanted how it is to be called; a number follows where another session is called so
 * @param cwd where its kernel works
 * @throws CommandError
 */
export async function startSession(
  program: Program,
  kernel: StartableKernel,
  wanted: string,
  cwd = process.cwd(),
): Promise<StartedSession> {
  const taken = (await keptSessions(program.profile.sessions))
    .filter(({ state }) => state !== "closed")
    .map(({ launch }) => launch.name);
  const name = freeShellName(wanted, taken);
  const folder = await makeFolder(program, name, kernel, cwd);
  const link = await startHost(program, folder, name, "start").catch(async (error: unknown) => {
    await folder.remove();
    throw error;
  });
  return { name, folder, connection: SessionConnection.over(link, folder.session, program.client) };
}

async function makeFolder(
  program: Program,
  name: string,
  kernel: StartableKernel,
  cwd: string,
): Promise<SessionFolder> {
  const { sessions } = program.profile;
  const what = {
    name,
    kernel: kernel.launch,
    kernelId: kernel.entry.id,
    created: Date.now(),
    cwd,
  };
  try {
    return await newSessionFolder({ sessionsFolder: sessions, ...placesOf(program.profile) }, what);
  } catch (error) {
    throw new CommandError(
      `No session can be made: ${sessions} cannot be written (${(error as Error).message}).`,
    );
  }
}

/** Sends a message that the host accepts. @throws CommandError with its reason where it does not */
export async function send(
  connection: SessionConnection,
  message: Parameters<SessionConnection["ask"]>[0],
  id: string,
): Promise<void> {
  const answer = await connection.ask(message, id);
  if (answer.type === "refused") throw new CommandError(answer.reason, EXIT.kernelEnded);
}
