/** Variables that were deleted, and are wanted back. */
import { expect, test } from "vitest";
import { TestHost } from "./kernel-host-fixture";
import { python } from "./programs";
import { until } from "./until";
import { builtin, Watched } from "./variables-fixture";

for (const [name, options, remove] of [
  ["plain Python", builtin("python-kernel.js", python), (variable: string) => `del ${variable}`],
  ["JavaScript", builtin("javascript-kernel.js"), (variable: string) => `${variable} = undefined`],
] as const)
  test(`deleted variables of ${name} come back, the last one first`, async () => {
    const host = await TestHost.start(options);
    try {
      const client = (await host.attach()).follow();
      await client.state("idle");
      const watched = new Watched(client);
      await client.run("a = 1; b = 2");
      await until("them", () => watched.named("b"));
      for (const variable of ["a", "b"]) {
        expect(await watched.ask({ type: "hold", key: `a:${variable}` })).toMatchObject({ done: true });
        await client.run(remove(variable));
      }
      await watched.after(3);
      expect(watched.named("a")?.value).not.toBe("1");
      const restored = [];
      for (let at = 0; at < 3; at++) restored.push((await watched.ask({ type: "restore" })).done);
      expect(restored).toEqual([true, true, false]);
      await until("both", () => watched.named("a")?.value === "1" && watched.named("b")?.value === "2");
    } finally {
      await host.dispose();
    }
  });
