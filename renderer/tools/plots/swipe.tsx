/** Two figures in one place, parted by a line that is moved: at its left the one, at its right the other. */
import { type CSSProperties, type ReactNode, type UIEvent, useState } from "react";
import { t } from "../../../preload/texts/texts";

interface SwipeProps {
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
    if (!(moved instanceof HTMLElement) || !moved.classList.contains("plots-scroller")) return;
    for (const other of event.currentTarget.querySelectorAll<HTMLElement>(".plots-scroller")) {
      if (other === moved) continue;
      other.scrollLeft = moved.scrollLeft;
      other.scrollTop = moved.scrollTop;
    }
  };
  return (
    <div className="plots-one">
      <div className="plots-swipe" style={{ "--at": `${at}%` } as CSSProperties} onScrollCapture={together}>
        <div className="plots-layer">{left}</div>
        <div className="plots-layer plots-over">{right}</div>
        <span className="plots-divider" aria-hidden="true" />
      </div>
      <div className="plots-swiper">
        <span className="plots-label">{leftName}</span>
        <input
          type="range"
          min={0}
          max={100}
          value={at}
          aria-label={t("Line between the figures")}
          onChange={(event) => setAt(Number(event.target.value))}
        />
        <span className="plots-label">{rightName}</span>
      </div>
    </div>
  );
}
