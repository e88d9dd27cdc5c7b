/** The data of a figure, fetched from the session's log where the window does not hold them. */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { ShellModel } from "../../kernels/shell-model";
import { type Representation, representations } from "../../shell/output/content/representations";
import { type Display, displayOf, type Figure, isKeptFigure } from "./figures";

/**
 * @param wanted somebody looks at it: what is not held is fetched
 * @returns the display; null while it is on its way; "lost" where the log has it no more
 */
export function useDisplay(shell: ShellModel, figure: Figure, wanted: boolean): Display | null | "lost" {
  const { transcript } = shell;
  const held = useSyncExternalStore(transcript.subscribe, () =>
    wanted ? displayOf(transcript.get(), figure) : null,
  );
  const [lost, setLost] = useState<string | null>(null);
  const { key, seq, output } = figure;
  useEffect(() => {
    if (!wanted || held) return;
    let looked = true;
    shell.client.bring({ seq, output, line: 0 }).then(
      (brought) => looked && setLost(brought ? null : key),
      () => looked && setLost(key),
    );
    return () => {
      looked = false;
    };
  }, [shell, wanted, held, key, seq, output]);
  if (held) return held;
  return lost === key ? "lost" : null;
}

/** What of a display is the figure: its widest picture or chart, or that it was too large for the log. */
export function figureIn(display: Display): Representation | undefined {
  return representations(display.data).find(
    ({ type, drawing }) =>
      drawing === "picture" ||
      (drawing === "kept" && isKeptFigure(display)) ||
      (drawing === "frame" && type.startsWith("application/vnd.")),
  );
}
