/** The field for finding in a shell: over its output, at the top right. */
import { t } from "../../../preload/texts/texts";
import "./find.css";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { formatNumber } from "../../../preload/texts/language";
import { IconButton } from "../../floor/icon-button";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import type { FindQuery } from "./find-query";
import { closeFind, type OpenFind, openFind } from "./find-state";
import type { FindState } from "./shell-find";

export function FindBar({ shell }: { readonly shell: ShellModel }) {
  const open = useStore(openFind);
  useEffect(
    () => () => {
      if (openFind.get()?.shell === shell) closeFind(false);
    },
    [shell],
  );
  return open?.shell === shell ? <Field open={open} /> : null;
}

function Field({ open }: { readonly open: OpenFind }) {
  const { find, wanted } = open;
  const query = useStore(find.query);
  const state = useStore(find.state);
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that it is wanted
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [wanted]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") closeFind(true);
    else if (event.key === "Enter" && event.target === field.current) find.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const toggle = (name: Exclude<keyof FindQuery, "text">, label: string, sign: string) => (
    <button
      type="button"
      className="find-toggle"
      data-toggle={name}
      title={label}
      aria-pressed={query[name]}
      onClick={() => find.find({ ...query, [name]: !query[name] })}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <div className="find-bar popup" role="search" aria-label={t("Find in shell")} onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="text"
        className="find-field"
        aria-label={t("Find")}
        placeholder={t("Find")}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={state.problem !== null}
        value={query.text}
        onChange={(event) => find.find({ ...query, text: event.target.value })}
      />
      {toggle("matchCase", t("Match case"), "Aa")}
      {toggle("wholeWord", t("Whole word"), "ab")}
      {toggle("regex", t("Regular expression"), ".*")}
      <span
        className={state.problem ? "find-said problem" : "find-said"}
        role="status"
        aria-label={t("Found")}
      >
        {said(query, state)}
      </span>
      <IconButton
        icon="up"
        label={t("Previous match")}
        disabled={state.count === 0}
        run={() => find.step(-1)}
      />
      <IconButton icon="down" label={t("Next match")} disabled={state.count === 0} run={() => find.step(1)} />
      <IconButton icon="close" label={t("Close find")} run={() => closeFind(true)} />
    </div>
  );
}

/** "3 of 120", "120 so far, 40 % searched", "Nothing found". */
function said(query: FindQuery, { count, more, current, share, problem }: FindState): string {
  if (problem !== null) return problem;
  if (query.text === "") return "";
  const counted = `${formatNumber(count)}${more ? "+" : ""}`;
  if (share !== null && current === null) {
    const searched = t("{percent} % searched", { percent: Math.floor(share * 100) });
    return count === 0 ? searched : `${counted}, ${searched}`;
  }
  if (count === 0) return t("Nothing found");
  return current === null ? counted : t("{number} of {total}", { number: current + 1, total: counted });
}
