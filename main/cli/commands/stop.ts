/** `tandem stop`: shuts a session's kernel down. */
import { setTimeout as wait } from "node:timers/promises";
import { isAlive } from "../../../kernel-host/door/processes";
import { keptSessions, sessionNamed } from "../sessions/kept-sessions";
import { connectToSession, type Program } from "../sessions/program";
import { CommandError, EXIT } from "../terminal/exit-codes";

/** How often it is looked whether the host is gone, in ms. */
const LOOK_MS = 50;

export async function stop(program: Program, name: string): Promise<number> {
  const { profile, screen } = program;
  const session = sessionNamed(await keptSessions(profile.sessions), name);
  if (session.state === "closed") {
    screen.line(`${session.launch.name} does not run.`, "stderr");
    return EXIT.ok;
  }
  const connection = await connectToSession(program, session);
  try {
    const host = await session.folder.host();
    const answer = await connection.command("shutdown");
    if (answer.type === "refused") throw new CommandError(answer.reason);
    await connection.ended;
    while (host && (await isAlive(host))) await wait(LOOK_MS);
    return EXIT.ok;
  } finally {
    connection.dispose();
  }
}
