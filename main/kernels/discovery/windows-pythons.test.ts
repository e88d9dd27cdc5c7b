import { expect, it } from "vitest";
import { parseLauncher, parseRegistry, windowsPythons } from "./windows-pythons";

it("the registry's interpreters are read as PEP 514 has them", () => {
  const text = `
HKEY_CURRENT_USER\\Software\\Python\\PythonCore
    DisplayName    REG_SZ    Python Software Foundation

HKEY_CURRENT_USER\\Software\\Python\\PythonCore\\3.12\\InstallPath
    (Standard)    REG_SZ    C:\\Users\\Ada\\AppData\\Local\\Programs\\Python\\Python312\\
    ExecutablePath    REG_SZ    C:\\Users\\Ada\\AppData\\Local\\Programs\\Python\\Python312\\python.exe
    WindowedExecutablePath    REG_SZ    C:\\Users\\Ada\\AppData\\Local\\Programs\\Python\\Python312\\pythonw.exe

HKEY_LOCAL_MACHINE\\Software\\Python\\ContinuumAnalytics\\Anaconda39-64\\InstallPath
    (Default)    REG_SZ    C:\\Program Files\\Anaconda 3

HKEY_LOCAL_MACHINE\\Software\\Python\\PythonCore\\3.12\\PythonPath
    (Default)    REG_SZ    C:\\Python312\\Lib
`.replaceAll("\n", "\r\n");
  expect(parseRegistry(text)).toEqual([
    "C:\\Users\\Ada\\AppData\\Local\\Programs\\Python\\Python312\\python.exe",
    "C:\\Program Files\\Anaconda 3\\python.exe",
  ]);
});

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
