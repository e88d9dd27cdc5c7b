/** The figures of a shell: of what its window holds, and of what its log has before and between. */
import { useEffect, useMemo, useState } from "react";
import type { Transcript } from "../../../preload/transcript/transcript";
import { createStore, type Store, useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { readWholeLog } from "../../shell/whole-log/read-whole-log";
import { type Figure, FigureBook } from "./figures";

/** A transcript that changes all the time is looked at so often, in ms. */
const PACE_MS = 150;

interface ShellFigures {
  readonly book: FigureBook;
  readonly figures: Store<readonly Figure[]>;
  /** How much of the log was looked through for earlier ones, between 0 and 1; null when all was, or none need be. */
  readonly share: Store<number | null>;
  /** Keys of those that the user took out of the list. */
  readonly removed: Store<ReadonlySet<string>>;
  /** The whole log was read once: from then on the transcript is enough. */
  read: boolean;
}

const ofShells = new WeakMap<ShellModel, ShellFigures>();

/** The same one for the same shell, as long as that is open. */
export function shellFigures(shell: ShellModel): ShellFigures {
  let own = ofShells.get(shell);
  if (!own) {
    own = {
      book: new FigureBook(),
      figures: createStore<readonly Figure[]>([]),
      share: createStore<number | null>(null),
      removed: createStore<ReadonlySet<string>>(new Set()),
      read: false,
    };
    ofShells.set(shell, own);
  }
  return own;
}

const hasAbsent = ({ blocks }: Transcript) =>
  blocks.some(({ outputs }) => outputs.some(({ kind }) => kind === "absent"));

/**
 * Follows a shell's figures while the component is there.
 * @returns the figures that are shown, those that were removed from view, and how far the log was looked through
 */
export function useFigures(shell: ShellModel): {
  readonly figures: readonly Figure[];
  readonly removed: ReadonlySet<string>;
  readonly share: number | null;
  /** A sentence, where the log could not be read. */
  readonly problem: string | null;
} {
  const own = shellFigures(shell);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      own.figures.set(own.book.take(shell.transcript.get(), shell.client.log.start));
    };
    const later = () => {
      timer ??= setTimeout(look, PACE_MS);
    };
    look();
    const stop = shell.transcript.subscribe(later);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [shell, own]);

  const caughtUp = useStore(shell.client.log.caughtUp);
  useEffect(() => {
    const { log } = shell.client;
    if (!caughtUp || own.read || (log.start === 0 && !hasAbsent(shell.transcript.get()))) return;
    const ended = new AbortController();
    own.share.set(0);
    const take = (transcript: Transcript) => own.figures.set(own.book.takeEarlier(transcript));
    const reading = readWholeLog(shell, {
      progress: (share) => own.share.set(share),
      take,
      // The places are noted: the data are fetched when somebody looks at them.
      used: () => true,
      signal: ended.signal,
    });
    reading.then(
      () => {
        own.read = true;
        own.share.set(null);
      },
      (error: unknown) => {
        // Another reading may have begun since.
        if (ended.signal.aborted) return;
        own.share.set(null);
        setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      ended.abort(new DOMException("", "AbortError"));
      own.share.set(null);
    };
  }, [shell, own, caughtUp]);

  const figures = useShownFigures(own);
  return { figures, removed: useStore(own.removed), share: useStore(own.share), problem };
}

/** Those that were not taken out of the list. */
export function useShownFigures(own: ShellFigures): readonly Figure[] {
  const all = useStore(own.figures);
  const removed = useStore(own.removed);
  return useMemo(
    () => (removed.size === 0 ? all : all.filter(({ key }) => !removed.has(key))),
    [all, removed],
  );
}
