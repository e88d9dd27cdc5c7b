import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import type { ViewMark } from "../../preload/contract/records";
import type { EventName, TandemBridge } from "../../preload/contract/requests";
import type { SessionInfo } from "../../preload/contract/sessions";
import { layout, setShown } from "../floor/layout-state";
import { startFirstKernel } from "./first-kernel";
import { followShells } from "./follow-shells";
import { HostEnd, printed, sessionInfo, testPace } from "./host-fixture";
import { restart, shutDown, tellFailure } from "./kernel-actions";
import { SharedHistory } from "./shared-history";
import type { ShellModel } from "./shell-model";
import { WindowShells } from "./shells";
import { setWindowShells } from "./window-shells";

/** Main's side of the requests that shells make. */
class MainEnd {
  sessions: SessionInfo[] = [];
  readonly marks = new Map<string, ViewMark[]>();
  readonly asked: string[] = [];
  readonly shownElsewhere = new Set<string>();
  #listener: (sessions: SessionInfo[]) => void = () => {};
  readonly bridge = {
    request: async (name: string, input: never) => {
      this.asked.push(name);
      return this.#answer(name, input);
    },
    on: (_name: EventName, listener: never) => {
      this.#listener = listener;
      return () => {};
    },
  } as unknown as TandemBridge;

  #answer(
    name: string,
    input: {
      id: string;
      kernelId: string;
      cwd: string;
      session: string;
      view: string;
      marks: ViewMark[];
      unlessShown?: boolean;
    },
  ): unknown {
    switch (name) {
      case "sessions.list":
        return this.sessions;
      case "sessions.start": {
        const n = this.sessions.length + 1;
        const started = sessionInfo({
          id: `s${n}`,
          name: n === 1 ? "Python 3" : `Python 3 ${n}`,
          kernelId: input.kernelId,
          cwd: input.cwd,
        });
        this.sessions = [...this.sessions, started];
        return started;
      }
      case "kernels.list":
        return { kernels: [{ id: "spec:first" }], problems: [] };
      case "sessions.end":
        if (input.unlessShown && this.shownElsewhere.has(input.id)) return undefined;
        this.sessions = this.sessions.filter((session) => session.id !== input.id);
        return undefined;
      case "marks.read":
        return this.marks.get(input.view) ?? [];
      case "marks.write":
        this.marks.set(input.view, input.marks);
        return undefined;
      default:
        throw new Error(`unexpected ${name}`);
    }
  }

  change(sessions: SessionInfo[]): void {
    this.sessions = sessions;
    this.#listener(sessions);
  }
}

let main: MainEnd;
let host: HostEnd;
const open = () => {
  const shells = new WindowShells({
    bridge: main.bridge,
    channels: host.client,
    folder: () => null,
    pace: testPace,
  });
  onTestFinished(() => shells.dispose());
  return shells;
};
const names = (shells: WindowShells) => shells.shells.get().map((shell) => shell.name);
const say = async (on: string, message: unknown) => {
  await vi.waitFor(() => host.channel(on));
  host.say(on, message);
};
const status = (used: boolean) => ({ state: "idle", life: 1, since: 0, used });

beforeEach(() => {
  main = new MainEnd();
  host = new HostEnd();
});

it("starts kernels, each in front, and shows another", async () => {
  const shells = open();
  const first = await shells.start("spec:python3", "/data");
  const second = await shells.start("spec:python3", "/data");
  expect(names(shells)).toEqual(["Python 3", "Python 3 2"]);
  expect(shells.front.get()).toBe(second);
  shells.show(first);
  expect(shells.front.get()).toBe(first);
  expect(first.cwd).toBe("/data");
});

it("the window starts no first kernel for a user who has opened a shell meanwhile", async () => {
  const shells = open();
  const first = startFirstKernel(
    shells,
    null,
    () => "/data",
    () => undefined,
  );
  // The kernels are being looked for.
  expect(main.asked).toContain("kernels.list");
  await shells.start("spec:own", "/data");
  await first;
  expect(shells.shells.get().map(({ info }) => info.get().kernelId)).toEqual(["spec:own"]);
  shells.letGo(shells.shells.get()[0] as ShellModel);
  await startFirstKernel(
    shells,
    null,
    () => "/data",
    () => undefined,
  );
  expect(shells.shells.get().map(({ info }) => info.get().kernelId)).toEqual(["spec:first"]);
});

it("marks are read before the log is opened, written when they change, and there again after a reload", async () => {
  const before = open();
  const shell = await before.start("spec:python3", "/data");
  await say("s1/log", { type: "records", records: [printed(1, "a\n")] });
  await vi.waitFor(() => expect(shell.transcript.get().blocks).toHaveLength(1));
  await shell.clear();
  await vi.waitFor(() => expect(shell.transcript.get().blocks).toHaveLength(0));
  const saved = before.state.get();
  before.dispose();
  host.channels.clear();

  const after = open();
  await after.restore(JSON.parse(JSON.stringify(saved)), ["s1"]);
  const [again] = after.shells.get();
  expect(again?.view).toBe(shell.view);
  expect(again?.canUndoClear).toBe(true);
  await say("s1/log", { type: "records", records: [printed(1, "a\n"), printed(2, "b\n")] });
  await vi.waitFor(() => expect(again?.transcript.get().blocks).toHaveLength(1));
  await again?.undoClear();
  expect(main.marks.get(shell.view)).toEqual([]);
  expect(main.asked.indexOf("marks.read")).toBeLessThan(main.asked.indexOf("marks.write"));
});

it("closing an unused shell ends its kernel; a used one runs on and can be reopened with its marks", async () => {
  const shells = open();
  const unused = await shells.start("spec:python3", "/");
  const used = await shells.start("spec:python3", "/");
  await say("s1/status", status(false));
  await say("s2/status", status(true));
  await vi.waitFor(() => expect([unused.status.get()?.used, used.status.get()?.used]).toEqual([false, true]));
  await shells.close(unused);
  expect(main.sessions.map((session) => session.id)).toEqual(["s2"]);
  expect(shells.closed.get()).toBeNull();
  await shells.close(used);
  expect(main.sessions.map((session) => session.id)).toEqual(["s2"]);
  expect(shells.closed.get()).toEqual({ session: "s2", name: "Python 3 2" });
  expect(shells.front.get()).toBeNull();
  const again = await shells.reopen("s2");
  expect(again.view).toBe(used.view);
  expect(shells.closed.get()).toBeNull();
  expect(shells.front.get()).toBe(again);
});

it("what was closed stays closed over a reload, and what main wants shown besides is opened", async () => {
  main.sessions = [
    sessionInfo(),
    sessionInfo({ id: "s2", name: "R" }),
    sessionInfo({ id: "s3", name: "Julia" }),
    sessionInfo({ id: "s4", name: "In another window" }),
  ];
  const shells = open();
  const state = {
    views: [
      { view: "v2", session: "s2", open: true },
      { view: "v1", session: "s1", open: false },
      { view: "v9", session: "gone", open: true },
    ],
    front: "v2",
  };
  await shells.restore(state, ["s2", "s3", "gone"]);
  expect(names(shells)).toEqual(["R", "Julia"]);
  expect(shells.front.get()?.view).toBe("v2");
  expect(shells.state.get().views).toContainEqual({ view: "v1", session: "s1", open: false });
});

it("a saved state that makes no sense counts as none", async () => {
  main.sessions = [sessionInfo()];
  const shells = open();
  await shells.restore({ views: "x" }, ["s1"]);
  expect(names(shells)).toEqual(["Python 3"]);
});

it("two views of one session: the kernel outlives the first that is closed, and each is a client of its own", async () => {
  const shells = open();
  const first = await shells.start("spec:python3", "/");
  const second = await shells.duplicate(first);
  expect(names(shells)).toEqual(["Python 3", "Python 3 (view 2)"]);
  expect(second.view).not.toBe(first.view);
  const [one, other] = [first, second].map((shell) => shell.client.ownClient) as [string, string];
  expect([first.nameOfClient(one), first.nameOfClient(other)]).toEqual([null, "another view"]);
  expect(first.nameOfClient("window-of-somebody")).toBe("another window");
  await shells.close(first);
  expect(shells.closed.get()).toBeNull();
  expect(main.sessions).toHaveLength(1);
  expect(names(shells)).toEqual(["Python 3 (view 2)"]);
});

it("an unused kernel that another window shows too is not ended with its shell here", async () => {
  const shells = open();
  const shell = await shells.start("spec:python3", "/");
  main.shownElsewhere.add("s1");
  await say("s1/status", status(false));
  await vi.waitFor(() => expect(shell.status.get()?.used).toBe(false));
  await shells.close(shell);
  expect(main.sessions).toHaveLength(1);
  expect(shells.shells.get()).toHaveLength(0);
});

it("what is typed and not sent is kept, and so are the panes", async () => {
  const before = open();
  const first = await before.start("spec:python3", "/");
  const second = await before.start("spec:python3", "/");
  before.move(second, { beside: "1", side: "right" });
  first.draft.set("x = ");
  const saved = JSON.parse(JSON.stringify(before.state.get()));
  before.dispose();
  const after = open();
  await after.restore(saved, ["s1", "s2"]);
  expect(after.panes.get()).toMatchObject({
    direction: "row",
    panes: [{ views: [first.view] }, { views: [second.view] }],
  });
  expect(after.shells.get()[0]?.draft.get()).toBe("x = ");
  expect(after.front.get()?.view).toBe(second.view);
});

it("a view goes on in another window, at the place where it was dropped, with what was typed in it", async () => {
  const first = open();
  const shell = await first.start("python", "/work");
  shell.draft.set("half a line");
  shell.answers.set({ question: "half an answer" });
  const { view, session, draft, answers } = first.viewState(shell);
  const second = open();
  await second.restore(null, []);
  const there = await second.start("python", "/work");
  const [pane] = second.panes.get().panes;
  const moved = { view, session, ...(draft && { draft }), ...(answers && { answers }) };
  const taken = await second.goOnWith(moved, { pane: pane?.id ?? "", before: there.view });
  first.letGo(shell);
  expect(second.shells.get()).toEqual([taken, there]);
  expect(second.front.get()).toBe(taken);
  expect([taken.view, taken.draft.get(), taken.answers.get()]).toEqual([
    view,
    "half a line",
    { question: "half an answer" },
  ]);
  expect(first.present.views).toEqual([]);
  await expect(second.goOnWith({ ...moved, session: "gone" })).rejects.toThrow("does not run any more");
});

it("follows what main says: states, and sessions that end", async () => {
  const shells = open();
  const first = await shells.start("spec:python3", "/");
  const second = await shells.start("spec:python3", "/");
  main.change([
    sessionInfo({ host: "disconnected", sentence: "Its host is gone." }),
    main.sessions[1] as SessionInfo,
  ]);
  expect(first.state.get()).toBe("disconnected");
  main.change([sessionInfo()]);
  expect(shells.shells.get()).toEqual([first]);
  expect(shells.front.get()).toBe(first);
  await expect(second.execute("1")).rejects.toThrow();
});

it("whatever the user runs is gone to in its shell, from wherever it was sent", async () => {
  const shells = open();
  const shell = await shells.start("spec:python3", "/data");
  await say("s1/status", { state: "idle", life: 1, since: 0, used: true });
  const shown = vi.fn();
  const gone = shell.setNewestTarget(shown);
  void tellFailure(shell, () => shell.execute("1", { file: "/a.py", lines: [1, 1] }));
  expect(shown).toHaveBeenCalledTimes(1);
  // What runs by itself leaves the shell where it is read.
  void tellFailure(shell, () => shell.client.execute("2"));
  gone();
  void tellFailure(shell, () => shell.execute("3"));
  expect(shown).toHaveBeenCalledTimes(1);
});

it("what failed because a kernel was dead is said until the next one starts, also when it came from the editor", async () => {
  const shells = open();
  const shell = await shells.start("spec:python3", "/data");
  const kernel = (state: string, life: number) => say("s1/status", { state, life, since: 0, used: true });
  await kernel("dead", 1);
  await vi.waitFor(() => expect(shell.state.get()).toBe("dead"));
  void tellFailure(shell, () => shell.execute("1", { file: "/a.py", lines: [1, 1] }));
  await vi.waitFor(() => expect(host.heard.at(-1)?.on).toBe("s1/shell"));
  const { id } = host.heard.at(-1)?.message as { id: string };
  await say("s1/shell", { type: "refused", id, reason: "The kernel is dead; restart it first." });
  await vi.waitFor(() => expect(shell.failure.get()).toBe("The kernel is dead; restart it first."));
  await kernel("starting", 2);
  await vi.waitFor(() => expect(shell.failure.get()).toBeNull());
});

it("a question about a kernel is asked where the user sees it: in front, and with the shells shown", async () => {
  const shells = open();
  setWindowShells(shells, new SharedHistory(main.bridge));
  const shell = await shells.start("spec:python3", "/data");
  await say("s1/status", { state: "idle", life: 1, since: 0, used: true });
  await vi.waitFor(() => expect(shell.state.get()).toBe("idle"));
  const other = await shells.duplicate(shell);
  expect(shells.front.get()).toBe(other);
  for (const [ask, act] of [
    [restart, "restart"],
    [shutDown, "shut down"],
  ] as const) {
    shells.show(other);
    setShown("shells", false);
    await ask(shell);
    expect(shell.question.get()).toMatchObject({ act });
    expect(shells.front.get()).toBe(shell);
    expect(layout.get().shown.shells).toBe(true);
  }
});

it("views that were closed are let go of, with all that followed them", async () => {
  const shells = open();
  const first = await shells.start("spec:python3", "/work");
  const stopHistory = followShells(shells.shells, (shell) => new SharedHistory(main.bridge).follow(shell));
  const gone: WeakRef<object>[] = [];
  for (let n = 0; n < 20; n++) {
    const view = await shells.duplicate(first);
    gone.push(new WeakRef(view), new WeakRef(view.client));
    await shells.close(view);
  }
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  await vi.waitFor(() => {
    collect();
    expect(gone.filter((one) => one.deref()).length).toBeLessThanOrEqual(2);
  });
  stopHistory();
});
