/**
 * One supervised session: what is said of it, what its launch.json says, and its hosts from start to end
 * (`host-lives`).
 */
import type { HostLink } from "../../../kernel-host/door/host-link";
import type { ProcessId } from "../../../kernel-host/door/processes";
import { ESCALATION } from "../../../preload/contract/limits";
import type { SessionInfo } from "../../../preload/contract/sessions";
import type { ConfiguredKernel, ConfiguredLaunch } from "../discovery/startable-kernel";
import { HostLives } from "./host-lives";
import { type HostMode, HostProcess, type HostProgram } from "./host-process";
import { LaunchEdits } from "./launch-edits";
import { askToShutDown, clearLeft, clearSession, type TracePlaces } from "./session-end";
import type { SessionFolder } from "./session-folder";

/** A host that shuts its kernel down by escalation needs at most this, in ms; some more for its own end. */
const SHUTDOWN_MS =
  ESCALATION.interruptMs + ESCALATION.shutdownRequestMs + ESCALATION.sigtermMs + ESCALATION.sigkillMs + 2_000;

export interface SessionOptions {
  readonly folder: SessionFolder;
  readonly name: string;
  readonly kernelId: string;
  readonly language: string;
  readonly cwd: string;
  /** The shell configuration that it was started with. */
  readonly configuration?: ConfiguredLaunch["configuration"];
  /** Its kernel is another program's. */
  readonly joined?: boolean;
  /** ms since 1970. */
  readonly created: number;
  /** Its folder was just made. */
  readonly fresh?: boolean;
  /** It ran already when it was found. */
  readonly kept?: boolean;
  readonly program: HostProgram;
  /** Places outside of the session's folder where traces of it can be. */
  readonly places: TracePlaces;
  readonly log: (line: string) => void;
  /** `info` is another one now. */
  readonly onChange: () => void;
  /** The host ended after it had ended its kernel on request, or nobody read it: there is nothing to go on with. */
  readonly onShutDown: () => void;
}

export class SupervisedHost {
  readonly #hosts: HostLives<HostLink>;
  readonly #edits: LaunchEdits;
  /** As launch.json has it by now. */
  #launched: Pick<SessionOptions, "name" | "kernelId" | "cwd" | "configuration">;

  constructor(private readonly options: SessionOptions) {
    const { folder, program, fresh = false, onChange, onShutDown } = options;
    this.#launched = options;
    this.#edits = new LaunchEdits(folder);
    const log = (line: string) => options.log(`session ${folder.session}: ${line}`);
    this.#hosts = new HostLives<HostLink>({
      name: () => this.#launched.name,
      start: (mode) => HostProcess.start(program, folder, mode),
      other: async () => {
        const host = await folder.lastHost();
        return host && HostProcess.found(host, folder, program);
      },
      lastWords: () => folder.lastHostLine(),
      ended: async () => (await folder.ended()) !== undefined,
      askToShutDown: (link, ifUnused) => askToShutDown(link, folder.session, { ifUnused, log }),
      ping: (link) => link.pipe.ping(),
      clear: (clean) => clearSession(folder, { ...options, log, clean, neverRan: this.#neverRan }),
      clearLeft: () => clearLeft(folder, options.places),
      fresh,
      log,
      changed: onChange,
      shutDown: onShutDown,
    });
  }

  get info(): SessionInfo {
    const { folder, language, created, kept } = this.options;
    const { name, kernelId, cwd, configuration } = this.#launched;
    const { state, sentence, connections } = this.#hosts;
    return {
      id: folder.session,
      name,
      kernelId,
      language,
      cwd,
      created,
      host: state,
      connection: connections,
      ...(this.options.joined ? { joined: true as const } : {}),
      ...(configuration ? { configuration: aboutConfiguration(configuration) } : {}),
      ...(sentence === undefined ? {} : { sentence }),
      ...(kept ? { kept } : {}),
      ...(this.closed ? { closed: true as const } : {}),
    };
  }

  get folder(): SessionFolder {
    return this.options.folder;
  }

  /** Whether it was opened only to be read. */
  get closed(): boolean {
    return this.#hosts.mode === "closed";
  }

  /** Whether a host of it lives. */
  get serving(): boolean {
    return this.#hosts.phase === "there";
  }

  /** Whether it is being ended or left, or that is done. */
  get ending(): boolean {
    return this.#hosts.ending;
  }

  /** The connection to the host; a sentence when there is none. */
  get link(): HostLink | string {
    return this.#hosts.link ?? this.#hosts.sentence ?? `${this.#launched.name} is still starting.`;
  }

  get #neverRan(): boolean {
    return this.options.fresh === true && this.#hosts.connections === 0;
  }

  /**
   * Starts a host and connects to it. Of a closed session the host that serves it to be read is ended before.
   * @throws UserError when it does not come up; no process of it is left then
   */
  startHost(mode: HostMode = "start"): Promise<void> {
    return this.#hosts.start(mode);
  }

  /** Connects to a host that runs already, for as long as it takes. */
  attach(host: ProcessId): void {
    const { folder, program } = this.options;
    this.#hosts.attach(HostProcess.found(host, folder, program));
  }

  /**
   * Has the kernel started with this from its next start on.
   * @throws NodeJS.ErrnoException when it cannot be written
   */
  reconfigure({ kernel, cwd, launch }: ConfiguredKernel): Promise<void> {
    const { id: kernelId } = kernel.entry;
    return this.#edits.edit(
      ({ configuration: _one, restart: _two, transport: _three, ...kept }) => ({
        ...kept,
        ...{ kernelId, kernel: kernel.launch, cwd, ...launch },
      }),
      () => {
        this.#launched = { name: this.#launched.name, kernelId, cwd, ...launch };
        this.options.onChange();
      },
    );
  }

  /**
   * Calls it otherwise.
   * @param wanted gives the name that is to be used, when told the one that it had at first
   * @throws NodeJS.ErrnoException when it cannot be written
   */
  rename(wanted: (ownName: string) => string): Promise<void> {
    return this.#edits.edit(
      (before) => {
        const { ownName = before.name } = before;
        return { ...before, name: wanted(ownName), ownName };
      },
      ({ name }) => {
        this.#launched = { ...this.#launched, name };
        this.options.onChange();
      },
    );
  }

  /**
   * Ends kernel and host for good; one that is only read is put away. Resolves when nothing of them is left, or nothing
   * can be done. The folder stays where anything was run.
   * @param limitMs how long the host may take for the escalation, before both are killed
   */
  end(limitMs = SHUTDOWN_MS): Promise<void> {
    return this.#hosts.end(limitMs);
  }

  /** Lets go of the host, which goes on with its kernel; one whose kernel is dead or has nothing run in it is ended. */
  leave(): Promise<void> {
    return this.#hosts.leave();
  }
}

function aboutConfiguration({ id, name, revision }: NonNullable<SessionOptions["configuration"]>) {
  return { id, name, revision };
}
