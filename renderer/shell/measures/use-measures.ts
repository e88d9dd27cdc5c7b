/** How much room a shell has for text, in columns and px. */
import { type RefObject, useLayoutEffect, useState } from "react";
import { settings } from "../../floor/app";
import { useStore } from "../../floor/store";
import { fontChanges } from "../../floor/theme";
import { useDiffering } from "../../floor/use-differing";
import { columnsIn } from "./columns-in";
import type { Measures } from "./measures";

const SAMPLE = "0".repeat(100);

/** The tokens' 20 px of line for 13 px of code, in whole px. */
export function rowHeight(codeFontSize: number): number {
  return Math.round((codeFontSize * 20) / 13);
}

export interface ShellMeasures extends Measures {
  /** Height of the pane, in px. */
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const isSameSize = (one: Size | null, other: Size | null) =>
  one?.width === other?.width && one?.height === other?.height;

/**
 * Measures the element that the shell scrolls in. Null until it is on the page and has a size.
 * @param gutter width of the gutter, in columns
 * @param active whether the shell is in front of its pane; nothing is measured of one that is hidden
 */
export function useMeasures(
  scroller: RefObject<HTMLElement | null>,
  gutter: number,
  active: boolean,
): ShellMeasures | null {
  const { codeFontSize } = useStore(settings);
  const fonts = useStore(fontChanges);
  const [size, setSize] = useDiffering<Size | null>(null, isSameSize);
  const [character, setCharacter] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: they change what is measured
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      // What stands behind another, or is folded, has no size, and what is known of it stays until it comes to the front.
      if (width === 0) return;
      const sample = document.createElement("span");
      sample.className = "line-sample";
      sample.textContent = SAMPLE;
      element.append(sample);
      const measured = sample.getBoundingClientRect().width / SAMPLE.length;
      sample.remove();
      setSize({ width, height });
      if (measured > 0) setCharacter(measured);
    };
    measure();
    // Another size, and coming to the front: all that it may have missed is measured anew.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    document.fonts.addEventListener("loadingdone", measure);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener("loadingdone", measure);
    };
  }, [scroller, codeFontSize, fonts, active, setSize]);

  if (!size || character === 0) return null;
  const style = getComputedStyle(document.documentElement);
  const unit = Number.parseFloat(style.getPropertyValue("--u")) || 4;
  // The gutter, the room after it, and the room at the right edge (transcript.css).
  const width = Math.floor(size.width - gutter * character - 4 * unit - 3 * unit);
  const { columns, codeColumns } = columnsIn(width, character);
  return {
    columns,
    codeColumns,
    row: rowHeight(codeFontSize),
    width: Math.max(columns * character, 1),
    height: size.height,
  };
}
