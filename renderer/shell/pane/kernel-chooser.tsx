/** The list of kernels that can be started, last used first, and of those that run without a shell. */
import { useEffect, useId, useRef, useState } from "react";
import type { KernelEntry } from "../../../preload/contract/requests";
import { tandem } from "../../bridge";
import { activeDocument } from "../../editor/documents";
import { useStore } from "../../store";
import { startFolder } from "../../workbench/app";
import { sentenceOf } from "../../workbench/notices";
import { shutDownSession } from "./kernel-actions";
import { windowShells } from "./window-shells";

type Found = { readonly kernels: readonly KernelEntry[]; readonly problems: readonly string[] };

interface KernelChooserProps {
  /** Puts the keyboard into the list as soon as it is there. */
  readonly takeFocus: boolean;
  /** A shell was opened, or nothing was chosen. */
  readonly onDone: () => void;
}

export function KernelChooser({ takeFocus, onDone }: KernelChooserProps) {
  const shells = windowShells();
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const look = () => {
    setFailure(null);
    shells.kernels().then(setFound, (error) => setFailure(sentenceOf(error)));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(look, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => tandem.on("kernels.changed", look), []);

  const start = async (kernel: KernelEntry) => {
    if (starting) return;
    setStarting(true);
    setFailure(null);
    try {
      await shells.start(kernel.id, startFolder(activeDocument.get()?.file.get().path ?? null));
      onDone();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setStarting(false);
  };

  return (
    <div className="kernel-chooser">
      <RunningKernels onDone={onDone} />
      {found ? (
        <KernelList kernels={found.kernels} takeFocus={takeFocus} choose={(kernel) => void start(kernel)} />
      ) : null}
      {!found && !failure ? <p className="muted">Looking for kernels …</p> : null}
      {failure ? (
        <p role="alert" className="chooser-failure">
          {failure}
        </p>
      ) : null}
      {found?.problems.map((problem) => (
        <p key={problem} className="chooser-problem">
          {problem}
        </p>
      ))}
    </div>
  );
}

function KernelList({
  kernels,
  takeFocus,
  choose,
}: {
  readonly kernels: readonly KernelEntry[];
  readonly takeFocus: boolean;
  readonly choose: (kernel: KernelEntry) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  useEffect(() => {
    if (takeFocus) list.current?.focus();
  }, [takeFocus]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const move = (to: number) => setActive(Math.min(kernels.length - 1, Math.max(0, to)));
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    Home: () => move(0),
    End: () => move(kernels.length - 1),
    Enter: () => {
      const kernel = kernels[active];
      if (kernel) choose(kernel);
    },
  };
  return (
    <ul
      ref={list}
      className="list"
      role="listbox"
      aria-label="Kernels"
      aria-activedescendant={`${id}-${active}`}
      tabIndex={0}
      onKeyDown={(event) => {
        const act = keys[event.key];
        if (!act) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      }}
    >
      {kernels.map((kernel, i) => (
        <li
          key={kernel.id}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          aria-label={kernel.displayName}
          aria-description={kernel.origin}
          className="row"
          title={kernel.origin}
          onMouseMove={() => setActive(i)}
          onClick={() => choose(kernel)}
        >
          <span className="row-label">{kernel.displayName}</span>
          <span className="row-end">{kernel.origin}</span>
        </li>
      ))}
    </ul>
  );
}

/** Kernels that run without a shell in this window. */
function RunningKernels({ onDone }: { readonly onDone: () => void }) {
  const shells = windowShells();
  const sessions = useStore(shells.sessions);
  const shown = new Set(useStore(shells.shells).map((shell) => shell.session));
  const running = sessions.filter((session) => !shown.has(session.id));
  if (running.length === 0) return null;
  return (
    <section aria-label="Running kernels" className="running-kernels">
      <h2>Running kernels</h2>
      {running.map((session) => (
        <div key={session.id} className="running-kernel">
          <span className="row-label" title={session.cwd}>
            {session.name}
          </span>
          <span className="bar-actions">
            <button
              type="button"
              className="button"
              onClick={() => {
                void shells.reopen(session.id);
                onDone();
              }}
            >
              Reopen
            </button>
            <button type="button" className="button" onClick={() => void shutDownSession(session.id)}>
              Shut down
            </button>
          </span>
        </div>
      ))}
    </section>
  );
}
