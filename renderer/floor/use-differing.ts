import { useCallback, useRef, useState } from "react";

/**
 * State of a component that is set, as often as one likes, to what is mostly the same. React keeps an updater that changes
 * nothing, and all that it holds, until the component is drawn for another reason, which may be never.
 * @param same has to be the same function each time
 */
export function useDiffering<T>(
  initial: T,
  same: (one: T, other: T) => boolean,
): readonly [T, (next: T) => void] {
  const [{ value }, setState] = useState({ value: initial });
  const last = useRef(initial);
  const set = useCallback(
    (next: T) => {
      if (same(last.current, next)) return;
      last.current = next;
      setState({ value: next });
    },
    [same],
  );
  return [value, set];
}
