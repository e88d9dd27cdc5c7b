/** A tab while its shell is being renamed: Enter takes the name, Esc keeps the one before, nothing is the first one. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { MOST_NAME_CHARS } from "../../../preload/contract/limits";
import { t } from "../../../preload/texts/texts";
import { tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { renaming } from "./pane-state";

export function RenameTab({ shell }: { readonly shell: ShellModel }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const close = () => {
    if (renaming.get() === shell.view) renaming.set(null);
  };
  const take = () => {
    const name = (field.current?.value ?? "").replace(/[\p{C}\s]+/gu, " ").trim();
    close();
    if (name !== shell.info.get().name) void tellFailure(shell, () => windowShells().rename(shell, name));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The tabs have keys of their own.
    event.stopPropagation();
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    if (event.key === "Enter") take();
    else close();
    shell.focus();
  };
  return (
    <div className="tab renamed-tab">
      <input
        ref={field}
        autoFocus
        aria-label={t("Name of the shell")}
        placeholder={t("The name it had at first")}
        defaultValue={shell.info.get().name}
        maxLength={MOST_NAME_CHARS}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (renaming.get() === shell.view) take();
        }}
      />
    </div>
  );
}
