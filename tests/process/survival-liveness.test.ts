/** What is said of a kernel that does not answer, and which deaths are followed by a new life. */
import { afterEach, describe, expect, it } from "vitest";
import type { TestClient } from "./attached-client";
import { TestHost } from "./kernel-host-fixture";
import { until } from "./until";

let host: TestHost;
afterEach(() => host.dispose());

async function ready(options: Parameters<typeof TestHost.start>[0] = {}): Promise<TestClient> {
  host = await TestHost.start(options);
  const client = (await host.attach()).follow();
  await client.state("idle");
  return client;
}

describe("a busy kernel", () => {
  it("whose C code holds the interpreter's lock is unresponsive until it lets go", async () => {
    const client = await ready();
    const id = await client.send("import ctypes; ctypes.PyDLL(None).sleep(9)");
    await client.state("unresponsive");
    await client.lifeEvent("unresponsive");
    expect((await client.end(id)).status).toBe("ok");
    await client.state("idle");
    await client.lifeEvent("responsive");
    expect([client.life("unresponsive"), client.life("responsive")].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
  });

  it("whose C code has let go of the lock is busy", async () => {
    const client = await ready();
    const id = await client.send("import ctypes; ctypes.CDLL(None).sleep(8)");
    expect((await client.end(id)).status).toBe("ok");
    expect(client.life("unresponsive")).toEqual([]);
    expect(client.statuses.map(({ state }) => state)).not.toContain("unresponsive");
  });

  it("that is stopped is unresponsive within seconds, and no longer when it goes on", async () => {
    const client = await ready();
    const id = await client.send("import time; print('on', flush=True); time.sleep(3)");
    await until("the cell to run", () => client.text(id) === "on\n");
    const { pid } = await host.readKernelFile();
    process.kill(pid, "SIGSTOP");
    await client.state("unresponsive");
    process.kill(pid, "SIGCONT");
    expect((await client.end(id)).status).toBe("ok");
    await client.state("idle");
  });

  it("is not called unresponsive because its host was stopped", async () => {
    const client = await ready();
    const id = await client.send("import time; time.sleep(8)");
    await client.state("busy");
    const stopped = performance.now();
    host.process.kill("SIGSTOP");
    await until("a stop that is long enough", () => performance.now() - stopped > 5_000);
    host.process.kill("SIGCONT");
    expect((await client.end(id)).status).toBe("ok");
    expect(client.life("unresponsive")).toEqual([]);
  });
});

describe("a kernel that dies", () => {
  it("stays dead where nobody asked for another", async () => {
    const client = await ready();
    await client.run("import os; os._exit(3)");
    await client.state("dead");
    expect(client.life("restarting")).toEqual([]);
  });

  it("is started again where its session wants it, but not for ever", async () => {
    const client = await ready({ restart: { limit: 2, stableMs: 600_000 } });
    for (const life of [2, 3]) {
      await client.send("import os; os._exit(3)");
      await until(`life ${life}`, () => client.status?.life === life && client.status.state === "idle");
    }
    const sentences = client.life("restarting").map(({ sentence }) => sentence);
    expect(sentences).toContain(
      "Test kernel is started again by itself, as its configuration says (2 of at most 2 times in a row).",
    );
    await client.send("import os; os._exit(3)");
    await client.state("dead");
    expect(client.status?.life).toBe(3);
  });
});
