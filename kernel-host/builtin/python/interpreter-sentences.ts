/** What is said to people when the interpreter does not start, or ends. */
import type { InterpreterExit } from "./interpreter-process";

/** interpreter/start.py ends with this when it has said on stderr why this Python cannot be used. */
const CANNOT_RUN = 97;
const CHOOSE = "Choose another interpreter for this shell.";

/** @param words what it printed before it ended */
export function notStartedSentence(python: string, exit: InterpreterExit, words: string): string {
  const said = words.trim();
  const { error } = exit;
  if (error?.code === "ENOENT") return `There is no program ${python}. ${CHOOSE}`;
  if (error?.code === "EACCES")
    return `${python} is not a program that can be run: it may be a folder. ${CHOOSE}`;
  if (error) return `${python} could not be started: ${error.message}. ${CHOOSE}`;
  if (exit.code === CANNOT_RUN) return `${said} ${CHOOSE}`;
  const how = exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`;
  const itsWords = said === "" ? " It printed nothing." : ` It printed:\n${said}`;
  return `${python} did not start as a Python interpreter: it ended with ${how}. ${CHOOSE}${itsWords}`;
}

/** @param words what it has printed so far */
export function slowStartSentence(python: string, words: string): string {
  const said = words.trim();
  const itsWords = said === "" ? "" : ` It printed:\n${said}`;
  return `${python} has been starting for long. Something that runs at its start (sitecustomize, a .pth file, a slow disk) may hang; choose another interpreter if it does not come.${itsWords}`;
}

/** Python ended while nobody had asked the kernel to end. */
export function endedSentence({ code, signal }: InterpreterExit): string {
  if (signal !== null) {
    const what = { SIGSEGV: " (segmentation fault)", SIGKILL: " (perhaps the system was out of memory)" };
    return `Python was ended by signal ${signal}${what[signal as keyof typeof what] ?? ""}. Restart the kernel to go on.`;
  }
  return `Python ended with exit code ${code}. Restart the kernel to go on.`;
}
