import { existsSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CliProfile, CTRL_C, CTRL_D, ENTER } from "./cli-fixture";
import { until } from "./until";

let profile: CliProfile;
beforeEach(async () => {
  profile = await CliProfile.make();
  await profile.script("begin.py", "print('begun')\n");
  const { code, stderr } = await profile.run(["run", "--name", "lab", "begin.py"]);
  expect(code, stderr).toBe(0);
});
afterEach(() => profile.dispose());

describe("tandem attach", () => {
  it("shows the session, runs what is typed, interrupts at Ctrl+C, leaves at Ctrl+D while the kernel goes on", async () => {
    const terminal = profile.terminal(["attach", "lab"]);
    await terminal.shows(/\nbegun\n[^]*In \[3\]: $/);
    terminal.type(`6 * 7${ENTER}`);
    await terminal.shows(/In \[3\]: 6 \* 7\nOut\[3\]: 42\nIn \[4\]: $/);

    terminal.type(`def f(x):${ENTER}`);
    await terminal.shows(/\.\.\.: {5}$/);
    terminal.type(`return x + 1${ENTER}`);
    await terminal.shows(/return x \+ 1\n {3}\.\.\.: {5}$/);
    terminal.type(ENTER);
    await terminal.shows("In [5]: ");
    terminal.type(`f(1)${ENTER}`);
    await terminal.shows("Out[5]: 2");

    terminal.type(`import time${ENTER}`);
    await terminal.shows("In [7]: ");
    terminal.type(`print('sle' + 'eping'); time.sleep(600)${ENTER}`);
    await terminal.shows("sleeping");
    terminal.type(CTRL_C);
    await terminal.shows(/KeyboardInterrupt[^]*In \[8\]: $/);

    // A line that is dropped is not run.
    terminal.type("1 / 0");
    await terminal.shows("1 / 0");
    terminal.type(CTRL_C);
    terminal.type(`kept = 'kept'${ENTER}`);
    await terminal.shows("In [9]: ");
    expect(terminal.text).not.toContain("ZeroDivisionError");

    terminal.type(CTRL_D);
    expect(await terminal.ended()).toBe(0);
    const { stdout } = await profile.run(["attach", "lab"], { input: "print(kept * 2)" });
    expect(stdout).toContain("keptkept\n");
  });

  it("answers input(), and shows nothing of a password", async () => {
    const terminal = profile.terminal(["attach", "lab"]);
    await terminal.shows("In [3]: ");
    terminal.type(`print('<' + input('Who? ') + '>')${ENTER}`);
    await terminal.shows(/\nWho\? $/);
    terminal.type(`Ada${ENTER}`);
    await terminal.shows(/Who\? Ada\n<Ada>\n/);

    await terminal.shows("In [4]: ");
    terminal.type(`import getpass; print(len(getpass.getpass('Key: ')))${ENTER}`);
    await terminal.shows(/\nKey: $/);
    terminal.type(`seCRet12${ENTER}`);
    await terminal.shows(/\n8\nIn \[5\]: $/);
    expect(terminal.raw).not.toContain("seC");
    terminal.type("\x1b[A");
    await terminal.shows(/In \[5\]: import getpass/);
    terminal.type(CTRL_C);
    terminal.type(CTRL_D);
    expect(await terminal.ended()).toBe(0);
    const { stdout } = await profile.run(["log", "lab", "--json"]);
    expect(stdout).not.toContain("seCRet12");
  });

  it("begins where this user last saw the session, also when the line broke", async () => {
    const first = profile.terminal(["attach", "lab"]);
    await first.shows("In [3]: ");
    first.type(
      `import time; [(print(i, 'th', flush=True), time.sleep(0.05)) for i in range(30)] and None${ENTER}`,
    );
    await first.shows("3 th\n");
    first.type(CTRL_D);
    expect(await first.ended()).toBe(0);

    const second = profile.terminal(["attach", "lab"]);
    await second.shows("29 th");
    await second.shows("In [4]: ");
    const lines = (text: string) => text.match(/^\d+ th$/gm) ?? [];
    const seen = lines(first.text);
    expect(seen.length).toBeLessThan(30);
    expect([...seen, ...lines(second.text)]).toEqual(Array.from({ length: 30 }, (_, i) => `${i} th`));
    expect(second.text).not.toContain("begun");
    second.hangUp();
    await second.ended();

    const third = await profile.run(["attach", "lab"]);
    expect(third).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("shows what other clients send, and who; the first answer to a question counts for all", async () => {
    const one = profile.terminal(["attach", "lab"]);
    const two = profile.terminal(["attach", "lab"]);
    await one.shows("In [3]: ");
    await two.shows("In [3]: ");
    two.type("half a li");
    await two.shows("half a li");
    one.type(`print('<' + input('Both? ') + '>')${ENTER}`);
    await two.shows(/terminal .*@pts\/\d+, \d\d:\d\d\nIn \[3\]: print\('<' \+ input\('Both\? '\) \+ '>'\)\n/);
    await two.shows(/Both\? /);
    await one.shows(/\nBoth\? $/);
    two.type(`${"\x15"}yes${ENTER}`);
    await one.shows(/Both\? yes {2}\(answered by .*@pts\/\d+\)\n<yes>\n/);
    await two.shows(/<yes>\n/);
    await one.shows(/In \[4\]: $/);
    await two.shows(/In \[4\]: $/);
    one.type(CTRL_D);
    two.type(CTRL_D);
    expect(await one.ended()).toBe(0);
    expect(await two.ended()).toBe(0);
  });

  it("restarts a kernel, asking where something would be lost; one that died says how", async () => {
    const terminal = profile.terminal(["attach", "lab"]);
    await terminal.shows("In [3]: ");
    terminal.type(`.restart${ENTER}`);
    await terminal.shows(".restart once more does it.");
    terminal.type(`.restart${ENTER}`);
    await terminal.shows(/once more does it\.[^]*In \[1\]: $/);
    terminal.type(`import os; os._exit(3)${ENTER}`);
    await terminal.shows("The kernel is dead. .restart starts it again");
    terminal.type(`.restart${ENTER}`);
    await terminal.shows(/is dead[^]*In \[1\]: $/);
    terminal.type(`print('alive', 'again')${ENTER}`);
    await terminal.shows("alive again");
    terminal.type(CTRL_D);
    expect(await terminal.ended()).toBe(0);
  });

  it("sends a line of input to a kernel whose question was not heard", async () => {
    const [id] = await profile.ids();
    const terminal = profile.terminal(["attach", "lab"]);
    await terminal.shows("In [3]: ");
    await profile.script(
      "ask.py",
      `import os, time
open('waiting', 'w').close()
while not os.path.exists('ask'): time.sleep(0.02)
open('asking', 'w').close()
print('<' + input('Heard? ') + '>')
`,
    );
    terminal.type(`exec(open('ask.py').read())${ENTER}`);
    await until("the request at the kernel", () => existsSync(path.join(profile.work, "waiting")));
    terminal.type(CTRL_D);
    expect(await terminal.ended()).toBe(0);
    await profile.killHost(id as string);
    await profile.script("ask", "");
    await until("the question", () => existsSync(path.join(profile.work, "asking")));
    const next = profile.terminal(["attach", "lab"]);
    await next.shows("The kernel may be waiting for a line of input");
    next.type(`.input I did${ENTER}`);
    await next.shows("<I did>");
    next.type(CTRL_D);
    expect(await next.ended()).toBe(0);
  });

  it("is told when the kernel is shut down by another", async () => {
    const terminal = profile.terminal(["attach", "lab"]);
    await terminal.shows("In [3]: ");
    expect((await profile.run(["stop", "lab"])).code).toBe(0);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.text).toContain("lab was shut down.");
    expect((await profile.run(["sessions"])).stdout).toMatch(/lab +python3 +closed /);
  });

  it("prints plain text when stdout is no terminal, and colours where they are forced", async () => {
    const input = "print('\\x1b[31mred\\x1b[0m \\x1b]0;title\\x07end')";
    const plain = await profile.run(["attach", "lab"], { input });
    expect(plain.stdout).toMatch(/\nred end\n$/);
    expect(plain.stdout).not.toContain("\x1b");
    const coloured = await profile.run(["attach", "lab"], { input, env: { FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain("\x1b[31mred\x1b[0m end\n");
    expect(coloured.stdout).not.toContain("\x1b]");
    const failed = await profile.run(["attach", "lab"], { input: "1 / 0" });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("ZeroDivisionError");
  });
});
