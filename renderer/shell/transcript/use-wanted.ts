/** Brings the line that somebody asked for (ShellModel.wanted) into view, from the log where it is not held. */
import { useEffect, useRef } from "react";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import type { OutputPlace } from "../../kernels/unseen";
import { outputViews } from "../output/view/output-views";
import type { TranscriptLayout } from "./transcript-layout";

/** What lies before the beginning is fetched in pieces, each longer than the one before, in bytes. */
const FIRST_BYTES = 4 * 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;

export function useWanted(
  shell: ShellModel,
  layout: TranscriptLayout,
  goTo: (place: OutputPlace) => void,
): void {
  const wanted = useStore(shell.wanted);
  const caughtUp = useStore(shell.client.log.caughtUp);
  const bytes = useRef(FIRST_BYTES);
  const fetching = useRef(false);
  useEffect(() => {
    if (!wanted || fetching.current) return;
    const done = () => {
      bytes.current = FIRST_BYTES;
      shell.wanted.set(null);
    };
    const { client } = shell;
    // A shell that was just opened has nothing yet.
    if (!caughtUp) return;
    const fetch = (fetched: Promise<boolean>) => {
      fetching.current = true;
      unawaited(
        "fetching a part of the log",
        fetched.then((brought) => {
          fetching.current = false;
          if (!brought && shell.wanted.get() === wanted) done();
        }),
      );
    };
    const block = layout.blocks[layout.find(wanted.seq)]?.block;
    if (!block) {
      if (wanted.seq > client.log.start || client.log.start === 0) return done();
      fetch(client.readFurther(bytes.current));
      bytes.current = Math.min(bytes.current * 2, MOST_BYTES);
      return;
    }
    const place = { ...wanted, output: wanted.output + (block.gone ?? 0) };
    if (wanted.output >= 0 && client.log.whereabouts(place)) return fetch(client.bring(place));
    const folded = layout.foldedFramesAt(wanted);
    if (folded) return outputViews(shell).toggleFrames(wanted.seq, folded.key);
    goTo(wanted);
    done();
  });
}
