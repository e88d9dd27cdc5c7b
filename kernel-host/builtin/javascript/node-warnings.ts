/** Node's warnings about what this program does, which are nothing to the user. */

/** Runs `action`, which may be asynchronous; the warnings that it causes are not shown. */
export function withoutWarnings<T>(action: () => T): T {
  const { emitWarning } = process;
  const restore = () => {
    process.emitWarning = emitWarning;
  };
  process.emitWarning = () => {};
  let result: T | undefined;
  try {
    result = action();
    return result;
  } finally {
    if (result instanceof Promise) result.then(restore, restore);
    else restore();
  }
}
