/** Protocol "Execute", "Execution results", "Kernel status" and the iopub messages of an execution. */
import { expect, test } from "vitest";
import { errorReply, type Subject } from "./subject";
import { executeDefaults, plain, printed, sameMoment, types } from "./wire-client";

export function executeSuite({ kernel, running }: Subject): void {
  const { language } = kernel;
  const client = () => running().client;

  test("an execution is: busy, execute_input, outputs in order, idle; and a reply", async () => {
    const { request, reply, published } = await client().execute(
      `${language.print("one")}\n${language.print("two")}\n${language.fortyTwo}`,
    );
    expect(types(published)).toEqual(["busy", "execute_input", "stream", "execute_result", "idle"]);
    expect(printed(published)).toBe("one\ntwo\n");
    expect(reply.header.msg_type).toBe("execute_reply");
    expect(reply.content).toMatchObject({ status: "ok", user_expressions: {} });
    expect(sameMoment(reply.parent)).toEqual(sameMoment(request.header));
    for (const { parent } of published) expect(sameMoment(parent)).toEqual(sameMoment(request.header));
    const input = published[1]?.content;
    const result = published.find(({ header }) => header.msg_type === "execute_result")?.content;
    expect(input?.["code"]).toContain(language.fortyTwo);
    expect(input?.["execution_count"]).toBe(reply.content["execution_count"]);
    expect(result?.["execution_count"]).toBe(reply.content["execution_count"]);
    expect(result?.["metadata"]).toEqual({});
    expect(plain((result?.["data"] as Record<string, unknown>)["text/plain"])).toBe("42");
  });

  test("stdout and stderr are told apart", async () => {
    const { published } = await client().execute(`${language.print("out")}\n${language.printError("err")}`);
    expect(printed(published, "stdout")).toBe("out\n");
    expect(printed(published, "stderr")).toBe("err\n");
  });

  test("a hundred thousand lines arrive whole, in order and before idle", async () => {
    const count = 100_000;
    const { published } = await client().execute(language.printMany(count));
    const lines = printed(published).split("\n");
    expect(lines.length).toBe(count + 1);
    expect(lines.findIndex((line, index) => line !== String(index) && index < count)).toBe(-1);
  });

  test("the count goes up by one with each request that stores history", async () => {
    const counts: unknown[] = [];
    for (const code of [language.set(1), language.fail, language.fortyTwo]) {
      counts.push((await client().execute(code)).reply.content["execution_count"]);
    }
    const first = Number(counts[0]);
    expect(counts).toEqual([first, first + 1, first + 2]);
  });

  test("an error is published and stands in the reply, with the same words", async () => {
    const { reply, published } = await client().execute(language.fail);
    expect(types(published)).toEqual(["busy", "execute_input", "error", "idle"]);
    const error = published[2]?.content ?? {};
    expect(error).toMatchObject({ ename: language.failure, evalue: "wrong" });
    expect(plain((error["traceback"] as string[]).join("\n"))).toContain(`${language.failure}: wrong`);
    expect(error).not.toHaveProperty("execution_count");
    expect(reply.content).toMatchObject({ status: "error", ename: language.failure, evalue: "wrong" });
    expect(reply.content["traceback"]).toEqual(error["traceback"]);
    expect(reply.content["execution_count"]).toBeTypeOf("number");
  });

  test("code that cannot be parsed is an error too, and the kernel goes on", async () => {
    const { reply } = await client().execute(language.invalid);
    expect(reply.content).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
  });

  test("silent: no execute_input, no result, no history, the count stays, and the code has run", async () => {
    const before = (await client().execute(language.set(1))).reply.content["execution_count"];
    const { reply, published } = await client().execute(`${language.set(77)}\n${language.kept}`, {
      silent: true,
      store_history: true,
    });
    expect(types(published)).toEqual(["busy", "idle"]);
    expect(reply.content["execution_count"]).toBe(before);
    const { reply: kept } = await client().execute("", {
      silent: true,
      user_expressions: { kept: language.kept },
    });
    expect(
      plain(JSON.stringify(kept.content["user_expressions"])).replaceAll(/\\u001b\[\d+m/g, ""),
    ).toContain("77");
    expect((await client().execute(language.fortyTwo)).reply.content["execution_count"]).toBe(
      Number(before) + 1,
    );
  });

  test.skipIf(kernel.isReference)("silent: nothing that is printed is published", async () => {
    const { published } = await client().execute(language.print("unheard"), { silent: true });
    expect(types(published)).toEqual(["busy", "idle"]);
  });

  test("store_history=false: published as ever, but the count stays and history has nothing", async () => {
    const before = Number((await client().execute(language.fortyTwo)).reply.content["execution_count"]);
    const code = language.print("not to be remembered");
    const { reply, published } = await client().execute(code, { store_history: false });
    expect(types(published)).toEqual(["busy", "execute_input", "stream", "idle"]);
    expect(reply.content["execution_count"]).toBe(before);
    const history = await client().ask("history_request", tail(3));
    expect(JSON.stringify(history.reply.content)).not.toContain("not to be remembered");
    expect((await client().execute(language.fortyTwo)).reply.content["execution_count"]).toBe(before + 1);
  });

  test("user_expressions: each has its own value or its own error", async () => {
    const { reply } = await client().execute(language.set(5), {
      user_expressions: { good: language.kept, bad: language.unknownName },
    });
    expect(reply.content["status"]).toBe("ok");
    const { good, bad } = reply.content["user_expressions"] as Record<string, Record<string, unknown>>;
    expect(good).toMatchObject({ status: "ok", metadata: {} });
    expect(plain((good?.["data"] as Record<string, unknown>)["text/plain"])).toBe("5");
    expect(bad).toMatchObject({
      status: "error",
      ename: expect.stringMatching(/^(NameError|ReferenceError)$/),
    });
    expect(bad?.["traceback"]).toBeInstanceOf(Array);
  });

  test("stop_on_error: what was queued behind an error is aborted, each with busy, reply and idle", async () => {
    const before = await client().send("shell", "execute_request", {
      ...executeDefaults,
      code: language.pause,
    });
    const codes = [language.fail, language.print("never"), language.print("never")];
    const requests = [];
    for (const code of codes) {
      requests.push(await client().send("shell", "execute_request", { ...executeDefaults, code }));
    }
    expect((await client().answered(before)).reply.content["status"]).toBe("ok");
    const [failed, ...aborted] = await Promise.all(requests.map((request) => client().answered(request)));
    expect(failed?.reply.content["status"]).toBe("error");
    for (const { reply, published } of aborted) {
      expect(reply.content["status"]).toBe("aborted");
      expect(types(published)).toEqual(["busy", "idle"]);
    }
    // What is sent after the reply is not aborted.
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
  });

  test("stop_on_error aborts executions only: other requests are answered", async () => {
    const failing = { ...executeDefaults, code: language.fail };
    const first = await client().send("shell", "execute_request", failing);
    const second = await client().send("shell", "kernel_info_request", {});
    expect((await client().answered(first)).reply.content["status"]).toBe("error");
    expect((await client().answered(second)).reply.content["status"]).toBe("ok");
  });

  test("stop_on_error=false: what was queued behind an error runs", async () => {
    const first = await client().send("shell", "execute_request", {
      ...executeDefaults,
      code: language.fail,
      stop_on_error: false,
    });
    const second = await client().send("shell", "execute_request", {
      ...executeDefaults,
      code: language.print("ran"),
    });
    expect((await client().answered(first)).reply.content["status"]).toBe("error");
    expect(printed((await client().answered(second)).published)).toBe("ran\n");
  });

  test("requests are answered one after the other, in the order in which they came", async () => {
    const requests = [];
    for (const text of ["a", "b", "c"]) {
      const content = { ...executeDefaults, code: language.print(text) };
      requests.push(await client().send("shell", "execute_request", content));
    }
    for (const request of requests) await client().answered(request);
    const ids = requests.map(({ header }) => header.msg_id);
    const ours = client().heard.iopub.filter(({ parent }) => ids.includes(parent?.msg_id ?? ""));
    const once = ["busy", "execute_input", "stream", "idle"];
    expect(types(ours)).toEqual([...once, ...once, ...once]);
    expect(printed(ours)).toBe("a\nb\nc\n");
  });

  test("what is printed after idle still has the parent of its request", async () => {
    const { request, published } = await client().execute(language.printLate);
    expect(types(published).at(-1)).toBe("idle");
    const late = await client().until("the late line", () =>
      client().heard.iopub.find(({ content }) => content["text"] === "late\n"),
    );
    expect(late.parent?.msg_id).toBe(request.header.msg_id);
  });

  test("a second client hears what the first one runs, with the first one's header as parent", async () => {
    const second = await running().connect();
    const { request } = await client().execute(language.print("for all"));
    await second.idleOf(request);
    const heard = second.publishedOf(request);
    expect(types(heard)).toEqual(["busy", "execute_input", "stream", "idle"]);
    expect(heard[0]?.parent?.session).toBe(client().session);
    expect(second.heard.shell.filter(({ parent }) => parent?.msg_id === request.header.msg_id)).toEqual([]);
  });

  test("an execute_request without code does not stop the kernel", async () => {
    const request = await client().send("shell", "execute_request", { silent: false });
    if (!kernel.isReference) errorReply((await client().answered(request)).reply);
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
  });

  test.skipIf(!language.html)("display_data carries data, metadata and transient", async () => {
    const { published } = await client().execute(language.html ?? "");
    const shown = published.find(({ header }) => header.msg_type === "display_data");
    expect(shown?.content).toMatchObject({ data: { "text/html": "<b>bold</b>" }, metadata: {} });
    expect(shown?.content["transient"]).toBeTypeOf("object");
  });

  test.skipIf(!language.update)("update_display_data names the display that it replaces", async () => {
    const { published } = await client().execute(language.update ?? "");
    const ids = ["display_data", "update_display_data"].map((type) => {
      const message = published.find(({ header }) => header.msg_type === type);
      return (message?.content["transient"] as { display_id?: string } | undefined)?.display_id;
    });
    expect(ids[0]).toBeTypeOf("string");
    expect(ids[1]).toBe(ids[0]);
  });

  test.skipIf(!language.clear)("clear_output says whether to wait", async () => {
    const { published } = await client().execute(language.clear ?? "");
    const cleared = published.find(({ header }) => header.msg_type === "clear_output");
    expect(cleared?.content).toEqual({ wait: true });
  });
}

const tail = (n: number) => ({ hist_access_type: "tail", n, output: false, raw: true });
