/** The variables of a shell while the tool is looked at: its list, and what of it is expanded. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { StackFrame } from "../../../preload/contract/debugging";
import { MOST_VARIABLES, PARTS_AT_ONCE, type WorkspaceList } from "../../../preload/contract/variables";
import { hasOwnNames, showsFrames } from "../../data/frame-value";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import type { SessionVariables } from "../../kernels/session-variables";
import type { ShellModel } from "../../kernels/shell-model";
import { type Expanded, idOf } from "./rows";

const seen = (listener: () => void) => {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
};
const isSeen = () => document.visibilityState === "visible";

export interface InFrame {
  readonly frame: StackFrame;
  readonly path: readonly string[];
  readonly list: WorkspaceList;
}

export interface WorkspaceView {
  /** Null before the host has told it. */
  readonly list: WorkspaceList | null;
  /** The kernel stands still: the list is that of a frame, found under `path`. */
  readonly inFrame: InFrame | null;
  /** The host does not know the question: it is of an earlier version. */
  readonly unknown: boolean;
  readonly expanded: ReadonlyMap<string, Expanded>;
  readonly channel: SessionVariables | null;
  /** Shows the parts of what a path leads to, or more of them. */
  readonly expand: (path: readonly string[]) => void;
  readonly fold: (path: readonly string[]) => void;
}

/** Nothing is asked of the kernel while the window is not to be seen. */
export function useWorkspace(shell: ShellModel): WorkspaceView {
  const visible = useSyncExternalStore(seen, isSeen);
  const { host, connection } = useStore(shell.info);
  const [list, setList] = useState<WorkspaceList | null>(null);
  const [unknown, setUnknown] = useState(false);
  const [expanded, setExpanded] = useState<ReadonlyMap<string, Expanded>>(new Map());
  const [channel, setChannel] = useState<SessionVariables | null>(null);
  const present = useRef(expanded);
  present.current = expanded;

  const put = useCallback((id: string, now: Expanded) => {
    setExpanded((before) => (before.has(id) ? new Map(before).set(id, now) : before));
  }, []);
  const read = useCallback(
    async (variables: SessionVariables, path: readonly string[], count: number) => {
      const id = idOf(path);
      const answer = await variables.parts(path, 0, count).catch(() => ({ status: "busy" as const }));
      if (answer.status === "ok") put(id, { parts: answer.variables, total: answer.total, state: "there" });
      else if (answer.status === "gone") put(id, { parts: [], total: 0, state: "gone" });
      else put(id, { ...(present.current.get(id) ?? { parts: [], total: 0 }), state: "busy" });
    },
    [put],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection needs a new channel
  useEffect(() => {
    if (host !== "connected" || !visible) return;
    const opened = shell.client.openVariables(
      (next) => {
        setList(next);
        // What is expanded follows what it belongs to.
        for (const [id, { parts }] of present.current)
          unawaited(
            "reading the parts of a variable",
            read(opened, id.split("\n"), Math.max(PARTS_AT_ONCE, parts.length)),
          );
      },
      () => setUnknown(true),
    );
    setChannel(opened);
    setUnknown(false);
    return () => {
      opened.dispose();
      setChannel(null);
    };
  }, [shell, host, connection, visible]);

  const inFrame = useFrame(shell, channel);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is expanded in a frame follows its list
  useEffect(() => {
    if (!channel || !inFrame) return;
    for (const [id, { parts }] of present.current)
      if (id.startsWith(`${inFrame.path.join("\n")}\n`))
        unawaited(
          "reading the parts of a variable",
          read(channel, id.split("\n"), Math.max(PARTS_AT_ONCE, parts.length)),
        );
  }, [inFrame]);

  const expand = (path: readonly string[]) => {
    if (!channel) return;
    const id = idOf(path);
    const known = expanded.get(id)?.parts ?? [];
    setExpanded((before) => new Map(before).set(id, { parts: known, total: known.length, state: "reading" }));
    unawaited("reading the parts of a variable", read(channel, path, known.length + PARTS_AT_ONCE));
  };
  const fold = (path: readonly string[]) => {
    const id = idOf(path);
    setExpanded((before) => {
      const left = [...before].filter(([other]) => other !== id && !other.startsWith(`${id}\n`));
      return new Map(left);
    });
  };
  return { list: inFrame?.list ?? list, inFrame, unknown, expanded, channel, expand, fold };
}

/** The names of the frame that is looked at, where it has some of its own; null: the variables are the kernel's. */
function useFrame(shell: ShellModel, channel: SessionVariables | null): InFrame | null {
  const { debugger: session } = shell.client;
  const frame = useStore(session.frame);
  const changes = useStore(session.changes);
  const [inFrame, setInFrame] = useState<InFrame | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was run in the frame may have changed its names
  useEffect(() => {
    if (!channel || !frame || !hasOwnNames(frame) || !showsFrames(shell)) {
      setInFrame(null);
      return;
    }
    let over = false;
    const look = async () => {
      const path = await session.pathOf(frame.id);
      const answer = await channel.parts(path, 0, MOST_VARIABLES);
      if (over || answer.status !== "ok") return;
      const { variables, total } = answer;
      setInFrame({ frame, path, list: { type: "list", variables, total } });
    };
    // A host of an earlier version, or a kernel taught by one: the variables are shown as before.
    look().catch(() => {
      if (!over) setInFrame(null);
    });
    return () => {
      over = true;
    };
  }, [shell, channel, frame, changes]);
  return inFrame;
}
