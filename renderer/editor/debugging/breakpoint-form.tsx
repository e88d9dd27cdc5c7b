/** Below a line: what its breakpoint waits for, how often it is passed, and what it prints in place of stopping. */
import { useEffect, useRef, useState } from "react";
import type { Breakpoint } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import { changeBreakpoint } from "../../code/breakpoints";
import type { Document } from "../../code/documents";

interface Props {
  readonly document: Document;
  readonly breakpoint: Breakpoint;
  /** Where it stands, in px. */
  readonly top: number;
  readonly left: number;
  /** Which of its fields has the keyboard at first. */
  readonly at: "condition" | "message";
  readonly close: () => void;
}

export function BreakpointForm({ document, breakpoint, top, left, at: begin, close }: Props) {
  const { line } = breakpoint;
  const [condition, setCondition] = useState(breakpoint.condition ?? "");
  const [hitCondition, setHits] = useState(breakpoint.hitCondition ?? "");
  const [logMessage, setMessage] = useState(breakpoint.logMessage ?? "");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const fields = [
    { label: t("Condition"), value: condition, set: setCondition, hint: t("Stops where this is true") },
    { label: t("Hit count"), value: hitCondition, set: setHits, hint: "10, >= 3, % 2" },
    {
      label: t("Message"),
      value: logMessage,
      set: setMessage,
      hint: t("Printed in place of stopping; expressions in braces"),
    },
  ];
  return (
    <form
      className="breakpoint-form"
      aria-label={t("Breakpoint, line {line}", { line: String(line) })}
      style={{ top, left }}
      onSubmit={(event) => {
        event.preventDefault();
        changeBreakpoint(document, line, {
          condition: condition.trim(),
          hitCondition: hitCondition.trim(),
          logMessage: logMessage.trim(),
        });
        close();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      {fields.map(({ label, value, set, hint }, at) => (
        <label key={label}>
          <span>{label}</span>
          <input
            ref={at === (begin === "message" ? 2 : 0) ? first : undefined}
            className="text-input"
            value={value}
            placeholder={hint}
            maxLength={at === 1 ? 200 : 16_000}
            spellCheck={false}
            onChange={(event) => set(event.target.value)}
          />
        </label>
      ))}
      <span className="breakpoint-form-actions">
        <button type="submit" className="button primary">
          {t("Apply")}
        </button>
        <button type="button" className="button" onClick={close}>
          {t("Cancel")}
        </button>
      </span>
    </form>
  );
}
