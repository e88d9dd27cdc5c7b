/** Protocol "Messages on the stdin channel". */
import { expect, test } from "vitest";
import type { Message } from "../../../kernel-host/wire/message";
import type { Subject } from "./subject";
import { executeDefaults, plain, printed, sameMoment, types, type WireClient } from "./wire-client";

export function stdinSuite({ kernel, running }: Subject): void {
  const { language } = kernel;
  const client = () => running().client;

  const begin = async (asker: WireClient, code: string): Promise<{ request: Message; question: Message }> => {
    const content = { ...executeDefaults, code, allow_stdin: true };
    const request = await asker.send("shell", "execute_request", content);
    const question = await asker.until("the input_request", () =>
      asker.heard.stdin.find(({ parent }) => parent?.msg_id === request.header.msg_id),
    );
    return { request, question };
  };

  test("input_request has the prompt, and the answer reaches the code", async () => {
    const { request, question } = await begin(client(), language.ask("your name? "));
    expect(question.header.msg_type).toBe("input_request");
    expect(question.content).toEqual({ prompt: "your name? ", password: false });
    expect(sameMoment(question.parent)).toEqual(sameMoment(request.header));
    // The request is not over while it asks.
    await client().until("execute_input", () =>
      types(client().publishedOf(request)).includes("execute_input") ? true : undefined,
    );
    expect(types(client().publishedOf(request))).not.toContain("idle");
    await client().send("stdin", "input_reply", { value: "Ada 😀" });
    const { reply, published } = await client().answered(request);
    expect(reply.content["status"]).toBe("ok");
    expect(printed(published)).toContain("got Ada 😀\n");
  });

  test("what was printed before the question is heard before it is answered", async () => {
    const { request } = await begin(client(), `${language.print("first")}\n${language.ask("then? ")}`);
    await client().until("what was printed", () =>
      printed(client().publishedOf(request)).includes("first\n") ? true : undefined,
    );
    await client().send("stdin", "input_reply", { value: "" });
    expect((await client().answered(request)).reply.content["status"]).toBe("ok");
  });

  test("a password is asked for as one", async () => {
    const { request, question } = await begin(client(), language.askSecret("secret? "));
    expect(question.content).toEqual({ prompt: "secret? ", password: true });
    await client().send("stdin", "input_reply", { value: "sesame" }, { parent: question.header });
    expect(printed((await client().answered(request)).published)).toContain("got sesame\n");
  });

  test("only the client that asked is asked", async () => {
    const second = await running().connect();
    const before = client().heard.stdin.length;
    const { request } = await begin(second, language.ask("who? "));
    await second.send("stdin", "input_reply", { value: "me" });
    expect(printed((await second.answered(request)).published)).toContain("got me\n");
    expect(client().heard.stdin.length).toBe(before);
  });

  test("a client whose stdin connects only after its code has begun is asked all the same", {
    skip: kernel.isReference,
  }, async () => {
    const late = await running().connect({ stdinLater: true });
    const code = `${language.print("about to ask")}\n${language.ask("late? ")}`;
    const content = { ...executeDefaults, code, allow_stdin: true };
    const request = await late.send("shell", "execute_request", content);
    await late.until("what comes before the question", () =>
      printed(late.publishedOf(request)).includes("about to ask\n") ? true : undefined,
    );
    // By the time these are answered the kernel has asked, and there was nobody to hear it.
    for (let i = 0; i < 10; i++) await late.ask("kernel_info_request", {}, { channel: "control" });
    late.connectStdin();
    await late.until("the input_request", () =>
      late.heard.stdin.find(({ parent }) => parent?.msg_id === request.header.msg_id),
    );
    await late.send("stdin", "input_reply", { value: "in time" });
    expect(printed((await late.answered(request)).published)).toContain("got in time\n");
  });

  test("an answer that nobody asked for, and another client's, is not taken", {
    skip: kernel.isReference,
  }, async () => {
    const second = await running().connect();
    await client().send("stdin", "input_reply", { value: "too early" });
    await client().execute(language.fortyTwo);
    const { request } = await begin(client(), language.ask("real? "));
    await second.send("stdin", "input_reply", { value: "another's" });
    await second.ask("kernel_info_request", {}, { channel: "control" });
    await client().send("stdin", "input_reply", { value: "the right one" });
    expect(printed((await client().answered(request)).published)).toContain("got the right one\n");
  });

  test("allow_stdin=false: the code fails at once, and no input_request is sent", async () => {
    const before = client().heard.stdin.length;
    const { reply } = await client().execute(language.ask("nobody? "), { allow_stdin: false });
    expect(reply.content["status"]).toBe("error");
    if (kernel.language.name === "python") expect(reply.content["ename"]).toBe("StdinNotImplementedError");
    expect(client().heard.stdin.length).toBe(before);
  });

  test("an interrupt ends a question; the next one is answered rightly", async () => {
    const { request } = await begin(client(), language.ask("never? "));
    await client().ask("interrupt_request", {}, { channel: "control" });
    const { reply } = await client().answered(request);
    expect(reply.content["status"]).toBe("error");
    expect(plain(String(reply.content["ename"]))).toMatch(/Interrupt/);
    const next = await begin(client(), language.ask("now? "));
    await client().send("stdin", "input_reply", { value: "yes" });
    expect(printed((await client().answered(next.request)).published)).toContain("got yes\n");
  });
}
