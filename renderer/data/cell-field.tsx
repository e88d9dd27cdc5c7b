/** The field in which a cell is edited, in its place. */
import { useEffect, useRef, useState } from "react";
import { MOST_TYPED } from "../../preload/contract/data";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";

export interface CellFieldProps {
  /** What it begins with. */
  readonly text: string;
  /** Resolves with a sentence when the value does not fit. @param value null: nothing is to be there */
  readonly assign: (value: string | null) => Promise<string | null>;
  /** @param down the keyboard goes to the cell below */
  readonly close: (down: boolean) => void;
}

export function CellField({ text, assign, close }: CellFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(text);
  const [wrong, setWrong] = useState("");
  const [running, setRunning] = useState(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const enter = async (typed: string | null) => {
    setRunning(true);
    const sentence = await assign(typed);
    setRunning(false);
    if (sentence === null) close(true);
    else setWrong(sentence);
  };
  return (
    <>
      <input
        ref={field}
        className="data-field"
        aria-label={t("Value of the cell")}
        aria-invalid={wrong !== ""}
        aria-describedby={wrong === "" ? undefined : "data-field-wrong"}
        maxLength={MOST_TYPED}
        readOnly={running}
        value={value}
        onChange={(event) => {
          setValue(event.target.value);
          setWrong("");
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") close(false);
          else if (event.key === "Enter" && !running) unawaited("editing a cell", enter(value));
          else if (event.key === "Delete" && event.ctrlKey && !running)
            unawaited("editing a cell", enter(null));
          else return;
          event.preventDefault();
        }}
      />
      {wrong === "" ? null : (
        <span id="data-field-wrong" className="data-field-wrong" role="alert">
          {wrong}
        </span>
      )}
    </>
  );
}
