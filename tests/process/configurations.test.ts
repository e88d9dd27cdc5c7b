/** What a shell configuration does to a real kernel: surroundings, arguments, startup script, event loop, script. */
import { execFileSync, spawnSync } from "node:child_process";
import { constants } from "node:fs";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { LaunchFile } from "../../kernel-host/door/session-files";
import type { LaunchConfiguration } from "../../preload/contract/configurations";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { markedPids } from "./processes";
import { hostProgram, ipykernel, python } from "./programs";
import { until } from "./until";

const builtins = path.dirname(hostProgram);
const electron = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
const builtin = (language: string, program: string, ...args: string[]): LaunchFile["kernel"] => ({
  argv: [electron, path.join(builtins, program), ...args, "{connection_file}"],
  resourceDir: "",
  env: { ELECTRON_RUN_AS_NODE: "1" },
  interruptMode: "message",
  language,
});
const KERNELS = {
  ipykernel: { argv: ipykernel, resourceDir: "", env: {}, interruptMode: "signal", language: "python" },
  "plain Python": builtin("python", "python-kernel.js", python),
  JavaScript: builtin("javascript", "javascript-kernel.js"),
} satisfies Record<string, LaunchFile["kernel"]>;

const NOTHING: LaunchConfiguration = {
  ...{ id: "a", name: "A", revision: "first", base: "/" },
  ...{ environment: [], environmentFile: null, pythonPath: [], arguments: [] },
  ...{ startup: null, eventLoop: "auto", script: null },
};

const hasMatplotlib =
  spawnSync(python, ["-c", "import matplotlib, matplotlib_inline"], { stdio: "ignore" }).status === 0;

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.dispose();
});

/** A session whose files can still be written: its host is started by `start`. */
class Configured {
  client!: TestClient;
  readonly work: string;

  private constructor(
    readonly host: TestHost,
    private launch: LaunchFile,
  ) {
    this.work = path.join(host.root, "work");
  }

  static async prepare(kernel: keyof typeof KERNELS): Promise<Configured> {
    const host = await TestHost.prepare();
    hosts.push(host);
    const text = await readFile(path.join(host.folder, "launch.json"), "utf8");
    return new Configured(host, { ...JSON.parse(text), kernel: KERNELS[kernel] });
  }

  /** Writes a file into the working folder; answers its path. */
  async write(name: string, content: string | Buffer): Promise<string> {
    const file = path.join(this.work, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** Says what the next start of the kernel is to have. */
  async configure(some: Partial<LaunchConfiguration>, launch: Partial<LaunchFile> = {}): Promise<void> {
    this.launch = { ...this.launch, ...launch, configuration: { ...NOTHING, ...some } };
    await writeFile(path.join(this.host.folder, "launch.json"), JSON.stringify(this.launch));
  }

  async start(hostEnv: Record<string, string> = {}): Promise<TestClient> {
    await this.host.launch({ hostEnv });
    this.client = (await this.host.attach()).follow();
    return this.client;
  }

  /** What code prints that is one JSON value. */
  async tell(code: string): Promise<unknown> {
    const end = await this.client.run(code);
    return JSON.parse(this.client.text(end.msgId, "stdout"));
  }

  /** Sentences that the configuration led to. */
  get said(): string[] {
    return this.client.life("configured").map(({ sentence }) => sentence);
  }
}

const TELL_PYTHON = `import json, os, sys
print(json.dumps({
    "argv": sys.argv, "env": {name: os.environ.get(name) for name in ("ADDED", "TAKEN", "LINES", "FROM_FILE", "PATH")},
    "started": started, "near": __import__("near_module").value,
    "file": globals().get("__file__"), "folder": os.getcwd(),
}))`;
const TELL_JAVASCRIPT = `console.log(JSON.stringify({
  argv: process.argv.slice(1), env: Object.fromEntries(["ADDED", "TAKEN", "LINES", "FROM_FILE", "PATH"].map((name) => [name, process.env[name] ?? null])),
  started, folder: process.cwd(),
}))`;

describe.each(["ipykernel", "plain Python", "JavaScript"] as const)("%s", (kernel) => {
  const javascript = kernel === "JavaScript";
  const [startup, script, tell] = javascript
    ? ["start.js", "go.js", TELL_JAVASCRIPT]
    : ["start.py", "go.py", TELL_PYTHON];

  test("has the configuration's surroundings, startup script and script, each time it starts", async () => {
    const session = await Configured.prepare(kernel);
    const print = javascript ? "console.log" : "print";
    const startupFile = await session.write(startup, `${print}('the startup script')\nstarted = [1]\n`);
    const scriptFile = await session.write(`sub/${script}`, tell);
    await session.write("lib/near_module.py", "value = 'near'\n");
    const environmentFile = await session.write(
      ".env",
      "FROM_FILE='a b'\nADDED=overwritten\nTOKEN=s3cret-one\n",
    );
    await session.configure({
      environment: [
        { name: "ADDED", value: "é ${FROM_FILE}" },
        { name: "TAKEN", value: null },
        { name: "LINES", value: "one\ntwo" },
        { name: "PATH", value: "/first:${PATH}" },
        { name: "PASSWORD", value: "s3cret-two" },
      ],
      environmentFile,
      pythonPath: [path.join(session.work, "lib")],
      arguments: ["--fast", 'a "b"\n'],
      startup: { file: startupFile, lines: "", when: "after" },
      script: scriptFile,
    });
    const client = await session.start({ TAKEN: "away" });
    const expected = {
      argv: [scriptFile, "--fast", 'a "b"\n'],
      env: {
        ...{ ADDED: "é a b", TAKEN: null, LINES: "one\ntwo", FROM_FILE: "a b" },
        PATH: `/first:${process.env["PATH"]}`,
      },
      started: [1],
      folder: session.work,
      ...(javascript ? {} : { near: "near", file: scriptFile }),
    };
    const check = async (times: number) => {
      const requests = await until("the script's request", () => {
        const found = client.of("request").filter((record) => record.client === "configuration");
        return found.length === times && found;
      });
      const request = requests.at(-1);
      expect(request?.origin?.file).toBe(scriptFile);
      expect((await client.end(request?.msgId ?? "")).status).toBe("ok");
      expect(JSON.parse(client.text(request?.msgId ?? "", "stdout"))).toEqual(expected);
    };
    await check(1);
    await client.control("restart");
    await check(2);
    expect(session.said).toEqual([1, 2].map(() => `Running the startup script ${startupFile}.`));
    const printed = client.of("stream").filter(({ text }) => text.includes("the startup script"));
    expect(printed).toHaveLength(2);
    // The next execution is the second one of this life: the configuration's own code has no number.
    expect(client.status).toMatchObject({ configuration: "first", used: true });
    expect((await client.run("1")).executionCount).toBe(2);
    expect(`${JSON.stringify(client.records)}${await session.host.log()}`).not.toContain("s3cret");
  });

  test("lives on when nothing of it can be done, and says each", async () => {
    const session = await Configured.prepare(kernel);
    const latin = await session.write(script, Buffer.from("# caf\xe9", "latin1"));
    const failing = await session.write(startup, "before = 1\nnothing_of_this_name\n");
    await session.configure(
      {
        environmentFile: "/nowhere/.env",
        startup: { file: failing, lines: "", when: "before" },
        script: latin,
        eventLoop: javascript ? "tk" : "qt5",
      },
      { cwd: "/nowhere" },
    );
    const client = await session.start({ SPOILT: "caf\ufffd" });
    await client.state("idle");
    expect(await session.tell(javascript ? "console.log(`${before}`)" : "print(before)")).toBe(1);
    const said = session.said.join("\n");
    expect(said).toContain("The environment variable SPOILT is not UTF-8");
    expect(said).toContain("The environment file /nowhere/.env is not used: it is not there.");
    expect(said).toContain(`The script ${latin} is not run: it is not UTF-8 text.`);
    expect(said).toMatch(/The startup script \S+ failed \(\w*Error: .*nothing_of_this_name.*\)/);
    if (javascript) expect(said).toContain("The configuration's event loop is not used");
    expect(client.life("starting").at(-1)?.sentence).toBe(
      `The folder /nowhere is not there: the kernel works in ${homedir()}.`,
    );
    const shown = client.messages("error").map(({ content }) => JSON.stringify(content));
    expect(shown.join()).toContain("nothing_of_this_name");
  });

  test("is interrupted in a startup script that does not end, and then takes what waited", async () => {
    const session = await Configured.prepare(kernel);
    const endless = javascript
      ? "globalThis.at = 1; console.log('it runs'); for (;;) {}"
      : "at = 1; print('it runs', flush=True)\nwhile True: pass";
    await session.configure({ startup: { file: null, lines: endless, when: "after" } });
    const client = await session.start();
    await until("its first line", () => client.of("stream").some(({ text }) => text.includes("it runs")));
    await client.state("busy");
    const waiting = await client.send(javascript ? "console.log(`${at}`)" : "print(at)");
    await client.control("interrupt");
    expect((await client.end(waiting)).status).toBe("ok");
    expect(client.text(waiting)).toBe("1\n");
    expect(session.said[0]).toBe("Running the configuration's startup lines.");
    expect(session.said[1]).toContain("The startup lines failed");
  });
});

test.each(["ipykernel", "plain Python"] as const)(
  "%s keeps the event loop that was chosen alive",
  async (kernel) => {
    const session = await Configured.prepare(kernel);
    await session.configure({ eventLoop: "asyncio" });
    const client = await session.start();
    await client.state("idle");
    const end = await client.run(
      "import asyncio\nasync def later():\n    await asyncio.sleep(0.2)\n    print('turned')\nawait asyncio.sleep(0)\ntask = asyncio.ensure_future(later())",
    );
    expect(end.status).toBe("ok");
    await until("the task's end", () => client.of("stream").some(({ text }) => text.includes("turned")));
    expect(session.said).toEqual([]);
    await session.configure({ eventLoop: "none" });
    await client.control("restart");
    await client.state("idle");
    expect((await client.run("1")).status).toBe("ok");
    expect(session.said).toEqual([]);
  },
);

test.runIf(hasMatplotlib).each(["ipykernel", "plain Python"] as const)(
  "%s gives figures in the formats that were chosen",
  { timeout: 120_000 },
  async (kernel) => {
    const session = await Configured.prepare(kernel);
    await session.configure({ figureFormats: "both" });
    const client = await session.start();
    await client.state("idle");
    const draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()";
    const figure = () => client.messages("display_data").at(-1)?.content as Record<string, object>;
    expect((await client.run(draw)).status).toBe("ok");
    expect(figure()["data"]).toMatchObject({
      "image/png": expect.stringMatching(/^iVBOR/),
      "image/svg+xml": expect.stringContaining("<svg"),
    });
    await session.configure({ figureFormats: "retina" });
    await client.control("restart");
    await client.state("idle");
    expect((await client.run(draw)).status).toBe("ok");
    expect(Object.keys(figure()["data"] ?? {})).not.toContain("image/svg+xml");
    const { width } = (figure()["metadata"] as Record<string, { width: number }>)["image/png"] ?? {};
    const image = Buffer.from((figure()["data"] as Record<string, string>)["image/png"] ?? "", "base64");
    expect(Math.floor(image.readUInt32BE(16) / 2)).toBe(width);
    expect(session.said).toEqual([]);
  },
);

test("a restart uses the configuration as it is by then, and a new host knows which one the kernel has", async () => {
  const session = await Configured.prepare("ipykernel");
  await session.configure({ arguments: ["one"] });
  const client = await session.start();
  await client.state("idle");
  const tellArguments = "import sys, json; print(json.dumps(sys.argv))";
  expect(await session.tell(tellArguments)).toEqual(["", "one"]);
  const other = path.join(session.host.root, "other");
  await mkdir(other);
  const change = { kernel: KERNELS["plain Python"], cwd: other };
  await session.configure({ revision: "second", arguments: ["two"] }, change);
  expect(client.status?.configuration).toBe("first");
  const next = await session.host.replace({});
  session.client = next;
  expect((await next.state("idle")).configuration).toBe("first");
  await next.control("restart");
  await until(
    "the second one",
    () => next.status?.state === "idle" && next.status.configuration === "second",
  );
  expect(await session.tell(tellArguments)).toEqual(["", "two"]);
  expect(await session.tell("import os, json; print(json.dumps(os.getcwd()))")).toBe(other);
  expect(next.prompts.at(-1)).toMatchObject({ kind: "primary", text: ">>> " });
});

test("a kernel that dies is started again as often as the configuration says by then", async () => {
  const session = await Configured.prepare("plain Python");
  await session.configure({});
  const client = await session.start();
  await client.state("idle");
  await session.configure({ revision: "second" }, { restart: { limit: 1 } });
  await client.control("restart");
  await until(
    "the second one",
    () => client.status?.state === "idle" && client.status.configuration === "second",
  );
  await client.run("import os; os._exit(3)");
  await until("a third life", () => client.status?.state === "idle" && client.status.life === 3);
  await client.run("os = __import__('os'); os._exit(4)");
  await client.state("dead");
});

describe.skipIf(process.platform === "win32")("an environment file that does not come to its end", () => {
  async function waiting() {
    const session = await Configured.prepare("ipykernel");
    const fifo = path.join(session.work, ".env");
    execFileSync("mkfifo", [fifo]);
    await session.configure({ environmentFile: fifo });
    const client = await session.start();
    await until("the first start", () => client.life("starting").length === 1);
    return { session, client, fifo };
  }

  test("a restart meanwhile leaves one kernel, and each output once", async () => {
    const { session, client, fifo } = await waiting();
    const restarted = client.control("restart");
    await until("the second start", () => client.life("starting").length === 2);
    await until("the kernel", async () => {
      // For whoever has it open by now.
      const writer = await open(fifo, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => undefined);
      await writer?.write("READ=1\n").catch(() => {});
      await writer?.close();
      return client.status?.state === "idle";
    });
    expect(await restarted).toMatchObject({ type: "done" });
    const end = await client.run("print('once')");
    expect(end).toMatchObject({ status: "ok", life: 2, executionCount: 1 });
    expect(client.text(end.msgId)).toBe("once\n");
    expect(await markedPids(session.host.session)).toHaveLength(1);
  });

  test("a shutdown meanwhile ends the session at once", async () => {
    const { session, client } = await waiting();
    expect(await client.control("shutdown")).toMatchObject({ type: "done" });
    expect(await session.host.exited()).toBe(0);
    expect(client.life("shut down")).toHaveLength(1);
  });
});
