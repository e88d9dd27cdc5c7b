/** `tandem log`: a session's records, as text or as JSON, once or as they come. */

import { Follow } from "../sessions/follow";
import { keptSessions, sessionNamed } from "../sessions/kept-sessions";
import { BUILD, connectToSession, type Program } from "../sessions/program";
import type { Command } from "../terminal/arguments";
import { CommandError, EXIT } from "../terminal/exit-codes";
import { Printer } from "../terminal/printer";

export async function showLog(program: Program, wanted: Extract<Command, { name: "log" }>): Promise<number> {
  const { profile, screen, client } = program;
  const session = sessionNamed(await keptSessions(profile.sessions), wanted.session);
  const connection = await connectToSession(program, session);
  const printer = new Printer(screen, { heading: () => true, marks: true, sink: () => "stdout" });
  let beyond: number | undefined;
  const interrupted = () => {
    printer.end();
    process.exit(EXIT.interrupted);
  };
  process.once("SIGINT", interrupted);
  const follow = new Follow({
    folder: session.folder,
    client,
    build: BUILD,
    place: { epoch: (await session.folder.host())?.epoch ?? null, seq: wanted.from - 1 },
    onAttached: ({ last }) => {
      if (wanted.from > last + 1 && !wanted.follow) beyond = last;
    },
    onRecords: async (records) => {
      // Records that came after --from was beyond the end.
      const shown = records.filter(({ seq }) => seq >= wanted.from);
      if (wanted.json) for (const record of shown) screen.write(`${JSON.stringify(record)}\n`);
      else printer.take(shown);
      await screen.drained();
    },
    onCaughtUp: () => done(),
  });
  const done = () => {
    if (!wanted.follow || session.state === "closed") follow.stop();
  };
  const end = await follow.run(connection);
  process.off("SIGINT", interrupted);
  printer.end();
  if (beyond !== undefined)
    throw new CommandError(`The log of ${session.launch.name} ends at record ${beyond}.`, EXIT.usage);
  if (typeof end === "object")
    throw new CommandError(`The host of ${session.launch.name} is gone.`, EXIT.kernelEnded);
  return EXIT.ok;
}
