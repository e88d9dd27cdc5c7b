/** `tandem sessions`: what runs and what ran. */
import { basename } from "node:path";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import { byteSize } from "../../../preload/transcript/quantities";
import { keptSessions, stateOf } from "../sessions/kept-sessions";
import { BUILD, type Program } from "../sessions/program";
import { EXIT } from "../terminal/exit-codes";
import { age, table } from "../terminal/table";

export async function listSessions({ profile, screen, client }: Program, json: boolean): Promise<number> {
  const sessions = await keptSessions(profile.sessions);
  const rows = await Promise.all(
    sessions.map(async (session) => {
      const { folder, launch, created } = session;
      const [state, extent] = await Promise.all([stateOf(session, client, BUILD), folder.extent()]);
      return {
        id: folder.session,
        name: launch.name,
        kernel: kernelOf(launch),
        state,
        size: extent.bytes,
        created,
        cwd: launch.cwd,
      };
    }),
  );
  if (json) {
    const listed = rows.map(({ created, ...row }) => ({
      ...row,
      created: new Date(created).toISOString(),
      age: Math.max(0, Math.round((Date.now() - created) / 1000)),
    }));
    screen.line(JSON.stringify(listed, null, 2));
  } else if (rows.length === 0) {
    screen.line(`There are no sessions in ${profile.folder}.`, "stderr");
  } else {
    const lines = rows.map((row) => [
      row.id,
      row.name,
      row.kernel,
      row.state,
      byteSize(row.size),
      age(Date.now() - row.created),
      row.cwd,
    ]);
    for (const line of table([["ID", "NAME", "KERNEL", "STATE", "SIZE", "AGE", "FOLDER"], ...lines]))
      screen.line(line);
  }
  return EXIT.ok;
}

/** The kernelspec's name, or what the kernel is where there is none. */
function kernelOf({ kernel, kernelId }: LaunchFile): string {
  return kernel.resourceDir === "" ? (kernelId ?? (kernel.argv[0] as string)) : basename(kernel.resourceDir);
}
