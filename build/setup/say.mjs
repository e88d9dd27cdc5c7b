/**
 * What set-up says while it works. It goes to stderr, because scripts such as `npm run -s electron-path` answer on
 * stdout and nothing else may stand there.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** A reason to stop that a person can act on: shown as it is, without a stack. */
export class Stop extends Error {}

/**
 * Runs a command of ours: its number becomes the exit code, and what it stops at is said in one sentence.
 * @param {() => Promise<number | void>} command
 */
export async function command(command) {
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    say(error instanceof Stop ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}
