import { expect, it } from "vitest";
import { parseLauncher, windowsPythons } from "./windows-pythons";

it("the py launcher's list is read in its new and its old form", () => {
  const text = `Installed Pythons found by py Launcher for Windows
 -V:3.13 *        C:\\Program Files\\Python313\\python.exe
 -V:Astral/CPython3.11.9 C:\\Users\\Ada\\uv\\python.exe
 -3.8-64        C:\\Python38\\python.exe *
 -V:3.13-arm64    C:\\Program Files\\Python313\\python.exe
No other
`;
  expect(parseLauncher(text)).toEqual([
    "C:\\Program Files\\Python313\\python.exe",
    "C:\\Users\\Ada\\uv\\python.exe",
    "C:\\Python38\\python.exe",
  ]);
});

it("nothing is asked on other systems", async () => {
  expect(await windowsPythons("linux")).toEqual({ registry: [], launcher: [] });
});
