/** A row of the file browser while its name is typed. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { sentenceOf } from "../../floor/notices/notices";

interface NameFieldProps {
  readonly kind: "file" | "folder";
  /** As it is; "" for what is to be made. */
  readonly name: string;
  readonly depth: number;
  /** @throws Error with a sentence when that name cannot be taken */
  readonly take: (name: string) => Promise<void>;
  /** `back` to the row: by Escape. */
  readonly close: (back: boolean) => void;
}

export function NameField({ kind, name, depth, take, close }: NameFieldProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  useEffect(() => {
    const end = kind === "file" ? name.lastIndexOf(".") : -1;
    field.current?.focus();
    // Without the extension, which mostly stays.
    field.current?.setSelectionRange(0, end > 0 ? end : name.length);
  }, [name, kind]);
  const end = (back: boolean) => {
    over.current = true;
    close(back);
  };
  const commit = async (leaving: boolean) => {
    const wanted = field.current?.value.trim() ?? "";
    if (wanted === "" || wanted === name) {
      end(!leaving);
      return;
    }
    try {
      over.current = true;
      await take(wanted);
    } catch (error) {
      over.current = false;
      setProblem(sentenceOf(error));
      if (!leaving) field.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") unawaited("naming a file", commit(false));
    else if (event.key === "Escape") end(true);
    else return;
    event.preventDefault();
  };
  const label =
    name !== ""
      ? t("New name of {name}", { name })
      : kind === "file"
        ? t("Name of the new file")
        : t("Name of the new folder");
  return (
    <>
      <div className="row file-row" data-depth={Math.min(depth, 6)} role="presentation">
        <span className="file-fold" />
        <Icon name={kind} size={14} />
        <input
          ref={field}
          type="text"
          className="text-input"
          aria-label={label}
          aria-invalid={problem !== null}
          spellCheck={false}
          autoComplete="off"
          defaultValue={name}
          onKeyDown={onKeyDown}
          onChange={() => setProblem(null)}
          onBlur={() => {
            if (!over.current) unawaited("naming a file", commit(true));
          }}
        />
      </div>
      {problem ? (
        <p className="tool-nothing field-error" role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}
