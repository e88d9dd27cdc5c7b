/** A host that is killed and followed by another, on a real kernel: what goes on, what is lost, and what is said of it. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { breaksIn, firstNumbers, numbersIn, printsUntil, totalIn } from "../numbered-lines";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { isAlive } from "./processes";
import { fixture, python } from "./programs";
import { until } from "./until";

let host: TestHost;
afterEach(() => host.dispose());

const GAP =
  /^The kernel-host was replaced at \d\d:\d\d; output between \d\d:\d\d:\d\d and \d\d:\d\d:\d\d may be missing\.$/;

async function ready(options: Parameters<typeof TestHost.start>[0] = {}): Promise<TestClient> {
  host = await TestHost.start(options);
  const client = (await host.attach()).follow();
  await client.state("idle");
  return client;
}

describe("a running cell", () => {
  it("goes on under a new host: nothing doubled, nothing out of order, nothing lost but in the one named gap", async () => {
    const before = await ready();
    const { pid } = await host.readKernelFile();
    const stop = path.join(host.root, "stop");
    const id = await before.send(printsUntil(stop));
    await until("some output", () => numbersIn(before.text(id)).length > 200);
    const known = before.records.slice();

    const after = await host.replace();
    const gap = await after.lifeEvent("host replaced");
    expect(gap.sentence).toMatch(GAP);
    await until("output after the gap", () =>
      after.records.some((one) => one.kind === "stream" && one.seq > gap.seq),
    );
    expect(await after.state("busy")).toMatchObject({ pid, life: 1 });
    await writeFile(stop, "");
    expect(await after.end(id)).toMatchObject({ status: "ok", executionCount: 1 });

    // What was shown before is there as it was, under the same numbers.
    expect(after.records.slice(0, known.length)).toEqual(known);
    expect(after.records.map(({ seq }) => seq)).toEqual(after.records.map((_, i) => i + 1));
    const printed = numbersIn(after.text(id));
    const holes = breaksIn(printed);
    expect(printed[0]).toBe(0);
    expect(holes.length).toBeLessThanOrEqual(1);
    for (const i of holes) expect(printed[i]).toBeGreaterThan(printed[i - 1] ?? 0);
    expect(printed.at(-1)).toBe((totalIn(after.text(id)) ?? 0) - 1);
    expect(after.life("host replaced")).toHaveLength(1);
    expect(after.life("question may be lost")).toEqual([]);
    expect((await host.readKernelFile()).pid).toBe(pid);
    await after.state("idle");
    expect(after.prompts.at(-1)).toMatchObject({ kind: "primary", executionCount: 2 });
  });

  it("is gone on with also where the dead host could not note that its kernel had started", async () => {
    const before = await ready();
    const kernel = await host.readKernelFile();
    // It is noted before anybody is told.
    expect(kernel.ready).toBe(true);
    const stop = path.join(host.root, "stop");
    const running = await before.send(printsUntil(stop));
    await until("some output", () => numbersIn(before.text(running)).length > 10);
    await host.kill();
    await writeFile(path.join(host.folder, "kernel.json"), JSON.stringify({ ...kernel, ready: false }));
    await writeFile(stop, "");
    await host.launch();
    const after = (await host.attach("next")).follow();
    expect((await after.end(running)).status).toMatch(/^(?:ok|ended during the gap)$/);
    expect((await after.run("print(n > 10)")).status).toBe("ok");
    expect(after.life("ready")).toHaveLength(1);
  });

  it("keeps what is queued behind it, which runs then, once", async () => {
    const before = await ready();
    const stop = path.join(host.root, "stop");
    const running = await before.send(printsUntil(stop));
    await before.begun(running);
    const queued = [await before.send("print('second')"), await before.send("print('third')")];
    const after = await host.replace();
    await after.lifeEvent("host replaced");
    await writeFile(stop, "");
    for (const id of [running, ...queued]) expect((await after.end(id)).status).toBe("ok");
    expect(queued.map((id) => after.text(id))).toEqual(["second\n", "third\n"]);
    expect(after.of("request_sent")).toHaveLength(3);
    expect((await after.shell({ type: "execute_request", id: running, code: "1" })).type).toBe("refused");
  });

  it("that ends while there is no host is told as ended during the gap, and nothing behind it is run", async () => {
    const before = await ready();
    const [stop, done] = [path.join(host.root, "stop"), path.join(host.root, "done")];
    const running = await before.send(`${printsUntil(stop)}\nopen(${JSON.stringify(done)}, "w").close()`);
    await before.begun(running);
    const queued = await before.send("print('not to be run')");
    await host.kill();
    await writeFile(stop, "");
    await until("the cell's end", () =>
      readFile(done).then(
        () => true,
        () => false,
      ),
    );
    await host.launch();
    const after = (await host.attach("next")).follow();
    expect((await after.end(running)).status).toBe("ended during the gap");
    expect((await after.end(queued)).status).toBe("aborted");
    expect((await after.run("print('goes on')")).status).toBe("ok");
  });

  it("can be interrupted under the new host, and restarted", async () => {
    const before = await ready();
    const running = await before.send("print('runs')\nwhile True: pass");
    await until("what it says", () => before.text(running) === "runs\n");
    const after = await host.replace();
    await after.lifeEvent("host replaced");
    expect(await after.control("interrupt")).toMatchObject({ type: "done" });
    expect((await after.end(running)).status).toBe("error");
    const { pid } = await host.readKernelFile();
    expect(await after.control("restart")).toMatchObject({ type: "done" });
    expect(isAlive(pid)).toBe(false);
    expect((await after.run("print('second life')")).status).toBe("ok");
    expect(after.status).toMatchObject({ life: 2 });
  });
});

describe("a stopped kernel", () => {
  it("whose host is replaced meanwhile is heard again when it goes on", async () => {
    const before = await ready();
    await before.run("x = 41");
    const { pid } = await host.readKernelFile();
    process.kill(pid, "SIGSTOP");
    const after = await host.replace();
    await after.lifeEvent("host replaced");
    const asked = await after.send("print(x + 1)");
    process.kill(pid, "SIGCONT");
    expect((await after.end(asked)).status).toBe("ok");
    expect(after.text(asked)).toBe("42\n");
  });
});

describe("input()", () => {
  it("that waited before is answered after", async () => {
    const before = await ready();
    const id = await before.send("name = input('Who? '); print('hello', name)");
    const asked = await before.state("waiting for input");
    expect(asked.state).toBe("waiting for input");
    const after = await host.replace();
    await after.state("waiting for input");
    const prompt = after.prompts.at(-1);
    expect(prompt).toMatchObject({ kind: "input", text: "Who? ", password: false });
    if (prompt?.kind !== "input") return;
    expect(
      await after.shell({ type: "input_reply", requestId: prompt.requestId, value: "Ada" }),
    ).toMatchObject({
      type: "accepted",
    });
    expect((await after.end(id)).status).toBe("ok");
    expect(after.text(id)).toContain("hello Ada\n");
    expect(after.life("question may be lost")).toEqual([]);
  });

  it("whose question fell into the gap can be given a line", async () => {
    const before = await ready();
    const [go, asked] = [path.join(host.root, "go"), path.join(host.root, "asked")];
    const id = await before.send(`
import os, time
while not os.path.exists(${JSON.stringify(go)}): time.sleep(0.01)
open(${JSON.stringify(asked)}, "w").close()
print("got", input("Who? "))`);
    await before.begun(id);
    expect((await before.shell({ type: "input_line", value: "too early" })).type).toBe("refused");
    await host.kill();
    await writeFile(go, "");
    await until("the question", () =>
      readFile(asked).then(
        () => true,
        () => false,
      ),
    );
    // The message of the question is under way to nobody; a moment later it is gone.
    await until("the kernel to wait", async () => {
      const { pid } = await host.readKernelFile();
      return /^State:\s+S/m.test(await readFile(`/proc/${pid}/status`, "utf8"));
    });
    await host.launch();
    const after = (await host.attach("next")).follow();
    await until(
      "the offer or the question",
      () => after.status?.mayWaitForInput || after.prompts.at(-1)?.kind === "input",
    );
    const prompt = after.prompts.at(-1);
    if (prompt?.kind === "input") {
      // ZeroMQ kept it for the routing id: then it is asked as any other.
      await after.shell({ type: "input_reply", requestId: prompt.requestId, value: "Ada" });
    } else {
      expect((await after.lifeEvent("question may be lost")).sentence).toContain("Send a line of input");
      expect(await after.shell({ type: "input_line", value: "Ada" })).toMatchObject({ type: "accepted" });
    }
    expect((await after.end(id)).status).toBe("ok");
    expect(after.text(id)).toContain("got Ada\n");
    expect(after.status?.mayWaitForInput).toBeUndefined();
  });
});

describe("the kernel's own stdout", () => {
  it("goes on from its offset: nothing of it twice, nothing lost", async () => {
    const before = await ready();
    const stop = path.join(host.root, "stop");
    // A process of its own, because ipykernel takes descriptors 1 and 2 for itself.
    const id = await before.send(`
import os, subprocess, sys
code = """
import os, time
n = 0
while not os.path.exists(${JSON.stringify(stop)}):
    os.write(1, ("line " + str(n) + chr(10)).encode())
    n += 1
    time.sleep(0.001)
os.write(1, b"end " + str(n).encode() + b"\\\\n")
"""
raw = os.open(${JSON.stringify(path.join(host.folder, "raw-stdout"))}, os.O_WRONLY | os.O_APPEND)
subprocess.Popen([sys.executable, "-c", code], stdout=raw)`);
    expect((await before.end(id)).status).toBe("ok");
    const raw = (client: TestClient) =>
      client
        .of("raw")
        .map(({ text }) => text)
        .join("");
    await until("raw output", () => numbersIn(raw(before)).length > 100);
    const after = await host.replace();
    const again = await (async () => {
      await until("more of it", () => numbersIn(raw(after)).length > 600);
      return host.replace();
    })();
    await writeFile(stop, "");
    const total = await until("its end", () => totalIn(raw(again)));
    expect(numbersIn(raw(again))).toEqual(firstNumbers(total));
  });
});

describe("the kernel", () => {
  it("of a host that died is told dead when it dies after, with its exit status unknown", async () => {
    const before = await ready();
    await before.run("print('words')");
    const after = await host.replace();
    await after.lifeEvent("host replaced");
    const { pid } = await host.readKernelFile();
    process.kill(pid, "SIGKILL");
    const { sentence, exit } = await after.lifeEvent("died");
    expect(sentence).toContain("exit status unknown");
    expect(exit).toMatchObject({ code: null, signal: null });
    await after.state("dead");
    expect(await after.control("restart")).toMatchObject({ type: "done" });
    expect((await after.run("print('again')")).status).toBe("ok");
  });

  it("that died with its host is told so, and none is started unasked", async () => {
    const before = await ready();
    const open = await before.send("while True: pass");
    await before.begun(open);
    const { pid } = await host.readKernelFile();
    await host.kill();
    process.kill(pid, "SIGKILL");
    await until("the kernel's end", () => !isAlive(pid));
    await host.launch({ mode: "--adopt" });
    const after = (await host.attach("next")).follow();
    expect(await after.state("dead")).toMatchObject({ used: true });
    expect((await after.end(open)).status).toBe("kernel died");
    expect(after.prompts.at(-1)).toEqual({ kind: "dead" });
  });

  it("that has another's pid now is not taken for it", async () => {
    const before = await ready();
    const { pid } = await host.readKernelFile();
    await host.kill();
    process.kill(pid, "SIGKILL");
    await until("the kernel's end", () => !isAlive(pid));
    const file = path.join(host.folder, "kernel.json");
    const kernel = JSON.parse(await readFile(file, "utf8"));
    await writeFile(file, JSON.stringify({ ...kernel, pid: process.pid }));
    await host.launch({ mode: "--adopt" });
    const after = (await host.attach("next")).follow();
    await after.state("dead");
    expect(after.life("host replaced")).toEqual([]);
    expect(before.closed).toBe(true);
  });

  it("that was starting when its host died is waited for", async () => {
    host = await TestHost.start({
      argv: [
        python,
        "-c",
        "import time, runpy, sys; time.sleep(2); sys.argv = ['k', '-f', sys.argv[1]]; runpy.run_module('ipykernel_launcher', run_name='__main__')",
        "{connection_file}",
      ],
    });
    const before = (await host.attach()).follow();
    const id = await before.send("print('first')");
    await until("the kernel's process", () => host.readKernelFile().catch(() => undefined));
    const after = await host.replace();
    expect((await after.end(id)).status).toBe("ok");
    expect(after.text(id)).toBe("first\n");
    expect(after.life("ready")).toHaveLength(1);
  });
});

describe("several clients", () => {
  it("see one question: a late one too, and the first answer counts for all", async () => {
    const first = await ready();
    const id = await first.send("print('hello', input('Who? '))");
    await first.state("waiting for input");
    const late = (await host.attach("late")).follow();
    await late.state("waiting for input");
    const prompt = late.prompts.at(-1);
    if (prompt?.kind !== "input") throw new Error("no question");
    const reply = (value: string) => ({ type: "input_reply", requestId: prompt.requestId, value });
    expect((await late.shell(reply("Ada"))).type).toBe("accepted");
    expect(await first.shell(reply("Bob"))).toMatchObject({ type: "refused" });
    for (const client of [first, late]) {
      expect((await client.end(id)).status).toBe("ok");
      expect(client.of("input_answered")).toMatchObject([{ client: "late", value: "Ada" }]);
      expect(client.text(id)).toContain("hello Ada\n");
      expect(client.prompts.at(-1)?.kind).not.toBe("input");
    }
  });

  it("of another program go on too: the kernel is busy with their cell under the next host", async () => {
    await ready();
    const stop = path.join(host.root, "stop");
    const { promise } = runForeign(printsUntil(stop));
    const before = host.clients[0] as TestClient;
    await until("its output", () => before.of("stream").some(({ foreign }) => foreign));
    const after = await host.replace();
    await after.lifeEvent("host replaced");
    await after.state("busy");
    const queued = await after.send("print('behind it')");
    await writeFile(stop, "");
    expect(await promise).toContain("ok");
    expect((await after.end(queued)).status).toBe("ok");
    await after.state("idle");
  });
});

/** Another Jupyter client on the kernel, running code; resolves with what it said. */
function runForeign(code: string): { promise: Promise<string> } {
  const args = [fixture("foreign_client.py"), host.connectionFile, code];
  return { promise: promisify(execFile)(python, args).then(({ stdout }) => stdout) };
}

describe("two hosts on one session", () => {
  it("one has it, the other says who", async () => {
    const client = await ready();
    await client.run("x = 1");
    const { file } = host;
    const first = host.process;
    await expect(host.launch()).rejects.toThrow(`the host ended: `);
    expect(host.process.exitCode).toBe(3);
    expect(await host.log()).toContain(`Another kernel-host (process ${file.pid}) serves this session`);
    host.process = first;
    expect((await client.run("print(x)")).status).toBe("ok");
  });
});
