import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CliProfile, CTRL_C, ENTER } from "./cli-fixture";

let profile: CliProfile;
beforeEach(async () => {
  profile = await CliProfile.make();
});
afterEach(() => profile.dispose());

describe("tandem run", () => {
  it("runs a script with its arguments, its output where a script's output goes, and keeps the session", async () => {
    await profile.script(
      "fit.py",
      "import sys\nprint(sys.argv[1:], __name__)\nprint('careful', file=sys.stderr)\nrate = 42\nrate\n",
    );
    const { code, stdout, stderr } = await profile.run(["run", "--kernel", "python3", "fit.py", "a", "--b"]);
    expect(stdout).toBe("['a', '--b'] __main__\n");
    expect(stderr).toBe("careful\n");
    expect(code).toBe(0);

    const listed = JSON.parse((await profile.run(["sessions", "--json"])).stdout);
    expect(listed).toMatchObject([{ name: "fit.py", kernel: "python3", state: "idle", cwd: profile.work }]);
    expect(listed[0].size).toBeGreaterThan(0);
    expect(listed[0].id).toBe((await profile.ids())[0]);

    const later = await profile.run(["attach", "fit.py"], { input: "print(rate + 1)" });
    expect(later.stdout).toMatch(/\n43\n$/);
    expect(later.code).toBe(0);
  });

  it("ends with 1 at an error, and with the script's own code at sys.exit", async () => {
    await profile.script("bad.py", "print('before')\n1 / 0\n");
    const bad = await profile.run(["run", "bad.py"]);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toBe("before\n");
    expect(bad.stderr).toContain("ZeroDivisionError: division by zero");

    await profile.script("exits.py", "import sys\nsys.exit(7)\n");
    expect(await profile.run(["run", "exits.py"])).toEqual({ code: 7, stdout: "", stderr: "" });
    await profile.script("says.py", "raise SystemExit('no data')\n");
    expect(await profile.run(["run", "says.py"])).toEqual({ code: 1, stdout: "", stderr: "no data\n" });
  });

  it("ends with the code that a script ends itself with, in each kernel", async () => {
    await profile.script("exits.py", "print('before')\nexit(7)\nprint('after')\n");
    await profile.script("quits.py", "import os\nprint('before', flush=True)\nos._exit(7)\n");
    await profile.script("exits.js", "console.log('before');\nprocess.exit(7);\n");
    await profile.script("fails.js", "console.log('before');\nthrow new TypeError('wrong');\n");
    const runs: readonly [args: string[], code: number, stderr: RegExp][] = [
      [["--kernel", "python3", "--name", "ipython", "exits.py"], 7, /^$/],
      [["--kernel", "plain", "exits.py"], 7, /^$/],
      [["--kernel", "plain", "quits.py"], 7, /^.*ended with exit code 7.*\n$/],
      [["exits.js"], 7, /^.*process\.exit\(7\).*\n$/],
      [["fails.js"], 1, /TypeError: wrong/],
    ];
    for (const [args, code, stderr] of runs) {
      const ended = await profile.run(["run", ...args]);
      // A busy machine may say that a kernel takes its time.
      const said = ended.stderr.replace(/^.* needs longer than usual to start\.\n/m, "");
      expect({ ...ended, stderr: said }).toEqual({
        code,
        stdout: "before\n",
        stderr: expect.stringMatching(stderr),
      });
    }
    // The script's exit() was its own: whoever attaches has IPython's.
    const later = await profile.run(["attach", "ipython"], { input: "print(type(exit).__name__)" });
    expect(later.stdout).toContain("ZMQExitAutocall\n");
  });

  it("ends with 4 when the kernel dies", async () => {
    await profile.script(
      "dies.py",
      "import os, signal\nprint('alive')\nos.kill(os.getpid(), signal.SIGKILL)\n",
    );
    const { code, stderr } = await profile.run(["run", "dies.py"]);
    expect(stderr).toContain("SIGKILL");
    expect(code).toBe(4);
  });

  it("answers input() from stdin", async () => {
    await profile.script("asks.py", "a = input('First? ')\nb = input()\nprint(a + '-' + b)\n");
    const { code, stdout } = await profile.run(["run", "asks.py"], { input: "one\ntwo\n" });
    expect(stdout).toMatch(/one-two\n$/);
    expect(code).toBe(0);
  });

  it("leaves at once with --detach; the script goes on", async () => {
    await profile.script(
      "long.py",
      "import time\nwhile True:\n    print('tick', flush=True)\n    time.sleep(0.2)\n",
    );
    const { code, stdout } = await profile.run(["run", "--detach", "--name", "watch", "long.py"]);
    expect(code).toBe(0);
    const [id] = await profile.ids();
    expect(stdout).toBe(`${id} watch\n`);
    const log = profile.start(["log", "--follow", "watch"]);
    const ticks = new Promise<void>((resolve) => {
      let text = "";
      log.stdout.on("data", (chunk) => {
        text += chunk;
        if (text.includes("tick\ntick\ntick")) resolve();
      });
    });
    await ticks;
    // Whoever reads has enough: no word about it.
    let complaint = "";
    log.stderr.on("data", (chunk) => {
      complaint += chunk;
    });
    const closed = new Promise<number | null>((resolve) => log.once("close", resolve));
    log.stdout.destroy();
    expect(await closed).toBe(0);
    expect(complaint).toBe("");
  });

  it("interrupts the script at Ctrl+C and keeps the session", async () => {
    await profile.script("loop.py", "import time\nprint('begun')\nwhile True: time.sleep(0.01)\n");
    const terminal = profile.terminal(["run", "loop.py"]);
    await terminal.shows("begun");
    terminal.type(CTRL_C);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.text).toContain("KeyboardInterrupt");
    const { stdout } = await profile.run(["attach", "loop.py"], { input: "print('still', 'here')" });
    expect(stdout).toContain("still here");
  });

  it("asks on the terminal, and shows a progress bar in one line", async () => {
    await profile.script(
      "bar.py",
      "n = int(input('How many? '))\nfor i in range(n): print(f'\\r{i + 1} of {n}', end='', flush=True)\nprint()\nprint('done')\n",
    );
    const terminal = profile.terminal(["run", "bar.py"]);
    await terminal.shows("How many?");
    terminal.type(`5${ENTER}`);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.text).toMatch(/How many\? 5\n5 of 5\ndone\n/);
  });

  it("says in a sentence what it cannot do", async () => {
    const cases: [string[], number, RegExp][] = [
      [["run", "missing.py"], 3, /^tandem: .*missing\.py cannot be read: it is not there\.\n$/],
      [["run", "--kernel", "cobol", "x.py"], 3, /^tandem: There is no kernel "cobol"\. There are: .*\n$/],
      [["attach", "nobody"], 3, /^tandem: There is no session "nobody"\. .*\n$/],
      [["log", "x", "--from", "-3"], 2, /^tandem: .*\n$/],
      [
        ["log", "x", "--from=0"],
        2,
        /^tandem: --from needs the number of a record, 1 or more, not "0"\. .*\n$/,
      ],
      [["fly"], 2, /^tandem: There is no command "fly"\. .*\n$/],
      [[], 2, /^tandem: No command was given\. .*\n$/],
      [["sessions", "--colour"], 2, /^tandem: .*--colour.*\n$/],
    ];
    await profile.script("x.py", "");
    for (const [args, code, sentence] of cases) {
      const ended = await profile.run(args);
      expect(ended.stderr, args.join(" ")).toMatch(sentence);
      expect(ended.code, args.join(" ")).toBe(code);
      expect(ended.stdout).toBe("");
    }
    expect((await profile.run(["--help"])).stdout).toContain("Exit codes:");
    const electron = process.env["TANDEM_TEST_ELECTRON"];
    const binary = electron === undefined ? {} : { binary: electron };
    expect((await profile.run(["--version"], binary)).stdout).toMatch(/^tandem \d+\.\d+\.\d+\n$/);
  });
});
