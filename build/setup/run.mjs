/** Other programs: run to the end, heard or shown, and ended with us. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { repository } from "./places.mjs";

/**
 * @typedef {object} Options
 * @property {string} [cwd] the repository, where nothing else is said
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeout] in ms, after which the program is ended
 * @property {boolean} [stdoutToStderr] for programs that talk, under commands that answer on stdout
 * @property {string} [prefix] of each line that it prints, where several programs talk at once
 */

/**
 * Runs a program in the foreground, on our own terminal, and answers its exit code. What asks us to end is passed on,
 * and we end when it does: nothing is left running behind a person's back.
 * @param {string} program @param {string[]} args @param {Options} [options] @returns {Promise<number>}
 */
export function runInForeground(program, args, options = {}) {
  const { cwd = repository, env = process.env, timeout, stdoutToStderr = false, prefix = "" } = options;
  return new Promise((resolve, reject) => {
    const output = prefix ? "pipe" : stdoutToStderr ? 2 : 1;
    const child = spawn(program, args, {
      cwd,
      env,
      timeout,
      stdio: ["inherit", output, prefix ? "pipe" : 2],
    });
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on("line", (line) => console.log(prefix + line));
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // Ctrl-C in a terminal reaches the child too; a second SIGINT would end Electron without asking.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
    for (const signal of signals) process.on(signal, forward);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}

/** Runs the script of a library with this Node. @param {string} script in node_modules @param {string[]} args @param {Options} [options] */
export function runTool(script, args, options) {
  return runInForeground(process.execPath, [`${repository}/node_modules/${script}`, ...args], options);
}

/** npm, as a program to start and its first arguments: on Windows it is a script, which Node starts only through cmd. */
export const npm = process.platform === "win32" ? ["cmd", "/c", "npm"] : ["npm"];

/**
 * Runs a program and hears it. Never throws: a program that cannot be started has code 127.
 * @param {string} program @param {string[]} args @param {Options} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function hear(program, args, { cwd = repository, env = process.env, timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.once("error", (error) => resolve({ code: 127, stdout, stderr: stderr || error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
