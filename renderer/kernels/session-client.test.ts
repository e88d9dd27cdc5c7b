import { describe, expect, it, onTestFinished, vi } from "vitest";
import { transcriptText } from "../../preload/transcript/text";
import { HostEnd, printed, sessionInfo, testPace } from "./host-fixture";
import { SessionClient } from "./session-client";

const CHANNELS = ["log", "shell", "control", "status", "prompt", "debugger"];

function connect(info = sessionInfo()) {
  const host = new HostEnd();
  const session = new SessionClient(info, host.client, testPace);
  onTestFinished(() => session.dispose());
  session.open([]);
  const opened = () =>
    vi.waitFor(() => expect([...host.channels.keys()]).toEqual(CHANNELS.map((name) => `s1/${name}`)));
  const heardOn = (on: string) =>
    host.heard
      .filter((one) => one.on === `s1/${on}`)
      .map((one) => one.message as { id: string; type: string });
  const text = () => transcriptText(session.log.transcript.get());
  return { host, session, opened, heardOn, text };
}
const attached = (more: object = {}) => ({
  type: "attached",
  epoch: 1,
  valid: 0,
  first: 1,
  last: 0,
  ...more,
});
const status = (state: string) => ({ state, life: 1, since: 0, used: false });

describe("a port that died", () => {
  it("is opened again, and nothing is shown twice or left out", async () => {
    const { host, session, opened, text } = connect();
    await opened();
    host.say("s1/log", attached({ last: 1 }));
    host.say("s1/log", { type: "records", records: [printed(1, "one\n")] });
    await vi.waitFor(() => expect(text()).toContain("one"));
    const before = host.channel("s1/log");
    const waiting = session.execute("1");
    host.garble();
    await expect(waiting).rejects.toThrow("not connected");
    await vi.waitFor(() => expect(host.channel("s1/log")).not.toBe(before));
    expect(host.channel("s1/log").request.params).toMatchObject({ epoch: 1, from: 1 });
    host.say("s1/log", attached({ valid: 1, last: 2 }));
    host.say("s1/log", { type: "records", records: [printed(2, "two\n")] });
    await vi.waitFor(() => expect(text()).toContain("one\ntwo"));
    expect(session.failure.get()).toBeNull();
  });

  it("and of which there is no other ends what is asked with a sentence", async () => {
    const { host, session, opened } = connect();
    await opened();
    host.givesPorts = false;
    host.closePort();
    session.reconnect();
    await expect(session.execute("1")).rejects.toThrow();
  });
});

describe("the six channels", () => {
  it("are opened when the host is connected, the log from the start", async () => {
    const { host, opened } = connect();
    await opened();
    expect(host.channel("s1/log").request.params).toMatchObject({ epoch: null, from: 0 });
    expect(host.channel("s1/log").request.client).toBe("window-1");
  });

  it("wait for the host, and the state says starting", async () => {
    const { host, session, opened } = connect(sessionInfo({ host: "starting", connection: 0 }));
    expect(session.state.get()).toBe("starting");
    expect(host.channels.size).toBe(0);
    session.update(sessionInfo({ connection: 1 }));
    await opened();
    host.say("s1/status", status("idle"));
    await vi.waitFor(() => expect(session.state.get()).toBe("idle"));
  });

  it("are opened again for a new host, from the last record that is known, and nothing doubles", async () => {
    const { host, session, opened, text } = connect();
    await opened();
    host.say("s1/log", attached({ last: 1 }));
    host.say("s1/log", { type: "records", records: [printed(1, "a\n")] });
    await vi.waitFor(() => expect(text()).toBe("a\n"));
    session.update(sessionInfo({ host: "disconnected", sentence: "The host is gone." }));
    expect(session.state.get()).toBe("disconnected");
    host.channels.clear();
    session.update(sessionInfo({ connection: 2 }));
    await opened();
    expect(host.channel("s1/log").request.params).toEqual({ epoch: 1, from: 1 });
    host.say("s1/log", attached({ valid: 1, last: 2 }));
    host.say("s1/log", { type: "records", records: [printed(1, "a\n"), printed(2, "b\n")] });
    await vi.waitFor(() => expect(text()).toBe("a\nb\n"));
  });

  it("are opened from the start again when the new host knows only a part", async () => {
    const { host, session, opened, text } = connect();
    await opened();
    host.say("s1/log", { type: "records", records: [printed(1, "a\n"), printed(2, "lost\n")] });
    await vi.waitFor(() => expect(text()).toContain("lost"));
    session.update(sessionInfo({ connection: 2 }));
    await vi.waitFor(() => expect(host.channel("s1/log").request.params).toEqual({ epoch: null, from: 2 }));
    host.say("s1/log", attached({ epoch: 2, valid: 1, last: 1 }));
    await vi.waitFor(() =>
      expect(host.channel("s1/log").request.params).toMatchObject({ epoch: null, from: 0 }),
    );
    host.say("s1/log", attached({ epoch: 2, last: 1 }));
    host.say("s1/log", { type: "records", records: [printed(1, "a\n")] });
    await vi.waitFor(() => expect(text()).toBe("a\n"));
  });

  it("fail with a sentence when the host breaks the contract, and can be opened again", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { host, session } = connect();
    await vi.advanceTimersByTimeAsync(1);
    host.say("s1/status", { state: "asleep" });
    await vi.advanceTimersByTimeAsync(2000);
    expect(session.failure.get()).toMatch(/unknown on "status"/);
    host.channels.clear();
    session.reconnect();
    await vi.advanceTimersByTimeAsync(1);
    expect(session.failure.get()).toBeNull();
    expect(host.channels.size).toBe(6);
  });

  it("end together when something that is no frame comes", async () => {
    const { host, session, opened } = connect();
    await opened();
    const asked = session.execute("1");
    await vi.waitFor(() => expect(host.heard).toHaveLength(1));
    host.garble();
    await expect(asked).rejects.toThrow("not connected");
  });
});

describe("requests", () => {
  it("resolve when accepted, reject with the reason when refused", async () => {
    const { host, session, opened, heardOn } = connect();
    await opened();
    const first = session.execute("1+1", { file: "/a.py", lines: [1, 2] });
    const second = session.execute("2");
    await vi.waitFor(() => expect(heardOn("shell")).toHaveLength(2));
    const [one, two] = heardOn("shell");
    expect(one).toMatchObject({
      type: "execute_request",
      code: "1+1",
      origin: { file: "/a.py", lines: [1, 2] },
    });
    host.say("s1/shell", { type: "refused", id: two?.id, reason: "The kernel is dead." });
    host.say("s1/shell", { type: "accepted", id: one?.id });
    await expect(first).resolves.toBeUndefined();
    await expect(second).rejects.toThrow("The kernel is dead.");
  });

  it("wait for a host that starts, and fail when it is gone", async () => {
    const { host, session, heardOn } = connect(sessionInfo({ host: "starting", connection: 0 }));
    const sent = session.execute("1");
    session.update(sessionInfo());
    await vi.waitFor(() => expect(heardOn("shell")).toHaveLength(1));
    host.say("s1/shell", { type: "accepted", id: heardOn("shell")[0]?.id });
    await sent;
    session.update(sessionInfo({ host: "disconnected", sentence: "The host is gone." }));
    await expect(session.execute("2")).rejects.toThrow("The host is gone.");
  });

  it("completion, completeness and history are null while the kernel is busy", async () => {
    const { host, session, opened, heardOn } = connect();
    await opened();
    const completion = session.complete("imp", 3);
    const history = session.history(10);
    await vi.waitFor(() => expect(heardOn("shell")).toHaveLength(2));
    const [one, two] = heardOn("shell");
    expect(one).toMatchObject({ type: "complete_request", code: "imp", cursorPos: 3 });
    host.say("s1/shell", { type: "busy", id: one?.id });
    host.say("s1/shell", { type: "history_reply", id: two?.id, history: ["a", "b"] });
    expect(await completion).toBeNull();
    expect(await history).toEqual(["a", "b"]);
  });

  it("interrupt and restart go by control", async () => {
    const { host, session, opened, heardOn } = connect();
    await opened();
    const restarted = session.restart();
    await vi.waitFor(() => expect(heardOn("control")).toMatchObject([{ type: "restart" }]));
    host.say("s1/control", {
      type: "refused",
      id: heardOn("control")[0]?.id,
      reason: "It is restarting already.",
    });
    await expect(restarted).rejects.toThrow("It is restarting already.");
  });

  it("answers and cancellations are sent as they are", async () => {
    const { host, session, opened, heardOn } = connect();
    await opened();
    const given = session.answerInput("question-1", "yes");
    await vi.waitFor(() => expect(heardOn("shell")).toHaveLength(1));
    session.cancel("request-1");
    await vi.waitFor(() =>
      expect(heardOn("shell")).toMatchObject([
        { type: "input_reply", requestId: "question-1", value: "yes" },
        { type: "cancel", id: "request-1" },
      ]),
    );
    host.say("s1/shell", { type: "accepted", id: heardOn("shell")[0]?.id });
    await given;
  });

  it("an answer that goes nowhere is told so", async () => {
    const { host, session, opened, heardOn } = connect();
    await opened();
    const late = session.answerInput("question-1", "yes");
    await vi.waitFor(() => expect(heardOn("shell")).toHaveLength(1));
    host.say("s1/shell", {
      type: "refused",
      id: heardOn("shell")[0]?.id,
      reason: "It is not asked any more.",
    });
    await expect(late).rejects.toThrow("It is not asked any more.");
    const cut = session.answerInput("question-2", "yes");
    await vi.waitFor(() => expect(heardOn("shell")).toHaveLength(2));
    session.update(sessionInfo({ host: "disconnected", sentence: "The host is gone." }));
    await expect(cut).rejects.toThrow("not connected");
    await expect(session.answerInput("question-3", "yes")).rejects.toThrow("The host is gone.");
  });
});
