/** Expressions that are evaluated in the frame that is looked at, whenever it is another one. */
import { useEffect, useRef, useState } from "react";
import type { DebugValue } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import { debugged } from "../../code/debugged-shell";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { createStore, useStore } from "../../floor/store";
import { actionsOf } from "./value-actions";
import { ValueGrid } from "./value-grid";
import { watchExpression, watched } from "./watched";

const adding = createStore(false);
const NEVER = createStore(0);

/** In the bar of the tool. */
export function AddWatch() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t("Watch an expression")}
      title={t("Watch an expression")}
      onClick={() => adding.set(true)}
    >
      <Icon name="plus" />
    </button>
  );
}

export function Watch() {
  const expressions = useStore(watched);
  const now = useStore(debugged);
  const isAdding = useStore(adding);
  const values = useValues(expressions);
  const session = now?.shell.client.debugger;
  if (expressions.length === 0 && !isAdding) return null;
  const top = expressions.map((expression) => {
    const value = values.get(expression);
    return {
      id: expression,
      name: expression,
      value: value?.value ?? "",
      type: value?.type ?? "",
      reference: value?.reference ?? 0,
      parent: 0,
      expression,
    };
  });
  return (
    <section className="debugger-part">
      <h3 className="debugger-head">{t("Watch")}</h3>
      <ValueGrid
        label={t("Watch")}
        top={top}
        children={(reference) =>
          session ? session.children(reference) : Promise.resolve({ children: [], left: 0 })
        }
        remove={({ name }) => watched.set((all) => all.filter((one) => one !== name))}
        {...(now?.frame
          ? { actions: (node) => (now.frame ? actionsOf(now.shell, now.frame, node) : []) }
          : {})}
        version={now?.stop.number ?? 0}
      />
      {isAdding ? <ExpressionField /> : null}
    </section>
  );
}

function ExpressionField() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const close = (expression: string) => {
    adding.set(false);
    watchExpression(expression);
  };
  return (
    <input
      ref={field}
      className="text-input value-field"
      aria-label={t("Expression to watch")}
      placeholder={t("Expression to watch")}
      maxLength={16_000}
      spellCheck={false}
      onBlur={(event) => close(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") close(event.currentTarget.value);
        else if (event.key === "Escape") adding.set(false);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

/** What they are in the frame that is looked at; what cannot be evaluated says why. */
function useValues(expressions: readonly string[]): ReadonlyMap<string, DebugValue> {
  const now = useStore(debugged);
  const changes = useStore(now?.shell.client.debugger.changes ?? NEVER);
  const [values, setValues] = useState<ReadonlyMap<string, DebugValue>>(new Map());
  const { shell, frame } = now ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was run in the frame may have changed them
  useEffect(() => {
    let over = false;
    const read = async () => {
      if (!shell || !frame) return;
      for (const expression of expressions) {
        // One after another: each is the user's code.
        const value = await shell.client.debugger.evaluate(frame.id, expression, "watch").catch(
          (error: unknown): DebugValue => ({
            name: expression,
            value: lastLine(error),
            type: "",
            reference: 0,
          }),
        );
        if (over) return;
        setValues((all) => new Map(all).set(expression, value));
      }
    };
    unawaited("reading what is watched", read());
    return () => {
      over = true;
    };
  }, [shell, frame, expressions, changes]);
  return values;
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trimEnd().split("\n").at(-1) ?? "";
}
