/** The command line, `tandem`: sessions without a window, over the same hosts and the same log. */

import { attach } from "./commands/attach";
import { convert } from "./commands/convert";
import { diff } from "./commands/diff";
import { showLog } from "./commands/log";
import { run } from "./commands/run";
import { listSessions } from "./commands/sessions";
import { stop } from "./commands/stop";
import { openProfile } from "./sessions/profile-place";
import { BUILD, programOf } from "./sessions/program";
import { parseArguments } from "./terminal/arguments";
import { CommandError, EXIT } from "./terminal/exit-codes";
import { helpOn } from "./terminal/help";
import { Screen } from "./terminal/screen";

async function main(argv: readonly string[], screen: Screen): Promise<number> {
  const { command, userDataDir } = parseArguments(argv);
  if (command.name === "help" || command.name === "version") {
    screen.write(command.name === "help" ? helpOn(command.of) : `tandem ${BUILD}\n`);
    return EXIT.ok;
  }
  if (command.name === "convert") return convert(command, screen);
  if (command.name === "diff") return diff(command, screen);
  const program = programOf(openProfile(userDataDir), screen, __dirname);
  switch (command.name) {
    case "sessions":
      return listSessions(program, command.json);
    case "attach":
      return attach(program, command.session);
    case "log":
      return showLog(program, command);
    case "run":
      return run(program, command);
    case "stop":
      return stop(program, command.session);
  }
}

const screen = new Screen(process.stdout, process.stderr, process.env);
void main(process.argv.slice(2), screen)
  .catch((error: unknown) => {
    screen.endLine();
    const sentence = error instanceof Error ? error.message : String(error);
    screen.write(`tandem: ${sentence}\n`, 0, "stderr");
    return error instanceof CommandError ? error.code : EXIT.failed;
  })
  .then(async (code) => {
    await screen.flushed();
    // What still holds the process (a stdin that never ends, a timer) is not waited for.
    process.exit(code);
  });
