/** The table of environment variables: each set to a value, or taken away. */
import { useRef } from "react";
import type { EnvironmentChange } from "../../preload/contract/configurations";
import { Icon } from "../look/icons";
import { FieldGroup } from "./fields";

interface EnvironmentFieldProps {
  readonly changes: readonly EnvironmentChange[];
  readonly error: string | undefined;
  readonly onChange: (changes: EnvironmentChange[]) => void;
}

export function EnvironmentField({ changes, error, onChange }: EnvironmentFieldProps) {
  const table = useRef<HTMLDivElement>(null);
  const replace = (at: number, change: EnvironmentChange) =>
    onChange(changes.map((one, i) => (i === at ? change : one)));
  const focusName = (at: number) =>
    requestAnimationFrame(() => table.current?.querySelectorAll<HTMLElement>("[data-name]")[at]?.focus());
  const add = () => {
    onChange([...changes, { name: "", value: "" }]);
    focusName(changes.length);
  };
  const remove = (at: number) => {
    onChange(changes.filter((_one, i) => i !== at));
    if (changes.length > 1) focusName(Math.max(0, at - 1));
  };
  return (
    <FieldGroup
      label="Environment variables"
      error={error}
      hint={
        <>
          <code>{"${NAME}"}</code> in a value stands for what NAME is without this line.
        </>
      }
    >
      <div ref={table} className="variables">
        {changes.map(({ name, value }, i) => (
          <div key={i} className="variable" role="group" aria-label={name || "New variable"}>
            <input
              type="text"
              data-name
              className="text-input code"
              aria-label="Name"
              placeholder="NAME"
              spellCheck={false}
              value={name}
              onChange={(event) => replace(i, { name: event.target.value, value })}
            />
            <select
              className="choice"
              aria-label="What is done"
              value={value === null ? "remove" : "set"}
              onChange={(event) => replace(i, { name, value: event.target.value === "set" ? "" : null })}
            >
              <option value="set">is</option>
              <option value="remove">is removed</option>
            </select>
            {value === null ? (
              <span />
            ) : (
              <textarea
                className="text-input code"
                aria-label="Value"
                rows={Math.min(6, value.split("\n").length)}
                spellCheck={false}
                value={value}
                onChange={(event) => replace(i, { name, value: event.target.value })}
              />
            )}
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove ${name || "variable"}`}
              title="Remove this line"
              onClick={() => remove(i)}
            >
              <Icon name="close" />
            </button>
          </div>
        ))}
        <button type="button" className="button" onClick={add}>
          Add variable
        </button>
      </div>
    </FieldGroup>
  );
}
