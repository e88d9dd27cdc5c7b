/** Asks kernels whether they live, by a program of the kernel-host house that has ZeroMQ. */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import * as v from "valibot";
import { type AskedKernel, askedKernel, type KernelsQuestion } from "../../../preload/contract/asked-kernels";
import type { HostProgram } from "../hosts/host-process";

/** The program needs this to start and to end on a loaded machine, besides the kernels' time, in ms. */
const PROGRAM_MS = 15_000;

const answers = v.array(askedKernel);

/**
 * One answer for each kernel, in their order.
 * @throws Error when the program does not do its work
 */
export async function askKernels(program: HostProgram, question: KernelsQuestion): Promise<AskedKernel[]> {
  if (question.kernels.length === 0) return [];
  const child = spawn(program.execPath, [join(dirname(program.script), "ask-kernels.js")], {
    env: { ...program.env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    timeout: question.limitMs + PROGRAM_MS,
    killSignal: "SIGKILL",
  });
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  child.stdin.on("error", () => {});
  child.stdin.end(JSON.stringify(question));
  const [said, problem] = await Promise.race([Promise.all([text(child.stdout), text(child.stderr)]), failed]);
  if (said === "") throw new Error(`ask-kernels said nothing: ${problem.trim().slice(-500)}`);
  return v.parse(answers, JSON.parse(said));
}
