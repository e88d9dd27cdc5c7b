/** The session: what its clients may ask of it, over the lives of its kernel. */
import type { KernelPrompt, KernelStatus } from "../../preload/contract/kernel-state";
import type { ShellQuery, ShellToClient } from "../../preload/contract/session-channels";
import type { ServedSession } from "../attach/channels";
import type { ExecuteRequest } from "../conversation/request-queue";
import type { SessionDebugger } from "../debugger/session-debugger";
import type { LaunchFile } from "../door/session-files";
import { systemClock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import type { Observable } from "../floor/observable";
import type { Log } from "../log/log";
import type { SessionVariables } from "../variables/served";
import type { SessionData } from "../variables/session-data";
import type { Life } from "./life";
import type { Lives } from "./lives";

/** What stood still has so long to come to its end by itself before it is interrupted, in ms. */
const GOES_ON_MS = 150;

export class Session implements ServedSession {
  readonly log: Log;

  constructor(private readonly lives: Lives) {
    this.log = lives.log;
  }

  get status(): Observable<KernelStatus> {
    return this.lives.status;
  }

  get prompt(): Observable<KernelPrompt> {
    return this.lives.prompt;
  }

  get variables(): SessionVariables {
    return this.lives.variables;
  }

  get data(): SessionData {
    return this.lives.data;
  }

  get debugger(): SessionDebugger {
    return this.lives.debugger;
  }

  /** What the present life was started with. */
  get launch(): LaunchFile {
    return this.lives.launch;
  }

  /** Takes an execute_request; while the kernel starts it waits. Returns a sentence when it is refused. */
  execute(request: ExecuteRequest): string | undefined {
    const known = this.log.knows(request.msgId) ? "A request with this id was sent before." : undefined;
    const refused = this.#whyDead() ?? known ?? this.lives.requests.add(request);
    if (refused === undefined) this.lives.life?.conversation.debugger.leaveError();
    return refused;
  }

  /** Takes back an execute_request that waits. Returns a sentence when it does not. */
  cancel(msgId: string): string | undefined {
    return this.lives.requests.cancel(msgId);
  }

  /** Answers an input_request; the first answer counts. Returns a sentence when it is refused. */
  answerInput(requestId: string, value: string, client: string): string | undefined {
    return this.#whyNot() ?? this.lives.life?.conversation.answerInput(requestId, value, client);
  }

  /** Sends a line to a kernel that may wait for one. Returns a sentence when it is refused. */
  sendLine(msgId: string, value: string, client: string): string | undefined {
    return this.#whyNot() ?? this.lives.life?.conversation.sendLine(msgId, value, client);
  }

  /** Asks the kernel a short question; `answer` is called once. */
  ask(question: ShellQuery, answer: (answer: ShellToClient) => void): void {
    const reason = this.#whyNot();
    if (reason !== undefined) answer({ type: "refused", id: question.id, reason });
    else this.lives.life?.conversation.ask(question, answer);
  }

  /** Interrupts the kernel. Returns a sentence when it cannot. */
  interrupt(): string | undefined {
    const reason = this.#whyNot();
    if (reason !== undefined) return reason;
    const { phase, life, launch } = this.lives;
    if (phase !== "ready") return "The kernel is still starting; restart it instead.";
    if (process.platform === "win32" && launch.kernel.interruptMode === "signal") {
      return "This kernel cannot be interrupted on Windows yet; restart it instead.";
    }
    this.lives.interrupts.sent(life?.conversation.work);
    // Also where nothing is known to run: what goes on in the background may heed it.
    if (life?.conversation.debugger.stopped)
      unawaited("interrupting what stood still", this.#interruptStopped(life));
    else life?.interrupt();
    return undefined;
  }

  /** A signal to code that a debugger holds ends in the debugger; one to a kernel that is through ends its next request. */
  async #interruptStopped(life: Life): Promise<void> {
    const { running } = this.lives.requests;
    await life.conversation.debugger.letGo();
    systemClock.after(GOES_ON_MS, () => {
      // By then another may run, which nobody wanted to interrupt.
      if (life.conversation.executing && this.lives.requests.running === running) life.interrupt();
    });
  }

  /** Ends the present life and starts the next. Resolves when its process is started, or with why not. */
  restart(): Promise<string | undefined> {
    return this.lives.restart();
  }

  /** Ends the kernel for good. Resolves with a sentence when something survived. @param left see `Lives.shutdown` */
  shutdown(left?: true): Promise<string | undefined> {
    return this.lives.shutdown(left);
  }

  #whyDead(): string | undefined {
    const { leaving, phase } = this.lives;
    if (leaving && phase === "ready")
      return "The kernel is ending, as it was asked to; restart it when it has.";
    return phase === "dead" ? "The kernel is dead; restart it first." : undefined;
  }

  /** Why the kernel can be asked nothing now. */
  #whyNot(): string | undefined {
    const between = this.lives.stopping || !this.lives.life;
    return this.#whyDead() ?? (between ? "The kernel is restarting; try again when it is ready." : undefined);
  }
}
