import { describe, expect, it } from "vitest";
import { parseArguments } from "./arguments";
import { CommandError, EXIT } from "./exit-codes";
import { helpOn } from "./help";

const problem = (...argv: string[]) => {
  try {
    parseArguments(argv);
  } catch (error) {
    expect(error).toBeInstanceOf(CommandError);
    expect((error as CommandError).code).toBe(EXIT.usage);
    return (error as CommandError).message;
  }
  throw new Error("nothing was wrong");
};

describe("the command line's arguments", () => {
  it("names a command with its options, the profile before or after it", () => {
    expect(parseArguments(["--user-data-dir=/p", "sessions", "--json"])).toEqual({
      command: { name: "sessions", json: true },
      userDataDir: "/p",
    });
    expect(parseArguments(["--user-data-dir", "/p", "attach", "lab"])).toEqual({
      command: { name: "attach", session: "lab" },
      userDataDir: "/p",
    });
    expect(parseArguments(["log", "my lab", "--from", "17", "-f", "--user-data-dir=/q"])).toEqual({
      command: { name: "log", session: "my lab", from: 17, follow: true, json: false },
      userDataDir: "/q",
    });
  });

  it("leaves what follows the script to the script", () => {
    const { command } = parseArguments(["run", "--kernel", "python3", "fit.py", "--detach", "--help", "x"]);
    expect(command).toEqual({
      name: "run",
      file: "fit.py",
      kernel: "python3",
      sessionName: undefined,
      detach: false,
      set: [],
      html: undefined,
      arguments: ["--detach", "--help", "x"],
    });
    expect(
      parseArguments(["run", "fit.ipynb", "--set", "a=1", "--html", "r.html", "--set=b=2"]).command,
    ).toMatchObject({
      file: "fit.ipynb",
      set: ["a=1", "b=2"],
      html: "r.html",
      arguments: [],
    });
    expect(parseArguments(["run", "--detach", "--", "-odd.py"]).command).toMatchObject({
      file: "-odd.py",
      detach: true,
      arguments: [],
    });
  });

  it("gives help and version wherever they are asked for", () => {
    for (const argv of [["--help"], ["-h"], ["help"], ["help", "nothing"]])
      expect(parseArguments(argv).command, argv.join(" ")).toEqual({ name: "help" });
    for (const argv of [
      ["log", "--help"],
      ["log", "-h"],
      ["help", "log"],
      ["--help", "log"],
    ])
      expect(parseArguments(argv).command, argv.join(" ")).toEqual({ name: "help", of: "log" });
    expect(helpOn("convert")).toContain("--force writes over");
    expect(helpOn("convert")).not.toContain("tandem run");
    expect(helpOn("log")).toContain("NAME is a session's name or id");
    expect(parseArguments(["--version"]).command).toEqual({ name: "version" });
  });

  it("says in one sentence what makes no sense", () => {
    expect(problem()).toBe('No command was given. "tandem --help" tells more.');
    expect(problem("log", "x", "--from", "1.5")).toContain('not "1.5"');
    expect(problem("log", "x", "--from=99999999999999999999")).toContain("--from needs");
    expect(problem("attach")).toContain("needs the name or id of a session");
    expect(problem("attach", "my", "lab")).toContain("in quotes");
    expect(problem("run")).toContain("run needs a file");
    expect(problem("sessions", "--user-data-dir=")).toContain("--user-data-dir needs a folder");
    for (const argv of [["fly"], ["attach", "x", "--json"], ["sessions", "--colour"]])
      expect(problem(...argv)).not.toContain("\n");
  });
});
