/** A request that waits until the debugger is prepared for it. */

/**
 * Runs it at once where there is nothing to prepare; else when that is done, if it is still meant then.
 * @param prepared as `KernelDebugger.prepare` answers
 */
export function oncePrepared(
  prepared: Promise<unknown> | undefined,
  request: {
    readonly isStillMeant: () => boolean;
    readonly run: () => void;
    /** It could not be prepared, and is not run. @param sentence why, for the user */
    readonly failed: (sentence: string) => void;
  },
): void {
  if (!prepared) return request.run();
  prepared.then(
    () => {
      if (request.isStillMeant()) request.run();
    },
    (error: Error) => {
      if (request.isStillMeant())
        request.failed(`This was not run, as it could not be debugged: ${error.message}`);
    },
  );
}
