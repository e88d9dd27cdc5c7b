/** Protocol "Messages on the Control channel", and the heartbeat: what a kernel does while its code runs. */
import { expect, test } from "vitest";
import type { Message } from "../../../kernel-host/wire/message";
import { startKernel } from "./kernels";
import { errorReply, type Subject } from "./subject";
import { executeDefaults, printed, types } from "./wire-client";

export function controlSuite({ kernel, running }: Subject, transport: "tcp" | "ipc"): void {
  const { language } = kernel;
  const client = () => running().client;

  // Windows has no signal that reaches a loop which does not wait; the kernel says so.
  const whereLoopsEnd = test.skipIf(process.platform === "win32");
  /** Starts code that never ends and waits until it runs. */
  const spin = async (): Promise<Message> => {
    const content = { ...executeDefaults, code: language.spin };
    const request = await client().send("shell", "execute_request", content);
    await client().until("the endless loop", () =>
      printed(client().publishedOf(request)).includes("spinning") ? true : undefined,
    );
    return request;
  };

  test("kernel_info_request on control", async () => {
    const { reply, published } = await client().ask("kernel_info_request", {}, { channel: "control" });
    expect(reply.content).toMatchObject({ status: "ok", language_info: { name: language.name } });
    expect(types(published)).toEqual(["busy", "idle"]);
  });

  test("the heartbeat echoes what is sent", async () => {
    expect(await client().beat("ping 1")).toBe("ping 1");
    expect(await client().beat("ping 2")).toBe("ping 2");
  });

  whereLoopsEnd(
    "while code spins, heartbeat and control answer; an interrupt ends it and keeps what there is",
    async () => {
      await client().execute(language.set(123));
      const request = await spin();
      expect(await client().beat("while busy")).toBe("while busy");
      const info = await client().ask("kernel_info_request", {}, { channel: "control" });
      expect(info.reply.content["status"]).toBe("ok");
      const queued = await client().send("shell", "execute_request", {
        ...executeDefaults,
        code: language.fortyTwo,
      });
      const interrupt = await client().ask("interrupt_request", {}, { channel: "control" });
      expect(interrupt.reply.header.msg_type).toBe("interrupt_reply");
      expect(interrupt.reply.content["status"]).toBe("ok");
      expect(types(interrupt.published)).toEqual(["busy", "idle"]);
      const { reply, published } = await client().answered(request);
      expect(reply.content["status"]).toBe("error");
      expect(reply.content["ename"]).toMatch(/Interrupt/);
      expect(types(published).slice(-2)).toEqual(["error", "idle"]);
      expect((await client().answered(queued)).reply.content["status"]).toBe("aborted");
      const kept = await client().execute(language.print("on"), {
        user_expressions: { kept: language.kept },
      });
      expect(JSON.stringify(kept.reply.content["user_expressions"])).toContain("123");
    },
  );

  whereLoopsEnd("SIGINT to the process is an interrupt too", async () => {
    const request = await spin();
    running().process.kill("SIGINT");
    expect((await client().answered(request)).reply.content["status"]).toBe("error");
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
  });

  test("an interrupt of an idle kernel changes nothing", async () => {
    await client().ask("interrupt_request", {}, { channel: "control" });
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
  });

  test.skipIf(kernel.isReference)("subshells are refused, and the debugger answers", async () => {
    const { reply: info } = await client().ask("kernel_info_request");
    expect(info.content).toMatchObject({ supported_features: ["debugger"], debugger: true });
    for (const type of ["create_subshell_request", "delete_subshell_request", "list_subshell_request"]) {
      const { reply, published } = await client().ask(type, { subshell_id: "x" }, { channel: "control" });
      expect(reply.header.msg_type).toBe(type.replace("_request", "_reply"));
      errorReply(reply);
      expect(types(published)).toEqual(["busy", "idle"]);
    }
    const asked = { type: "request", seq: 1, command: "debugInfo", arguments: {} };
    const { reply } = await client().ask("debug_request", asked, { channel: "control" });
    expect(reply.content).toMatchObject({ success: true, request_seq: 1, body: { isStarted: false } });
  });

  test.each([true, false])(
    "shutdown_request with restart=%s: a reply, and the process ends",
    async (restart) => {
      const own = await startKernel(kernel, transport);
      try {
        const { request, reply } = await own.client.ask(
          "shutdown_request",
          { restart },
          { channel: "control", waitForIdle: false },
        );
        expect(reply.header.msg_type).toBe("shutdown_reply");
        expect(reply.content).toMatchObject({ status: "ok", restart });
        await own.client.until("busy", () =>
          types(own.client.publishedOf(request)).includes("busy") ? true : undefined,
        );
        // How long a reference takes to end is its own affair; dispose() ends it.
        if (!kernel.isReference) expect(await own.exited).toBe(0);
      } finally {
        await own.dispose();
      }
    },
  );

  test("shutdown_request while code spins ends it too", { skip: kernel.isReference }, async () => {
    const own = await startKernel(kernel, transport);
    try {
      const content = { ...executeDefaults, code: language.spin };
      const request = await own.client.send("shell", "execute_request", content);
      await own.client.until("the endless loop", () =>
        printed(own.client.publishedOf(request)).includes("spinning") ? true : undefined,
      );
      const { reply } = await own.client.ask(
        "shutdown_request",
        { restart: false },
        { channel: "control", waitForIdle: false },
      );
      expect(reply.content["status"]).toBe("ok");
      expect((await own.client.answered(request)).reply.content["status"]).toBe("error");
      await own.exited;
    } finally {
      await own.dispose();
    }
  });

  test("code that ends the process ends the kernel with its code", async () => {
    const own = await startKernel(kernel, transport);
    try {
      await own.client.send("shell", "execute_request", { ...executeDefaults, code: language.exit });
      expect(await own.exited).toBe(3);
    } finally {
      await own.dispose();
    }
  });
}
