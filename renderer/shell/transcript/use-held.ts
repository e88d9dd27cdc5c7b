/** Keeps what is in view held: fetches what is absent there, and what lies before the beginning when that comes near. */
import { useEffect, useRef } from "react";
import type { ShellModel } from "../../kernels/shell-model";
import { firstAbsent, nearView } from "./absent-places";
import type { TranscriptLayout } from "./transcript-layout";

/** So near the beginning of what is here, in px, what lies before it is fetched. */
const NEAR_BEGINNING_PX = 600;

/**
 * @param top what is drawn begins there, in px of the layout; it ends at `bottom`
 * @param sticks whether the newest is followed: then the beginning is not what anybody looks for
 */
export function useHeld(
  shell: ShellModel,
  layout: TranscriptLayout,
  top: number,
  bottom: number,
  sticks: boolean,
): void {
  const fetching = useRef(false);
  const failed = useRef("");
  useEffect(() => {
    const { client } = shell;
    client.log.keepInView(nearView(layout, top, bottom));
    if (fetching.current) return;
    const place = firstAbsent(layout, top, bottom);
    const wanted = place ? `${place.seq} ${place.output} ${place.line}` : "before";
    if (!place && (sticks || client.log.start === 0 || top > NEAR_BEGINNING_PX)) return;
    // What could not be had is not asked for again and again.
    const asked = `${wanted} ${client.log.start}`;
    if (asked === failed.current) return;
    fetching.current = true;
    const fetched = place ? client.bring(place) : client.readFurther();
    void fetched
      .then((brought) => {
        if (brought === false) failed.current = asked;
      })
      .finally(() => {
        fetching.current = false;
      });
  });
}
