import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../../kernel-host/door/processes";
import { Job } from "./job";

const sh = (script: string) => ({ program: "/bin/sh", args: ["-c", script] });

/** A job of one tool, and what was told of it. */
function jobOf(script: string) {
  const lines: string[] = [];
  const job: Job = new Job(
    {
      ...{ id: "j", title: "Installing", environment: "env", prefix: "/env", what: "numpy" },
      task: { kind: "install package", kernelId: "k", folder: null, package: "numpy" },
      ...{ env: process.env, cwd: "/" },
      changed: (now) => lines.push(...now.lines),
    },
    async (run) => (await run([sh(script)])) ?? { state: "done", sentence: "It is installed." },
  );
  onTestFinished(() => job.cancel(0));
  return { job, lines };
}

test.skipIf(process.platform === "win32")(
  "a tool that will not end, and what it has started, are ended in the time that is given",
  async () => {
    const { job, lines } = jobOf("trap '' TERM; sh -c 'trap \"\" TERM; echo $$; sleep 1000' & wait");
    job.start();
    await expect.poll(() => lines.some((line) => /^\d+$/.test(line))).toBe(true);
    const child = Number(lines.find((line) => /^\d+$/.test(line)));
    const begun = performance.now();
    await job.cancel(100);
    expect(performance.now() - begun).toBeLessThan(2_500);
    expect(job.whole.state).toBe("cancelled");
    await expect.poll(() => isAlive({ pid: child, startTime: null })).toBe(false);
  },
);
