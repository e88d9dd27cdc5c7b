/** A session whose kernel is gone, served to be read: its log as it is, and no kernel to ask anything of. */
import type { KernelPrompt, KernelStatus } from "../../preload/contract/kernel-state";
import type { ShellQuery, ShellToClient } from "../../preload/contract/session-channels";
import type { ServedSession } from "../attach/channels";
import { SessionDebugger } from "../debugger/session-debugger";
import type { LaunchFile } from "../door/session-files";
import { Observable } from "../floor/observable";
import type { Log } from "../log/log";
import { SessionVariables } from "../variables/served";
import { SessionData } from "../variables/session-data";

const NO_KERNEL = "This session has ended: it can only be read. Restart it to start a kernel in it.";

export class ClosedSession implements ServedSession {
  readonly status: Observable<KernelStatus>;
  readonly prompt = new Observable<KernelPrompt>({ kind: "dead" });
  readonly variables: SessionVariables;
  readonly data = new SessionData();
  readonly debugger = new SessionDebugger();

  constructor(
    readonly launch: LaunchFile,
    readonly log: Log,
  ) {
    this.variables = new SessionVariables(log);
    const since = log.newest?.time ?? Date.now();
    const sentence = `${launch.name} has ended. This is what it printed.`;
    this.status = new Observable<KernelStatus>({
      ...{ state: "dead", life: log.life, since, sentence, used: log.used },
    });
  }

  execute(): string {
    return NO_KERNEL;
  }

  cancel(): string {
    return NO_KERNEL;
  }

  answerInput(): string {
    return NO_KERNEL;
  }

  sendLine(): string {
    return NO_KERNEL;
  }

  ask({ id }: ShellQuery, answer: (answer: ShellToClient) => void): void {
    answer({ type: "refused", id, reason: NO_KERNEL });
  }

  interrupt(): string {
    return NO_KERNEL;
  }

  async restart(): Promise<string> {
    return NO_KERNEL;
  }

  /** There is nothing to end but the host. */
  async shutdown(): Promise<undefined> {
    return undefined;
  }
}
