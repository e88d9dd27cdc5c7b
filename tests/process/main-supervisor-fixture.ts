/** A supervisor with real hosts in a profile of its own, as main has it, and a look at what it leaves behind. */
import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import type { HostLink } from "../../kernel-host/door/host-link";
import { hostFile, type KernelFile, kernelFile } from "../../kernel-host/door/session-files";
import type { StartableKernel } from "../../main/kernels/discovery/startable-kernel";
import { type SocketFolder, socketFolderOf } from "../../main/kernels/hosts/socket-folder";
import { Supervisor, type SupervisorOptions } from "../../main/kernels/hosts/supervisor";
import { randomHex } from "../../preload/contract/challenge";
import { type KernelState, type KernelStatus, kernelStatus } from "../../preload/contract/kernel-state";
import type { LogRecord } from "../../preload/contract/records";
import { logToClient, type SessionChannelName } from "../../preload/contract/session-channels";
import { markedPids } from "./processes";
import { ipykernel } from "./programs";
import { until } from "./until";

/** How hosts are started here: by Node itself. */
export const hostProgram = {
  execPath: process.execPath,
  script: path.resolve(import.meta.dirname, "../../out/kernel-host/host.js"),
  env: process.env,
  build: "test",
};

/** A kernel of the tests' Python. */
export function startable(displayName: string, argv: readonly string[] = ipykernel): StartableKernel {
  return {
    entry: { id: `spec:/${displayName}`, displayName, language: "python", origin: "test" },
    launch: { argv: [...argv], resourceDir: "", env: {}, interruptMode: "signal", language: "python" },
  };
}

export class TestProfile {
  readonly logged: string[] = [];
  supervisor: Supervisor;

  private constructor(
    readonly root: string,
    readonly sockets: SocketFolder,
    options: Partial<SupervisorOptions>,
  ) {
    this.supervisor = this.nextApp(options);
  }

  /** @param prepare changes the user's home before the socket folder is chosen */
  static async make(
    options: Partial<SupervisorOptions> = {},
    prepare: (home: string, profile: string) => Promise<void> = async () => {},
  ): Promise<TestProfile> {
    const root = await realpath(await mkdtemp(path.join(tmpdir(), "tandem-main-")));
    for (const name of ["home", "work"]) await mkdir(path.join(root, name));
    const home = path.join(root, "home");
    await prepare(home, path.join(root, "profile"));
    return new TestProfile(root, socketFolderOf(path.join(root, "profile"), { env: {}, home }), options);
  }

  /** Another app on the same profile: the next start of it, or one beside it. It becomes `supervisor`. */
  nextApp(options: Partial<SupervisorOptions> = {}): Supervisor {
    this.supervisor = new Supervisor({
      sessionsFolder: this.sessions,
      sockets: this.sockets,
      runtimeFolder: this.runtime,
      program: hostProgram,
      log: (line) => this.logged.push(line),
      ...options,
    });
    return this.supervisor;
  }

  get sessions(): string {
    return path.join(this.root, "profile/sessions");
  }

  get runtime(): string {
    return path.join(this.root, "profile/jupyter-runtime");
  }

  get work(): string {
    return path.join(this.root, "work");
  }

  link(session: string): HostLink {
    const link = this.supervisor.link(session);
    if (typeof link === "string") throw new Error(link);
    return link;
  }

  /** Resolves with the first status of the kernel, on the present connection, that has this state. */
  async kernelState(session: string, state: KernelState): Promise<KernelStatus> {
    const channel = this.#open(session, "status");
    try {
      return await new Promise((resolve, reject) => {
        channel.onClose = (error) => reject(new Error(`the channel "status" ended: ${error}`));
        channel.onMessage = ({ json }) => {
          const status = v.parse(kernelStatus, json);
          if (status.state === state) resolve(status);
        };
      });
    } finally {
      channel.close();
    }
  }

  /** The log's records from its beginning, as they come in. */
  records(session: string): LogRecord[] {
    const records: LogRecord[] = [];
    this.#open(session, "log", { epoch: null, from: 0 }).onMessage = ({ json }) => {
      const message = v.parse(logToClient, json);
      if (message.type === "records") records.push(...message.records);
    };
    return records;
  }

  /** Runs code; resolves with what it printed on stdout, once the request has ended. */
  async execute(session: string, code: string): Promise<string> {
    const records = this.records(session);
    const id = randomHex().slice(0, 20);
    this.#open(session, "shell").send({ type: "execute_request", id, code });
    const seen = () =>
      records.map((record) => (record.kind === "life" ? record.sentence : record.kind)).join(", ");
    await until(
      () => `the end of ${code}; the log has: ${seen()}`,
      () => records.some((record) => record.kind === "request_end" && record.msgId === id),
    );
    return records
      .map((record) =>
        record.kind === "stream" && record.parent === id && record.name === "stdout" ? record.text : "",
      )
      .join("");
  }

  /** Resolves once the host has started the kernel's process. */
  kernelFile(session: string): Promise<KernelFile> {
    return until("the kernel's process", async () => {
      const text = await this.#read(session, "kernel.json").catch(() => undefined);
      return text === undefined ? undefined : v.parse(kernelFile, JSON.parse(text));
    });
  }

  async hostPid(session: string): Promise<number> {
    return v.parse(hostFile, JSON.parse(await this.#read(session, "host.json"))).pid;
  }

  /** What of a session's kernel there is still: processes, and names in the folders where it leaves some. */
  async traces(session: string): Promise<string[]> {
    const traces = (await markedPids(session)).map((pid) => `process ${pid}`);
    for (const folder of [this.runtime, this.sockets.folder]) {
      if (folder === null) continue;
      const names = await readdir(folder).catch(() => []);
      traces.push(...names.filter((name) => name.includes(session)).map((name) => path.join(folder, name)));
    }
    return traces;
  }

  async dispose(): Promise<void> {
    const sessions = this.supervisor.list().map(({ id }) => id);
    await this.supervisor.endAll();
    const left = (await Promise.all(sessions.map((id) => this.traces(id)))).flat();
    await rm(this.root, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`left behind: ${left.join(", ")}`);
  }

  #open(session: string, name: SessionChannelName, params?: unknown) {
    return this.link(session).pipe.open({ session, name, client: "test", params });
  }

  #read(session: string, name: string): Promise<string> {
    return readFile(path.join(this.sessions, session, name), "utf8");
  }
}
