/** How the command line ends: what scripts can rely on. Listed in --help. */
export const EXIT = {
  ok: 0,
  /** The code that was run ended with an error, or the command failed. */
  failed: 1,
  /** The arguments make no sense. */
  usage: 2,
  /** There is no such session, kernel or file. */
  notFound: 3,
  /** The kernel or its host ended before it was done. */
  kernelEnded: 4,
  /** Ctrl+C. */
  interrupted: 130,
} as const;

/** Why a command ends: one sentence for stderr, and the exit code. */
export class CommandError extends Error {
  override name = "CommandError";

  constructor(
    sentence: string,
    readonly code: number = EXIT.failed,
  ) {
    super(sentence);
  }
}
