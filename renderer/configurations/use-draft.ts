/** One configuration while it is edited: each change is saved by itself a moment later, if it can be. */
import { useEffect, useRef, useState } from "react";
import type { ConfigurationDoubt, ShellConfiguration } from "../../preload/contract/configurations";
import { shellFolder } from "../code/shell-folder";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { sentenceOf } from "../floor/notices/notices";
import { configurations } from "../kernels/shell-configurations";
import { errorsOf, type FieldErrors } from "./configuration-draft";

/** A change is saved when nothing was typed for so long, in ms. */
const SAVE_MS = 300;

export interface Draft {
  readonly value: ShellConfiguration;
  readonly change: (some: Partial<ShellConfiguration>) => void;
  readonly errors: FieldErrors;
  readonly doubts: readonly ConfigurationDoubt[];
  /** "typing": not saved yet; "faulty": it cannot be saved as it stands. */
  readonly state: "saved" | "typing" | "faulty";
  /** What main said when it could not be saved. */
  readonly failure: string | null;
}

/** To be used by a component that is made anew for another configuration. */
export function useDraft(saved: ShellConfiguration): Draft {
  const [value, setValue] = useState(saved);
  const [doubts, setDoubts] = useState<readonly ConfigurationDoubt[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [state, setState] = useState<Draft["state"]>("saved");
  const errors = errorsOf(value, configurations.get().configurations);
  const faulty = Object.keys(errors).length > 0;
  /** What is typed and not saved yet. */
  const unsaved = useRef<ShellConfiguration | null>(null);

  const save = useRef(async () => {
    const configuration = unsaved.current;
    unsaved.current = null;
    if (!configuration) return;
    try {
      configurations.set(await tandem.request("configurations.save", { configuration }));
      setFailure(null);
      setState((now) => (now === "typing" ? "saved" : now));
    } catch (error) {
      setFailure(sentenceOf(error));
      setState("faulty");
    }
  }).current;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each value
  useEffect(() => {
    let over = false;
    const timer = setTimeout(
      async () => {
        await save();
        const found = await tandem.request("configurations.check", {
          configuration: value,
          folder: shellFolder(),
        });
        if (!over) setDoubts(found);
      },
      unsaved.current ? SAVE_MS : 0,
    );
    // What does not fit the contract cannot be checked either.
    if (faulty) clearTimeout(timer);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [value]);
  // What was typed last is saved when the page goes.
  useEffect(() => () => unawaited("saving a configuration", save()), [save]);

  const change = (some: Partial<ShellConfiguration>) => {
    const next = { ...value, ...some };
    const wrong = Object.keys(errorsOf(next, configurations.get().configurations)).length > 0;
    unsaved.current = wrong ? null : next;
    setValue(next);
    setState(wrong ? "faulty" : "typing");
  };
  return { value, change, errors, doubts, state, failure };
}
