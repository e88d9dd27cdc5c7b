/** One shell: its bars, its output, and the input that follows the output. */

import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { t } from "../../../preload/texts/texts";
import { facts, settings } from "../../floor/app";
import { Icon } from "../../floor/look/icons";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { FindBar } from "../find/find-bar";
import { useHighlights } from "../find/use-highlights";
import { HistorySearch } from "../input/history-search";
import { goesToInput } from "../input/keys-to-input";
import { ShellInput } from "../input/shell-input";
import { rowHeight, useMeasures } from "../measures/use-measures";
import { ScrollState } from "../transcript/scroll-state";
import { ShellOutput } from "../transcript/shell-output";
import { useOutline } from "../transcript/transcript-outline";
import { WholeLogBar } from "../whole-log/whole-log-bar";
import { additionsToShells, type ShellPlace } from "./additions";
import { ConfigurationBar } from "./configuration-bar";
import { ShellBars } from "./shell-bars";

/** The gutter's width in columns: "In [7]:" and more where a number is longer. */
const GUTTER_COLUMNS = 7;

interface ShellViewProps {
  readonly shell: ShellModel;
  readonly id: string;
  readonly active: boolean;
}

export function ShellView({ shell, id, active }: ShellViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useRef(new ScrollState()).current;
  const gutter = useGutter(shell);
  const measures = useMeasures(scroller, gutter, active);
  const { away, newRows } = useScrolledAway(shell, scroller, scroll);
  const { codeFontSize } = useStore(settings);
  const style = {
    "--gutter": `${gutter}ch`,
    "--meta": `${measures ? measures.columns - measures.codeColumns : 0}ch`,
    "--code-size": `${codeFontSize}px`,
    "--code-line": `${rowHeight(codeFontSize)}px`,
  } as CSSProperties;

  const onMouseUp = (event: MouseEvent) => {
    const target = event.target as Element;
    if (event.button !== 0 || target.closest("button, input, .shell-input-editor, a")) return;
    if (getSelection()?.isCollapsed ?? true) shell.focus();
  };
  /** Whoever types in the output means the input. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (goesToInput(event.nativeEvent, facts.get().platform === "darwin")) shell.focus();
  };
  const toNewest = useCallback(() => {
    scroll.sticks = true;
    if (scroller.current) scroll.settle(scroller.current);
  }, [scroll]);
  useEffect(() => shell.setNewestTarget(toNewest), [shell, toNewest]);

  return (
    <section
      className="shell"
      id={id}
      aria-label={shell.name}
      hidden={!active}
      style={style}
      data-narrow={measures && measures.codeColumns === measures.columns ? "" : undefined}
    >
      <ShellBars shell={shell} />
      <ConfigurationBar shell={shell} />
      <Additions shell={shell} place="over the output" />
      <WholeLogBar shell={shell} />
      <div className="shell-body">
        <div ref={scroller} className="shell-scroller" onMouseUp={onMouseUp} onKeyDown={onKeyDown}>
          {measures && active ? (
            <ShellOutput
              shell={shell}
              measures={measures}
              scroller={scroller}
              scroll={scroll}
              useDrawn={useHighlights}
            />
          ) : null}
          <Additions shell={shell} place="under the output" />
          <ShellInput
            shell={shell}
            paneHeight={measures?.height ?? 0}
            columns={measures?.columns ?? 0}
            onRun={toNewest}
          />
        </div>
        <HistorySearch shell={shell} />
        <FindBar shell={shell} />
        {away ? (
          <button type="button" className="button jump-to-newest" onClick={toNewest}>
            <Icon name="down" size={12} /> {t("Jump to newest")}
            {newRows > 0 ? <span className="new-rows">{t("{count} new", { count: newRows })}</span> : null}
          </button>
        ) : null}
      </div>
    </section>
  );
}

function Additions({ shell, place }: { readonly shell: ShellModel; readonly place: ShellPlace }) {
  return additionsToShells(place).map((View, i) => <View key={i} shell={shell} />);
}

/** Columns of the gutter, by the longest prompt there is. */
function useGutter(shell: ShellModel): number {
  const { longestPrompt } = useOutline(useStore(shell.transcript));
  const prompt = useStore(shell.client.prompt);
  const columns = prompt?.kind === "primary" ? prompt.text.trimEnd().length : 0;
  return Math.max(GUTTER_COLUMNS, columns, longestPrompt);
}

/** Whether the newest output is out of view because the user scrolled up, and how many rows have come since. */
function useScrolledAway(
  shell: ShellModel,
  scroller: React.RefObject<HTMLDivElement | null>,
  scroll: ScrollState,
): { away: boolean; newRows: number } {
  // Drawn anew with the transcript, before its output: what came just now is counted with the next.
  useStore(shell.transcript);
  const [away, setAway] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const update = () => setAway(!scroll.sticks);
    // After the output's own listener has judged the movement.
    const later = () => requestAnimationFrame(update);
    element.addEventListener("scroll", later, { passive: true });
    return () => element.removeEventListener("scroll", later);
  }, [scroller, scroll]);
  return { away, newRows: scroll.newRows };
}
