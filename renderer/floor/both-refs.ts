/** An element that both its own component and who uses that wants to have. */
import type { Ref, RefObject } from "react";

export function bothRefs<T>(
  own: RefObject<T | null>,
  given: Ref<T> | undefined,
): (element: T | null) => void {
  return (element) => {
    own.current = element;
    if (typeof given === "function") given(element);
    else if (given) given.current = element;
  };
}
