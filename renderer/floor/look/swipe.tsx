/** Two pictures in one place, parted by a line that is moved: at its left the one, at its right the other. */
import "./swipe.css";
import { type CSSProperties, type ReactNode, type UIEvent, useState } from "react";
import { t } from "../../../preload/texts/texts";

interface SwipeProps {
  /** What scrolls within them has the attribute `data-scrolls-together`. */
  readonly left: ReactNode;
  readonly right: ReactNode;
  readonly leftName: string;
  readonly rightName: string;
}

export function Swipe({ left, right, leftName, rightName }: SwipeProps) {
  /** Share of the width that shows the left one, in percent. */
  const [at, setAt] = useState(50);
  // What is larger than its room is moved as one.
  const together = (event: UIEvent<HTMLDivElement>) => {
    const moved = event.target;
    if (!(moved instanceof HTMLElement) || moved.dataset["scrollsTogether"] === undefined) return;
    for (const other of event.currentTarget.querySelectorAll<HTMLElement>("[data-scrolls-together]")) {
      if (other === moved) continue;
      other.scrollLeft = moved.scrollLeft;
      other.scrollTop = moved.scrollTop;
    }
  };
  return (
    <div className="swipe">
      <div className="swipe-place" style={{ "--at": `${at}%` } as CSSProperties} onScrollCapture={together}>
        <div className="swipe-left">{left}</div>
        <div className="swipe-right">{right}</div>
        <span className="swipe-line" aria-hidden="true" />
      </div>
      <div className="swipe-bar">
        <span>{leftName}</span>
        <input
          type="range"
          min={0}
          max={100}
          value={at}
          aria-label={t("Line between the figures")}
          onChange={(event) => setAt(Number(event.target.value))}
        />
        <span>{rightName}</span>
      </div>
    </div>
  );
}
