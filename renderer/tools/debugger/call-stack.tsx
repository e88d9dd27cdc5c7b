/** The frames of the thread that stopped, innermost first; those of libraries are folded into one line. */
import { type KeyboardEvent, useRef, useState } from "react";
import type { StackFrame } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import type { Debugged } from "../../code/debugged-shell";
import { unawaited } from "../../floor/failures";
import { moveFocus } from "../../floor/lists/list-keys";
import { baseName } from "../../floor/paths";
import { useStore } from "../../floor/store";
import { tellFailure } from "../../kernels/kernel-actions";
import { windowShells } from "../../kernels/window-shells";

/** So many library frames in a row are shown as they are. */
const FEW = 1;

type Item = { readonly frame: StackFrame } | { readonly folded: readonly StackFrame[]; readonly at: number };

function itemsOf(frames: readonly StackFrame[], open: ReadonlySet<number>): readonly Item[] {
  const items: Item[] = [];
  for (let at = 0; at < frames.length; ) {
    let end = at;
    while (frames[end]?.library) end++;
    const run = frames.slice(at, end);
    // What stands in front is shown, whatever it is of.
    if (run.length > FEW && at > 0 && !open.has(at)) items.push({ folded: run, at });
    else for (const frame of run) items.push({ frame });
    const own = frames[end];
    if (own) items.push({ frame: own });
    at = end + 1;
  }
  return items;
}

export function CallStack({ debugged: now }: { readonly debugged: Debugged }) {
  const { shell, stop, frame: current } = now;
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const inFront = useStore(windowShells().front);
  const thread = stop.threads.find(({ id }) => id === stop.thread)?.name ?? String(stop.thread);
  const items = itemsOf(stop.frames, open);
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? [])];
    if (!moveFocus(event, rows)) {
      if (event.key !== "Enter" && event.key !== " ") return;
      rows.find((row) => row === event.target)?.click();
      event.preventDefault();
    }
    event.stopPropagation();
  };
  const place = ({ file, line }: StackFrame) =>
    file === null ? t("line {line}", { line: String(line) }) : `${baseName(file)}:${line}`;
  return (
    <section className="debugger-part">
      <h3 className="debugger-head">
        {t("Call stack")}
        {inFront === shell ? "" : ` · ${shell.name}`}
        {stop.threads.length > 1 ? "" : ` · ${thread}`}
      </h3>
      {stop.threads.length > 1 ? <Threads debugged={now} /> : null}
      {stop.exceptions && stop.exceptions.length > 1 ? <Exceptions debugged={now} /> : null}
      {stop.reason === "post-mortem" ? (
        <p className="debugger-note">{t("This code has ended: there is nothing to step through.")}</p>
      ) : null}
      {stop.text ? (
        <p className="debugger-exception" title={stop.text}>
          {stop.text}
        </p>
      ) : null}
      <div ref={list} role="tree" aria-label={t("Call stack")} onKeyDown={onKeyDown}>
        {items.map((item, index) =>
          "frame" in item ? (
            <div
              key={item.frame.id}
              role="treeitem"
              className="row debugger-row"
              tabIndex={item.frame.id === current?.id || (!current && index === 0) ? 0 : -1}
              aria-selected={item.frame.id === current?.id}
              aria-level={1}
              data-library={item.frame.library ? "" : undefined}
              title={item.frame.file ?? undefined}
              onClick={() => shell.client.debugger.frame.set(item.frame)}
            >
              <span className="row-label">{item.frame.name}</span>
              <span className="row-end">{place(item.frame)}</span>
            </div>
          ) : (
            <div
              key={`folded ${item.at}`}
              role="treeitem"
              className="row debugger-row debugger-folded"
              tabIndex={-1}
              aria-selected={false}
              aria-expanded={false}
              aria-level={1}
              onClick={() => setOpen((now) => new Set(now).add(item.at))}
            >
              {t("{count} frames of libraries", { count: item.folded.length })}
            </div>
          ),
        )}
      </div>
      {stop.more ? <p className="debugger-note">{t("There are more frames, which are not shown.")}</p> : null}
    </section>
  );
}

/** The threads of the program; the stack of another one is looked at where it is chosen. */
function Threads({ debugged: { shell, stop } }: { readonly debugged: Debugged }) {
  return (
    <select
      className="choice debugger-choice"
      aria-label={t("Thread")}
      value={stop.thread}
      onChange={(event) =>
        unawaited(
          "looking at a thread",
          tellFailure(shell, () => shell.client.debugger.lookAtThread(Number(event.target.value))),
        )
      }
    >
      {stop.threads.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The errors that can be looked at: the last one, what it came of, and what is in a group. */
function Exceptions({ debugged: { shell, stop } }: { readonly debugged: Debugged }) {
  const words = {
    raised: "",
    cause: t("caused by"),
    context: t("while handling"),
    member: t("in the group"),
    earlier: t("the error before it"),
  };
  return (
    <select
      className="choice debugger-choice"
      aria-label={t("Error")}
      value={stop.exception ?? 0}
      onChange={(event) =>
        unawaited(
          "looking at another error",
          tellFailure(shell, () => shell.client.debugger.chooseException(Number(event.target.value))),
        )
      }
    >
      {(stop.exceptions ?? []).map(({ text, relation }, at) => (
        <option key={at} value={at}>
          {relation === "raised" ? text : `${words[relation]}: ${text}`}
        </option>
      ))}
    </select>
  );
}
