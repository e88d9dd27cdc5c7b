/** Kernels of other languages come as they are: what they cannot do is done without. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { TestHost } from "./kernel-host-fixture";
import { isAlive } from "./processes";
import { fixture, python } from "./programs";
import { until } from "./until";

test("a kernel that starts slowly, has no stdin, completes nothing and ends only by force", async () => {
  const host = await TestHost.start({
    argv: [python, fixture("minimal_kernel.py"), "3", "{connection_file}"],
    interruptMode: "message",
    limits: { startSlowMs: 500, startFailedMs: 120_000 },
  });
  try {
    const client = (await host.attach()).follow();
    const slow = await client.lifeEvent("slow start");
    expect(slow.sentence).toBe("Test kernel needs longer than usual to start.");
    expect(client.status?.sentence).toBe(slow.sentence);
    // What is sent meanwhile waits for it; slowness alone never ends it.
    const early = await client.run("print early", 60_000);
    expect(client.text(early.msgId)).toBe("early\n");
    expect(client.of("life").filter(({ event }) => event === "starting")).toHaveLength(1);
    const { pid } = await client.state("idle");
    expect(client.status).toMatchObject({ language: "minimal", life: 1 });

    const question = await client.run("input");
    expect(question.status).toBe("error");
    expect(client.messages("input_request")).toEqual([]);
    // What it never answers it is not asked for ever: Enter is not to wait a second each time.
    const ask = async () => {
      const began = performance.now();
      expect((await client.shell({ type: "is_complete_request", code: "print" })).type).toBe("busy");
      return performance.now() - began;
    };
    const waited = [await ask(), await ask(), await ask()];
    expect(Math.min(...waited.slice(0, 2))).toBeGreaterThan(900);
    expect(waited[2]).toBeLessThan(900);
    expect((await client.run("print after")).status).toBe("ok");

    const spinning = await client.send("spin");
    await until("the kernel to begin", () =>
      client.messages("execute_input").some(({ parent }) => parent === spinning),
    );
    await client.control("interrupt");
    expect((await client.end(spinning)).status).toBe("error");
    expect(isAlive(pid as number)).toBe(true);

    // It never answers a shutdown_request: SIGTERM follows in its time.
    await client.control("shutdown");
    expect(isAlive(pid as number)).toBe(false);
  } finally {
    await host.dispose();
  }
});

test("a kernel that ends by itself with code 0 is dead, and says nothing of an error", async () => {
  const host = await TestHost.start({
    argv: [python, fixture("minimal_kernel.py"), "0", "{connection_file}"],
    interruptMode: "message",
  });
  try {
    const client = (await host.attach()).follow();
    expect((await client.run("ends")).status).toBe("kernel died");
    expect((await client.state("dead")).exit).toMatchObject({ code: 0, signal: null });
    await client.control("restart");
    expect((await client.run("print again")).status).toBe("ok");
  } finally {
    await host.dispose();
  }
});

const bash = (() => {
  try {
    execFileSync(python, ["-c", "import bash_kernel"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

test.runIf(bash)("Bash, by bash_kernel", async () => {
  const host = await TestHost.start({ argv: [python, "-m", "bash_kernel", "-f", "{connection_file}"] });
  try {
    const client = (await host.attach()).follow();
    expect((await client.state("idle")).language).toBe("bash");
    const printed = await client.run("x=$((6 * 7)); echo $x; echo oops >&2; pwd");
    expect(client.text(printed.msgId)).toContain("42\noops\n");
    expect(client.text(printed.msgId)).toContain(host.root);
    expect((await client.run("false")).status).toBe("error");
    expect(await client.shell({ type: "is_complete_request", code: "for i in 1 2; do" })).toMatchObject({
      type: "is_complete_reply",
      status: "unknown",
    });
    const completed = await client.shell({ type: "complete_request", code: "ech", cursorPos: 3 });
    expect(JSON.stringify(completed)).toContain("echo");

    const spinning = await client.send("echo spins; while true; do :; done");
    await until("the loop to begin", () => client.text(spinning).includes("spins"));
    await client.control("interrupt");
    expect((await client.end(spinning)).status).not.toBe("ok");
    const kept = await client.run("echo $x");
    expect(client.text(kept.msgId)).toBe("42\n");
  } finally {
    await host.dispose();
  }
});
