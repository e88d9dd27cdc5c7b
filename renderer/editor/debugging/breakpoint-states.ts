/** Which breakpoints the kernel that is meant has not taken, and why. */
import { useEffect, useState } from "react";
import { translated } from "../../../preload/texts/log-sentences";
import { debugged } from "../../code/debugged-shell";
import { targetShell } from "../../code/run-target";
import { useStore } from "../../floor/store";

/** Names a breakpoint among those of all files. */
export const placeKey = (file: string, line: number) => `${line}\n${file}`;

/** Names a breakpoint on a function among all. */
export const functionKey = (name: string) => `function ${name}`;

/**
 * What the debugger of the shell that stands still, else of the one that would run a file, says of those that will not
 * stop: a sentence, or undefined where it gives no reason.
 */
export function useUnverified(): ReadonlyMap<string, string | undefined> {
  const target = useStore(targetShell);
  const of = useStore(debugged)?.shell ?? target;
  const [states, setStates] = useState<ReadonlyMap<string, string | undefined>>(new Map());
  useEffect(() => {
    const store = of?.client.debugger.state;
    const look = () => {
      const { breakpoints = [], functions = [] } = store?.get() ?? {};
      const told = [
        ...breakpoints.map((one) => ({ ...one, key: placeKey(one.file, one.line) })),
        ...functions.map((one) => ({ ...one, key: functionKey(one.name) })),
      ];
      setStates(
        new Map(
          told.flatMap(({ key, verified, reason }) =>
            verified ? [] : [[key, reason && translated(reason)] as const],
          ),
        ),
      );
    };
    look();
    return store?.subscribe(look);
  }, [of]);
  return states;
}
