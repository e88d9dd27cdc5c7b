/** The fields of the form: a label, a control, and below it what is wrong or what it does. */

import { type ReactNode, useId, useState } from "react";
import { t } from "../../preload/texts/texts";
import { shellFolder } from "../code/shell-folder";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";

interface FieldProps {
  readonly label: string;
  /** What it does, in a few words. */
  readonly hint?: ReactNode;
  /** It cannot be saved like this. */
  readonly error?: string | undefined;
  /** It can be saved, and will not work. */
  readonly doubt?: string | undefined;
}

function FieldWords({ id, error, doubt, hint }: Omit<FieldProps, "label"> & { readonly id: string }) {
  return (
    <div id={id} className="field-words">
      {error ? <p className="field-error">{error}</p> : null}
      {doubt ? <p className="field-doubt">{doubt}</p> : null}
      {hint ? <p className="muted">{hint}</p> : null}
    </div>
  );
}

/** What a control needs so that its words belong to it. */
interface Described {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
}

export function Field({
  label,
  hint,
  error,
  doubt,
  children,
}: FieldProps & { readonly children: (described: Described) => ReactNode }) {
  const id = useId();
  const words = `${id}-words`;
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <div className="field-control">
        {children({ id, "aria-describedby": words, "aria-invalid": error !== undefined })}
        <FieldWords id={words} error={error} doubt={doubt} hint={hint} />
      </div>
    </div>
  );
}

/** A field of several controls, each with a name of its own. */
export function FieldGroup({ label, hint, error, children }: FieldProps & { readonly children: ReactNode }) {
  const id = useId();
  const words = `${id}-words`;
  return (
    <div className="field" role="group" aria-labelledby={id} aria-describedby={words}>
      <span id={id} className="field-label">
        {label}
      </span>
      <div className="field-control">
        {children}
        <FieldWords id={words} error={error} hint={hint} />
      </div>
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly code?: boolean;
}

export function TextField({ value, onChange, placeholder, code, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(described) => (
        <input
          {...described}
          type="text"
          className={code ? "text-input code" : "text-input"}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What "Browse…" looks for. */
type Wanted = "folder" | "file";

interface PathFieldProps extends TextFieldProps {
  readonly wanted: Wanted;
  /** A change counts when the field is left, or by Enter: half a path means something else. */
  readonly whole?: boolean;
}

export function PathField({ value, onChange, placeholder, wanted, whole, ...field }: PathFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string) => {
    setTyped(null);
    if (text !== value) onChange(text);
  };
  return (
    <Field {...field}>
      {(described) => (
        <div className="with-button">
          <input
            {...described}
            type="text"
            className="text-input code"
            value={typed ?? value}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => (whole ? setTyped(event.target.value) : onChange(event.target.value))}
            onBlur={(event) => take(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") take(event.currentTarget.value);
            }}
          />
          <BrowseButton
            label={field.label}
            wanted={wanted}
            onPicked={(path) => {
              setTyped(null);
              onChange(path);
            }}
          />
        </div>
      )}
    </Field>
  );
}

interface LinesFieldProps extends FieldProps {
  readonly lines: readonly string[];
  readonly onChange: (lines: string[]) => void;
  readonly wanted?: Wanted;
  /** So many are in view at least. */
  readonly rows?: number;
}

/** Several texts, each on its line. */
export function LinesField({ lines, onChange, wanted, rows = 1, ...field }: LinesFieldProps) {
  return (
    <Field {...field}>
      {(described) => (
        <div className="with-button">
          <textarea
            {...described}
            className="text-input code"
            rows={Math.min(12, Math.max(rows, lines.length))}
            value={lines.join("\n")}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value === "" ? [] : event.target.value.split("\n"))}
          />
          {wanted ? (
            <BrowseButton
              label={field.label}
              wanted={wanted}
              onPicked={(path) => onChange([...lines.filter((line) => line !== ""), path])}
            />
          ) : null}
        </div>
      )}
    </Field>
  );
}

interface ChoiceFieldProps extends FieldProps {
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function ChoiceField({ value, choices, onChange, ...field }: ChoiceFieldProps) {
  return (
    <Field {...field}>
      {(described) => (
        <select
          {...described}
          className="choice"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function BrowseButton({
  label,
  wanted,
  onPicked,
}: {
  readonly label: string;
  readonly wanted: Wanted;
  readonly onPicked: (path: string) => void;
}) {
  const browse = async () => {
    const folder = shellFolder();
    const path =
      wanted === "folder"
        ? await tandem.request("files.pickFolder", { folder })
        : (await tandem.request("files.pickOpen", { folder }))[0];
    if (path) onPicked(path);
  };
  return (
    <button
      type="button"
      className="button"
      aria-label={t("Browse: {field}", { field: label })}
      onClick={() => unawaited("choosing a path", browse())}
    >
      {t("Browse…")}
    </button>
  );
}
