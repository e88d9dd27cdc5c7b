import { describe, expect, it } from "vitest";
import { parseCommandLine } from "./command-line";

const parse = (argv: string[], bareElectron = true, folders: string[] = ["/work/data", "/work/other"]) =>
  parseCommandLine(argv, { cwd: "/work", bareElectron, isFolder: (path) => folders.includes(path) });

describe("parseCommandLine", () => {
  it("takes what follows the app's folder as files and a folder, relative to the caller's folder", () => {
    expect(parse(["electron", ".", "a.py", "data", "/tmp/b.py"])).toEqual({
      files: ["/work/a.py", "/tmp/b.py"],
      folder: "/work/data",
      newWindow: false,
      userDataDir: null,
      print: null,
      problems: [],
    });
  });

  it("passes over switches of Chromium, and options of Electron with their values; knows its own", () => {
    const argv = [
      "electron",
      "--no-sandbox",
      "-r",
      "loader.js",
      "--inspect=0",
      ".",
      "--enable-logging",
      "a.py",
    ];
    expect(parse(argv).files).toEqual(["/work/a.py"]);
    expect(parse(["electron", ".", "--new-window", "b.py"])).toMatchObject({
      files: ["/work/b.py"],
      newWindow: true,
    });
  });

  it("knows when something is only to be printed", () => {
    expect(parse(["tandem", "--version", "a.py"], false)).toMatchObject({ print: "version" });
    expect(parse(["tandem", "-h"], false).print).toBe("help");
    expect(parse(["tandem", "--help", "--version"], false).print).toBe("help");
    expect(parse(["tandem", "--", "--help"], false)).toMatchObject({ print: null, files: ["/work/--help"] });
  });

  it("has no app folder among the arguments of a packaged app", () => {
    expect(parse(["tandem", "a.py", "--no-sandbox"], false).files).toEqual(["/work/a.py"]);
  });

  it("reads the profile's folder in both spellings", () => {
    expect(parse(["electron", ".", "--user-data-dir=profile"]).userDataDir).toBe("/work/profile");
    const separate = parse(["electron", ".", "--user-data-dir", "/p", "a.py"]);
    expect(separate).toMatchObject({ userDataDir: "/p", files: ["/work/a.py"] });
  });

  it("takes a path with a dash behind --", () => {
    expect(parse(["electron", ".", "--", "-odd.py"]).files).toEqual(["/work/-odd.py"]);
  });

  it("names each file once", () => {
    expect(parse(["electron", ".", "a.py", "./a.py"]).files).toEqual(["/work/a.py"]);
  });

  it("opens the first of two folders and says so", () => {
    const { folder, problems } = parse(["electron", ".", "data", "other"]);
    expect(folder).toBe("/work/data");
    expect(problems).toEqual([
      "One folder can be open at a time: /work/data was opened, /work/other was not.",
    ]);
  });
});
