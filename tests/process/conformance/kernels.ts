/** The kernels that the protocol's tests run on, and how each language says the same things. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { newKeys } from "../../../kernel-host/wire/curve";
import type { ConnectionInfo } from "../../../preload/contract/connection-info";
import { WireClient } from "./wire-client";

const repository = path.resolve(import.meta.dirname, "../../..");
const programs = process.env["TANDEM_TEST_KERNELS"] ?? path.join(repository, "out/kernel-host");
/** Electron as Node, as in the app; plain Node where there is no Electron. */
export const electron = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
const asNode = { ELECTRON_RUN_AS_NODE: "1" };
export const python = process.env["TANDEM_TEST_PYTHON"] ?? "python3";

/** A folder with ipykernel 6, for PYTHONPATH; undefined where it could not be had. */
export const ipykernel6 = process.env["TANDEM_TEST_IPYKERNEL6"];

/** The same sentence in the kernel's language. */
export interface Language {
  readonly name: string;
  print(text: string): string;
  printError(text: string): string;
  /** An expression whose value is the number 42, and one that names nothing. */
  readonly fortyTwo: string;
  readonly unknownName: string;
  /** Sets the variable `kept`, and an expression with its value. */
  set(value: number): string;
  readonly kept: string;
  /** Fails with the message "wrong". */
  readonly fail: string;
  readonly failure: string;
  /** Asks, then prints `got ANSWER`. */
  ask(prompt: string): string;
  askSecret(prompt: string): string;
  /** Prints "spinning" and then never ends. */
  readonly spin: string;
  /** Prints "late" by itself 200 ms after it has ended. */
  readonly printLate: string;
  /** Prints `count` numbers, one on a line. */
  printMany(count: number): string;
  /** Takes a while. */
  readonly pause: string;
  readonly incomplete: string;
  readonly invalid: string;
  /** Text before the cursor, and what it becomes with one of the completions. */
  readonly completion: readonly [string, string];
  /** The same behind a character outside of the basic plane. */
  readonly astralCompletion: readonly [string, string];
  /** A name, and something that its inspection says. */
  readonly inspection: readonly [string, string];
  /** Ends the kernel's process with code 3. */
  readonly exit: string;
  /** Shows `<b>bold</b>` as HTML; shows "first" and then "second" in its place; clears the output. */
  readonly html?: string;
  readonly update?: string;
  readonly clear?: string;
}

export interface Kernel {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly language: Language;
  /** It encrypts its sockets over TCP, and is given keys there. */
  readonly encrypts?: true;
  /** The reference may do more, or other things, where the protocol leaves it open. */
  readonly isReference: boolean;
}

const javascript: Language = {
  name: "javascript",
  print: (text) => `console.log(${JSON.stringify(text)})`,
  printError: (text) => `console.error(${JSON.stringify(text)})`,
  fortyTwo: "6 * 7",
  unknownName: "noSuchName",
  set: (value) => `const kept = ${value}`,
  kept: "kept",
  fail: 'throw new RangeError("wrong")',
  failure: "RangeError",
  ask: (prompt) => `console.log("got " + prompt(${JSON.stringify(prompt)}))`,
  askSecret: (prompt) => `console.log("got " + prompt.password(${JSON.stringify(prompt)}))`,
  spin: 'console.log("spinning"); while (true) {}',
  printLate: 'setTimeout(() => console.log("late"), 200); undefined',
  printMany: (count) => `for (let i = 0; i < ${count}; i++) process.stdout.write(i + "\\n")`,
  pause: "await new Promise((resolve) => setTimeout(resolve, 300))",
  incomplete: "for (const x of [1, 2]) {",
  invalid: "foo bar",
  completion: ["Math.ma", "Math.max"],
  astralCompletion: ['"😀".startsW', '"😀".startsWith'],
  inspection: ["Array.isArray", "isArray"],
  exit: "process.exit(3)",
  html: 'display.html("<b>bold</b>"); undefined',
  update: 'const shown = await display("first"); await shown.update("second")',
  clear: "display.clear(true)",
};

const plainPython: Language = {
  name: "python",
  print: (text) => `print(${JSON.stringify(text)})`,
  printError: (text) => `import sys; print(${JSON.stringify(text)}, file=sys.stderr)`,
  fortyTwo: "6 * 7",
  unknownName: "no_such_name",
  set: (value) => `kept = ${value}`,
  kept: "kept",
  fail: 'raise ValueError("wrong")',
  failure: "ValueError",
  ask: (prompt) => `print("got " + input(${JSON.stringify(prompt)}))`,
  askSecret: (prompt) => `import getpass; print("got " + getpass.getpass(${JSON.stringify(prompt)}))`,
  spin: 'print("spinning", flush=True)\nwhile True: pass',
  printLate: 'import threading; threading.Timer(0.2, lambda: print("late")).start()',
  printMany: (count) => `for i in range(${count}): print(i)`,
  pause: "import time; time.sleep(0.3)",
  incomplete: "for x in [1, 2]:",
  invalid: "foo bar",
  completion: ["str.isalp", "str.isalpha"],
  astralCompletion: ['"😀".isalp', '"😀".isalpha'],
  inspection: ["len", "Return the number of items"],
  exit: "import os; os._exit(3)",
  html: 'display({"text/html": "<b>bold</b>", "text/plain": "bold"}, raw=True)',
  update: 'shown = display("first", display_id=True); shown.update("second")',
  clear: "display(clear=True)",
};

const ipython: Language = {
  ...plainPython,
  html: 'from IPython.display import HTML, display; display(HTML("<b>bold</b>"))',
  update:
    'from IPython.display import display; shown = display("first", display_id=True); shown.update("second")',
  clear: "from IPython.display import clear_output; clear_output(wait=True)",
};

export const kernels = {
  javascript: {
    name: "tandem-javascript",
    argv: [electron, path.join(programs, "javascript-kernel.js"), "{connection_file}"],
    env: asNode,
    language: javascript,
    encrypts: true,
    isReference: false,
  },
  python: {
    name: "tandem-python",
    argv: [process.execPath, path.join(programs, "python-kernel.js"), python, "{connection_file}"],
    language: plainPython,
    encrypts: true,
    isReference: false,
  },
  ipykernel: {
    name: "ipykernel",
    argv: [python, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    language: ipython,
    encrypts: true,
    isReference: true,
  },
  /** Only where `ipykernel6` is. */
  ipykernel6: {
    name: "ipykernel 6",
    argv: [python, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    env: { PYTHONPATH: ipykernel6 ?? "" },
    language: ipython,
    isReference: true,
  },
} satisfies Record<string, Kernel>;

export interface RunningKernel {
  readonly connection: ConnectionInfo;
  readonly connectionFile: string;
  readonly process: ChildProcess;
  /** A client; of a kernel that was waited for, one that hears it already. */
  readonly client: WireClient;
  /** Another client; with `stdinLater` its stdin socket waits for its `connectStdin`. */
  connect(options?: { stdinLater?: boolean }): Promise<WireClient>;
  /** Resolves with the exit code or the signal when the process is gone. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** What the process has written to its stdout and stderr. */
  output(): string;
  dispose(): Promise<void>;
}

/** Starts a kernel and waits until it answers. */
export async function startKernel(kernel: Kernel, transport: "tcp" | "ipc"): Promise<RunningKernel> {
  const launched = await launchKernel(kernel, transport);
  const { client, exited, output, dispose } = launched;
  const ended = exited.then((code) =>
    Promise.reject(new Error(`the kernel ended with ${code}: ${output()}`)),
  );
  try {
    await Promise.race([client.ready(), ended]);
    return launched;
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Starts a kernel that need not answer; `client` does not wait for it. */
export async function launchKernel(kernel: Kernel, transport: "tcp" | "ipc"): Promise<RunningKernel> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-conformance-"));
  const connection = await makeConnection(transport, path.join(folder, "k"), kernel);
  const connectionFile = path.join(folder, "kernel.json");
  await writeFile(connectionFile, JSON.stringify(connection), { mode: 0o600 });
  const [program = "", ...args] = kernel.argv.map((arg) => arg.replace("{connection_file}", connectionFile));
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...kernel.env, IPYTHONDIR: path.join(folder, "ipython") },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => words.push(String(data)));
  const exited = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once("exit", (code, signal) => resolve(code ?? signal ?? -1));
    child.once("error", reject);
  });
  exited.catch(() => {});
  const clients: WireClient[] = [];
  const newClient = (stdinLater = false) => {
    const client = new WireClient(connection, { stdinLater });
    clients.push(client);
    return client;
  };
  const connect = async ({ stdinLater = false } = {}) => {
    const client = newClient(stdinLater);
    await (stdinLater ? client.hearing() : client.ready());
    return client;
  };
  const dispose = async () => {
    for (const client of clients) client.close();
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await exited.catch(() => {});
    // Windows keeps the working folder of a process for a moment after its end.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  const output = () => words.join("");
  const client = newClient();
  return { connection, connectionFile, process: child, client, connect, exited, output, dispose };
}

async function makeConnection(
  transport: "tcp" | "ipc",
  ipcPath: string,
  { name, encrypts }: Kernel,
): Promise<ConnectionInfo> {
  const [shell = 1, iopub = 2, stdin = 3, control = 4, hb = 5] =
    transport === "tcp" ? await freePorts(5) : [];
  return {
    transport,
    ip: transport === "tcp" ? "127.0.0.1" : ipcPath,
    ...{ shell_port: shell, iopub_port: iopub, stdin_port: stdin, control_port: control, hb_port: hb },
    key: randomBytes(16).toString("hex"),
    signature_scheme: "hmac-sha256",
    kernel_name: name,
    ...(transport === "tcp" && encrypts && newKeys()),
  };
}

/** Below the ports that the system gives to connections of its own accord, which come and go at any moment. */
const [FIRST_PORT, PAST_PORTS] = [10_240, 32_768];

async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  while (servers.length < count) {
    const server = createServer();
    const bound = new Promise<boolean>((resolve) => {
      server.once("listening", () => resolve(true)).once("error", () => resolve(false));
    });
    server.listen(randomInt(FIRST_PORT, PAST_PORTS), "127.0.0.1");
    if (await bound) servers.push(server);
  }
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
