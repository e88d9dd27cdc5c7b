/** The field that goes to a row by its number. */
import { useEffect, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";

export interface RowFieldProps {
  readonly rows: number;
  readonly go: (row: number) => void;
  /** The keyboard is wanted in it. */
  readonly asked: boolean;
  readonly answered: () => void;
}

export function RowField({ rows, go, asked, answered }: RowFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const wanted = Number(text.replace(/[\s_,.'’]/g, ""));
  const fits = /\d/.test(text) && Number.isInteger(wanted) && wanted >= 0 && wanted < rows;
  useEffect(() => {
    if (!asked) return;
    field.current?.focus();
    field.current?.select();
    answered();
  }, [asked, answered]);
  return (
    <input
      ref={field}
      className="text-input data-row-field"
      aria-label={t("Go to row")}
      placeholder={t("Go to row")}
      title={rows > 0 ? t("Rows are numbered from 0 to {last}.", { last: rows - 1 }) : undefined}
      aria-invalid={text !== "" && !fits}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && fits) {
          go(wanted);
          setText("");
        } else if (event.key === "Escape" && text !== "") {
          setText("");
          event.stopPropagation();
        }
      }}
    />
  );
}
