/** The list of kernels that can be started, last used first, and of those that run without a shell. */

import { useEffect, useId, useRef, useState } from "react";
import type { ShellConfiguration } from "../../../preload/contract/configurations";
import type { KernelEntry } from "../../../preload/contract/sessions";
import { t } from "../../../preload/texts/texts";
import { shellFolder } from "../../code/shell-folder";
import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { runCommand } from "../../floor/commands/commands";
import { unawaited } from "../../floor/failures";
import { sentenceOf } from "../../floor/notices/notices";
import { useStore } from "../../floor/store";
import { endWord, shutDownSession } from "../../kernels/kernel-actions";
import { configurations, startConfiguration } from "../../kernels/shell-configurations";
import { windowShells } from "../../kernels/window-shells";
import { type ChooserPage, chooserPages } from "./additions";
import { joinByFile, OthersKernelsList } from "./others-kernels-list";

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
  const [page, setPage] = useState<ChooserPage | null>(null);
  const folder = useStore(openFolder);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder may have environments of its own
  useEffect(() => {
    let over = false;
    const look = async () => {
      setFailure(null);
      try {
        const now = await shells.kernels();
        // Of two lists that are asked for one after another the older may come last.
        if (!over) setFound(now);
      } catch (error) {
        if (!over) setFailure(sentenceOf(error));
      }
    };
    unawaited("looking for kernels", look());
    const stop = tandem.on("kernels.changed", () => unawaited("looking for kernels", look()));
    return () => {
      over = true;
      stop();
    };
  }, [folder]);

  const start = async (choice: Choice) => {
    if (starting) return;
    setStarting(true);
    setFailure(null);
    try {
      await choice.start();
      onDone();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setStarting(false);
  };

  const configured = useStore(configurations).configurations.map(configurationChoice);
  if (page) {
    const begun = () => {
      setPage(null);
      onDone();
    };
    return <page.View onBegun={begun} onCancel={() => setPage(null)} />;
  }
  return (
    <div className="kernel-chooser">
      <RunningKernels onDone={onDone} />
      <OthersKernelsList onDone={onDone} onFailure={setFailure} />
      {found ? (
        <KernelList
          choices={[...configured, ...found.kernels.map(kernelChoice)]}
          takeFocus={takeFocus}
          choose={(choice) => unawaited("starting a kernel", start(choice))}
        />
      ) : null}
      {!found && !failure ? <p className="muted">{t("Looking for kernels …")}</p> : null}
      <div className="chooser-actions">
        {chooserPages().map((each) => (
          <button key={each.title} type="button" className="button" onClick={() => setPage(each)}>
            {each.title}
          </button>
        ))}
        <button
          type="button"
          className="button"
          onClick={() => {
            onDone();
            unawaited("join by file", joinByFile());
          }}
        >
          {t("Join kernel by connection file…")}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            onDone();
            void runCommand("shell.attach");
          }}
        >
          {t("Attach to Python process…")}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            onDone();
            void runCommand("configurations.edit");
          }}
        >
          {t("Edit shell configurations…")}
        </button>
      </div>
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

/** What can be started: a row of the list. */
interface Choice {
  readonly id: string;
  readonly name: string;
  /** Where it comes from. */
  readonly origin: string;
  readonly start: () => Promise<unknown>;
}

function kernelChoice({ id, displayName, origin }: KernelEntry): Choice {
  return { id, name: displayName, origin, start: () => windowShells().start(id, shellFolder()) };
}

function configurationChoice({ id, name, kernel }: ShellConfiguration): Choice {
  const what = kernel.kind === "listed" ? kernel.label : kernel.path;
  return {
    id,
    name,
    origin: t("configuration of {kernel}", { kernel: what }),
    start: () => startConfiguration(id, shellFolder()),
  };
}

function KernelList({
  choices,
  takeFocus,
  choose,
}: {
  readonly choices: readonly Choice[];
  readonly takeFocus: boolean;
  readonly choose: (choice: Choice) => void;
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
  const move = (to: number) => setActive(Math.min(choices.length - 1, Math.max(0, to)));
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    Home: () => move(0),
    End: () => move(choices.length - 1),
    Enter: () => {
      const choice = choices[active];
      if (choice) choose(choice);
    },
  };
  return (
    <ul
      ref={list}
      className="list"
      role="listbox"
      aria-label={t("Kernels")}
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
      {choices.map((choice, i) => (
        <li
          key={choice.id}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          aria-description={choice.origin}
          className="row"
          title={choice.origin}
          onMouseMove={() => setActive(i)}
          onClick={() => choose(choice)}
        >
          <span className="row-label">{choice.name}</span>
          {/* Said as the description. */}
          <span className="row-end" aria-hidden="true">
            {choice.origin}
          </span>
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
    <section aria-label={t("Running kernels")} className="running-kernels">
      <h2>{t("Running kernels")}</h2>
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
                unawaited("reopen", shells.reopen(session.id));
                onDone();
              }}
            >
              {t("Reopen")}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => unawaited("shut down session", shutDownSession(session.id))}
            >
              {endWord(session)}
            </button>
          </span>
        </div>
      ))}
    </section>
  );
}
