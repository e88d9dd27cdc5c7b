/** The other requests on shell: kernel_info, complete, inspect, is_complete, history, comms, and what is no request. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { encodeMessage, type Json, makeMessage } from "../../../kernel-host/wire/message";
import { errorReply, type Subject } from "./subject";
import { plain, sameMoment, types } from "./wire-client";

export function requestsSuite({ kernel, running }: Subject): void {
  const { language } = kernel;
  const client = () => running().client;

  test("kernel_info_reply has the protocol's fields, between busy and idle", async () => {
    const { request, reply, published } = await client().ask("kernel_info_request");
    expect(types(published)).toEqual(["busy", "idle"]);
    expect(reply.header.msg_type).toBe("kernel_info_reply");
    expect(sameMoment(reply.parent)).toEqual(sameMoment(request.header));
    expect(reply.content).toMatchObject({
      status: "ok",
      protocol_version: expect.stringMatching(/^5\.\d/),
      implementation: expect.any(String),
      implementation_version: expect.any(String),
      banner: expect.any(String),
      language_info: {
        name: language.name,
        version: expect.any(String),
        mimetype: expect.any(String),
        file_extension: expect.stringMatching(/^\./),
      },
    });
  });

  test("every message of the kernel has a whole header of one and the same session", async () => {
    await client().execute(language.fortyTwo);
    const all = [...client().heard.shell, ...client().heard.iopub];
    for (const { header } of all) {
      expect(header.msg_id).not.toBe("");
      expect(header.version).toMatch(/^5\.\d/);
      expect(Number.isNaN(Date.parse(header.date))).toBe(false);
    }
    expect(new Set(all.map(({ header }) => header.msg_id)).size).toBe(all.length);
    expect(new Set(all.map(({ header }) => header.session)).size).toBe(1);
  });

  test("complete_reply: the range and what to put there", async () => {
    for (const [text, completed] of [language.completion, language.astralCompletion]) {
      const length = [...text].length;
      const { reply } = await client().ask("complete_request", { code: text, cursor_pos: length });
      const { status, matches, cursor_start, cursor_end } = reply.content as {
        status: string;
        matches: string[];
        cursor_start: number;
        cursor_end: number;
      };
      expect(status).toBe("ok");
      expect(cursor_end).toBe(length);
      const head = [...text].slice(0, cursor_start).join("");
      expect(matches.map((match) => head + match)).toContain(completed);
      expect(reply.content["metadata"]).toBeTypeOf("object");
    }
  });

  test("inspect_reply: found with text/plain, or not found", async () => {
    const [name, words] = language.inspection;
    const found = await client().ask("inspect_request", {
      code: name,
      cursor_pos: name.length,
      detail_level: 0,
    });
    expect(found.reply.content).toMatchObject({ status: "ok", found: true });
    expect(plain((found.reply.content["data"] as Json)["text/plain"])).toContain(words);
    const { unknownName } = language;
    const content = { code: unknownName, cursor_pos: unknownName.length, detail_level: 1 };
    const missing = await client().ask("inspect_request", content);
    expect(missing.reply.content).toMatchObject({ status: "ok", found: false, data: {}, metadata: {} });
  });

  test("is_complete_reply: complete, incomplete with an indent, invalid", async () => {
    const ask = async (code: string) => (await client().ask("is_complete_request", { code })).reply.content;
    expect(await ask(language.fortyTwo)).toEqual({ status: "complete" });
    expect(await ask(language.incomplete)).toMatchObject({
      status: "incomplete",
      indent: expect.stringMatching(/^ +$/),
    });
    expect(await ask(language.invalid)).toEqual({ status: "invalid" });
  });

  test("history_request: tail, search and range, with and without output", async () => {
    const mark = `mark ${randomUUID()}`;
    const code = language.print(mark);
    await client().execute(code);
    const { reply: stored } = await client().execute(language.fortyTwo);
    const line = Number(stored.content["execution_count"]);
    const history = async (content: Json) => {
      const { reply } = await client().ask("history_request", { output: false, raw: true, ...content });
      expect(reply.content["status"]).toBe("ok");
      return reply.content["history"] as [number, number, unknown][];
    };
    const tail = await history({ hist_access_type: "tail", n: 2 });
    expect(tail.map((entry) => entry.slice(1))).toEqual([
      [line - 1, code],
      [line, language.fortyTwo],
    ]);
    const searched = await history({ hist_access_type: "search", pattern: `*${mark}*`, n: 5 });
    expect(searched.map((entry) => entry[2])).toEqual([code]);
    const range = await history({
      hist_access_type: "range",
      session: 0,
      start: line,
      stop: line + 1,
      output: true,
    });
    expect(range.map((entry) => entry[1])).toEqual([line]);
    const [input, output] = range[0]?.[2] as [string, string];
    expect([input, plain(output)]).toEqual([language.fortyTwo, "42"]);
  });

  test("comm_info_reply lists the open comms", async () => {
    const { reply, published } = await client().ask("comm_info_request", {});
    expect(types(published)).toEqual(["busy", "idle"]);
    expect(reply.content).toMatchObject({ status: "ok", comms: expect.any(Object) });
  });

  test("a comm of an unknown target is closed again", async () => {
    const comm_id = randomUUID();
    const content = { comm_id, target_name: "no such target", data: {} };
    const request = await client().send("shell", "comm_open", content);
    await client().idleOf(request);
    const closed = client()
      .publishedOf(request)
      .find(({ header }) => header.msg_type === "comm_close");
    expect(closed?.content["comm_id"]).toBe(comm_id);
    expect(types(client().publishedOf(request)).at(-1)).toBe("idle");
  });

  test("a message of an unknown type is ignored", async () => {
    await client().send("shell", "no_such_request", { a: 1 });
    await client().send("control", "no_such_request", { a: 1 });
    await client().send("stdin", "no_such_reply", { a: 1 });
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
  });

  test("messages that are garbled or wrongly signed are dropped, on every socket", async () => {
    const { key } = running().connection;
    const code = language.print("must not run");
    const execute = makeMessage(client().session, "execute_request", { code, silent: false });
    const forged = encodeMessage("another key", execute);
    const good = encodeMessage(key, execute);
    const changed = good.map((frame, index) =>
      index === 5 ? Buffer.from(Buffer.from(frame).toString().replace("must not", "MUST NOT")) : frame,
    );
    const unsigned = good.map((frame, index) => (index === 1 ? Buffer.alloc(0) : frame));
    const broken = encodeMessage(key, execute).slice(0, 4);
    const noise = [Buffer.from("<IDS|MSG>"), Buffer.from("noise")];
    for (const frames of [
      forged,
      changed,
      unsigned,
      broken,
      noise,
      [Buffer.from([0, 255, 1])],
      [Buffer.alloc(0)],
    ]) {
      for (const channel of ["shell", "control", "stdin"] as const)
        await client().sendFrames(channel, frames);
    }
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
    expect(JSON.stringify(client().heard.iopub).toLowerCase()).not.toContain("must not run");
  });

  test("contents that are not the protocol's do not stop the kernel", async () => {
    for (const type of ["complete_request", "inspect_request", "is_complete_request", "history_request"]) {
      const request = await client().send("shell", type, { code: 5, cursor_pos: "x", hist_access_type: [] });
      if (!kernel.isReference) errorReply((await client().answered(request)).reply);
    }
    expect((await client().execute(language.fortyTwo)).reply.content["status"]).toBe("ok");
  });

  test("a message with more in its header and content than is known is taken", async () => {
    const message = makeMessage(client().session, "kernel_info_request", { news: true });
    const header = { ...message.header, subshell_id: null, news: { a: 1 } };
    const request = await client().send("shell", "kernel_info_request", { news: true }, { header });
    const { reply } = await client().answered(request);
    expect(reply.content["status"]).toBe("ok");
    // The parent header is a copy of the request's whole header.
    expect(sameMoment(reply.parent)).toEqual(sameMoment(header));
  });

  test("iopub has topics, and a new subscriber is welcomed", { skip: kernel.isReference }, async () => {
    const second = await running().connect();
    const welcome = await second.until("iopub_welcome", () =>
      second.heard.iopub.find(({ header }) => header.msg_type === "iopub_welcome"),
    );
    expect(welcome.content).toEqual({ subscription: "" });
    expect(welcome.parent).toBeNull();
    expect(second.topics.some((topic) => /status$/.test(topic))).toBe(true);
  });
}
