import { expect, it, vi } from "vitest";
import type { SessionInfo } from "../../../preload/contract/sessions";
import { createStore } from "../../floor/store";
import { HostEnd, sessionInfo, testPace } from "../../kernels/host-fixture";
import { SessionClient } from "../../kernels/session-client";
import { ShellModel } from "../../kernels/shell-model";
import { KernelSource } from "./kernel-source";

const state = { type: "state", life: 1, executionCount: 4, running: false };

function world() {
  const host = new HostEnd();
  const shells = createStore<readonly ShellModel[]>([]);
  const sessions = createStore<readonly SessionInfo[]>([sessionInfo()]);
  const restored = createStore(false);
  const shell = (view: string) =>
    new ShellModel({
      view,
      name: "Python 3",
      client: new SessionClient(sessionInfo(), host.client, testPace),
      bridge: { request: async () => [] } as never,
      bringToFront: () => {},
      nameOfClient: () => null,
    });
  const place = { session: "s1", shell: "Python 3", name: "df", path: ["a:df"] };
  return { host, shells, sessions, restored, shell, place };
}

it("waits for the shells of before a reload, follows the shell of its session, and takes the next one of it", async () => {
  const { host, shells, sessions, restored, shell, place } = world();
  const source = new KernelSource({ shells, sessions, restored }, place, async () => {});
  expect(source.state.get()).toMatchObject({ words: "Python 3", lack: null });
  await expect(
    source.ask({ op: "open", viewer: "viewer-1", path: ["a:df"], slice: null, frozen: false }),
  ).rejects.toThrow("not connected");
  const first = shell("v1");
  shells.set([first]);
  restored.set(true);
  await vi.waitFor(() => host.channel("s1/data"));
  host.say("s1/data", state);
  await vi.waitFor(() => expect(source.state.get().words).toBe("Python 3 · as of In [4]"));
  const { revision } = source.state.get();

  shells.set([]);
  expect(source.state.get().lack).toMatch(/is closed, and its kernel runs on/);
  expect(source.state.get().step?.label).toBe("Show the shell");
  host.channels.clear();
  const second = shell("v2");
  shells.set([second]);
  await vi.waitFor(() => host.channel("s1/data"));
  host.say("s1/data", state);
  await vi.waitFor(() => expect(source.state.get().words).toBe("Python 3 · as of In [4]"));
  expect(source.state.get().lack).toBeNull();
  expect(source.shell).toBe(second);
  // Another connection to the same state: the table is opened again by it.
  expect(source.state.get().revision).not.toBe(revision);
  source.dispose();
});

it("says that its session has ended, or that its kernel is gone, and what can be done", async () => {
  const { host, shells, sessions, restored, shell, place } = world();
  const source = new KernelSource({ shells, sessions, restored }, place, async () => {});
  sessions.set([]);
  expect(source.state.get().lack).toBeNull();
  restored.set(true);
  expect(source.state.get().lack).toMatch(/The session of Python 3 has ended, and df with it\./);
  expect(source.state.get().step?.label).toBe("Open its log");
  shells.set([shell("v1")]);
  await vi.waitFor(() => host.channel("s1/data"));
  host.say("s1/data", { ...state, life: null });
  await vi.waitFor(() => expect(source.state.get().lack).toMatch(/The kernel is gone, and df with it\./));
  source.dispose();
});
