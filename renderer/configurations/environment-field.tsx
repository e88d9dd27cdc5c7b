/** The table of environment variables: each set to a value, or taken away. */

import { useRef } from "react";
import type { EnvironmentChange } from "../../preload/contract/configurations";
import { t } from "../../preload/texts/texts";
import { Icon } from "../floor/look/icons";
import { Text } from "../floor/text";
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
      label={t("Environment variables")}
      error={error}
      hint={
        <Text
          of="{variable} in a value stands for what NAME is without this line."
          values={{ variable: <code>{"${NAME}"}</code> }}
        />
      }
    >
      <div ref={table} className="variables">
        {changes.map(({ name, value }, i) => (
          <div key={i} className="variable" role="group" aria-label={name || t("New variable")}>
            <input
              type="text"
              data-name
              className="text-input code"
              aria-label={t("Name")}
              placeholder="NAME"
              spellCheck={false}
              value={name}
              onChange={(event) => replace(i, { name: event.target.value, value })}
            />
            <select
              className="choice"
              aria-label={t("What is done")}
              value={value === null ? "remove" : "set"}
              onChange={(event) => replace(i, { name, value: event.target.value === "set" ? "" : null })}
            >
              <option value="set">{t("is")}</option>
              <option value="remove">{t("is removed")}</option>
            </select>
            {value === null ? (
              <span />
            ) : (
              <textarea
                className="text-input code"
                aria-label={t("Value")}
                rows={Math.min(6, value.split("\n").length)}
                spellCheck={false}
                value={value}
                onChange={(event) => replace(i, { name, value: event.target.value })}
              />
            )}
            <button
              type="button"
              className="icon-button"
              aria-label={t("Remove {name}", { name: name || t("variable") })}
              title={t("Remove this line")}
              onClick={() => remove(i)}
            >
              <Icon name="close" />
            </button>
          </div>
        ))}
        <button type="button" className="button" onClick={add}>
          {t("Add variable")}
        </button>
      </div>
    </FieldGroup>
  );
}
