/** The messages of a kernel as they pass, and one of them whole. They are followed until the tool is closed. */

import { type KeyboardEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import { locale } from "../../../preload/texts/language";
import { t } from "../../../preload/texts/texts";
import { byteSize } from "../../../preload/transcript/quantities";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { IconButton } from "../../floor/icon-button";
import { stepWithin } from "../../floor/lists/list-keys";
import { showRow, useRowsInView } from "../../floor/lists/rows-in-view";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { joinPath } from "../../floor/paths";
import { useStore } from "../../floor/store";
import { formatDuration } from "../../floor/time/durations";
import type { ShellModel } from "../../kernels/shell-model";
import { JsonTree } from "../../shell/output/view/json-tree";
import { FilterField } from "./filter-field";
import type { Followed } from "./following";
import { fitting, jsonLines, messageObject, type Seen } from "./messages";

const clock = new Intl.DateTimeFormat(locale(), {
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

const minute = new Intl.DateTimeFormat(locale(), { hour: "numeric", minute: "2-digit" });

interface MessageLogProps {
  readonly shell: ShellModel;
  readonly followed: Followed;
  readonly choice: ReactNode;
}

export function MessageLog({ shell, followed, choice }: MessageLogProps) {
  const seen = useStore(followed.seen);
  const paused = useStore(followed.paused);
  const ended = useStore(followed.ended);
  const since = useStore(followed.since);
  const [filter, setFilter] = useState("");
  /** Number of the one that is shown whole. */
  const [chosen, setChosen] = useState<number | null>(null);

  const shown = useMemo(() => fitting(seen.messages, filter), [seen, filter]);
  const whole = chosen === null ? undefined : seen.messages.find(({ n }) => n === chosen);
  const save = async () => {
    try {
      const path = await tandem.request("files.pickSave", {
        suggestion: joinPath(shell.cwd, "messages.jsonl"),
      });
      if (path === null) return;
      await tandem.request("files.write", {
        path,
        text: jsonLines(shown),
        encoding: "utf8",
        eol: "\n",
        expected: null,
      });
      notify({
        level: "info",
        sentence: t("{count} messages were saved as {path}.", { count: shown.length, path }),
      });
    } catch (error) {
      notify({ level: "error", sentence: sentenceOf(error) });
    }
  };
  const clear = () => {
    setChosen(null);
    followed.clear();
  };
  return (
    <div className="tool-column logger">
      <search className="logger-bar">
        {choice}
        <FilterField
          label={t("Filter the messages")}
          placeholder={t("Filter: words, -words to leave out")}
          value={filter}
          change={setFilter}
        />
        <button
          type="button"
          className="button"
          aria-pressed={paused}
          onClick={() => followed.pause(!paused)}
        >
          {paused ? t("Go on") : t("Pause")}
        </button>
        <IconButton icon="clear" label={t("Clear")} disabled={shown.length === 0} run={clear} />
        <IconButton
          icon="export"
          label={t("Save as JSON lines…")}
          disabled={shown.length === 0}
          run={() => unawaited("saving messages", save())}
        />
      </search>
      <p className="logger-said" role="status">
        {t("{count} messages", { count: shown.length })}
        {` ${t("since {time}", { time: minute.format(since) })}`}
        {seen.dropped > 0
          ? ` · ${t("{count} dropped from view; the session’s log has its outputs all the same", { count: seen.dropped })}`
          : ""}
        {paused ? ` · ${t("paused")}` : ended ? ` · ${t("the kernel's host tells no messages")}` : ""}
      </p>
      <div className="logger-body">
        {shown.length > 0 ? (
          <MessageList messages={shown} chosen={chosen} choose={setChosen} />
        ) : (
          <p className="tool-nothing">
            {seen.messages.length > 0
              ? t("No message has these words.")
              : paused || ended
                ? ""
                : t("What the shell and its kernel tell each other from now on stands here.")}
          </p>
        )}
        {whole ? <Whole key={whole.n} message={whole} close={() => setChosen(null)} /> : null}
      </div>
    </div>
  );
}

function Whole({ message, close }: { readonly message: Seen; readonly close: () => void }) {
  const value = useMemo(() => messageObject(message), [message]);
  return (
    <section className="logger-whole" aria-label={t("Message {type}", { type: message.type })}>
      <div className="logger-head">
        <strong>{message.type}</strong>
        <IconButton icon="close" label={t("Close")} run={close} />
      </div>
      {message.cut ? <p className="logger-said">{t("What is long is cut off here.")}</p> : null}
      <JsonTree value={value} />
    </section>
  );
}

interface MessageListProps {
  readonly messages: readonly Seen[];
  readonly chosen: number | null;
  readonly choose: (n: number) => void;
}

function MessageList({ messages, chosen, choose }: MessageListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { first, last, row, page } = useRowsInView(list, messages.length);
  /** At the end: what comes is followed. */
  const follows = useRef(true);
  const count = messages.length;
  useLayoutEffect(() => {
    if (follows.current && count > 0) showRow(list.current, count - 1, row);
  }, [count, row]);
  const at = messages.findIndex(({ n }) => n === chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    // Where none is chosen the newest one is stepped back to.
    const to = stepWithin(event.key, at < 0 && event.key === "ArrowUp" ? count : at, count, page);
    if (to === undefined) return;
    event.preventDefault();
    choose(messages[to]?.n ?? 0);
    showRow(list.current, to, row);
  };
  return (
    <div
      ref={list}
      className="list logger-list"
      role="listbox"
      aria-label={t("Messages")}
      aria-activedescendant={at >= first && at < last ? `logger-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        follows.current = scrollTop + clientHeight >= scrollHeight - row;
      }}
    >
      <div className="logger-rows" role="presentation" style={{ height: count * row }}>
        {messages.slice(first, last).map((message, index) => {
          const { n, time, direction, socket, type, bytes, after, parentType } = message;
          return (
            <div
              key={n}
              id={`logger-${first + index}`}
              role="option"
              className="row logger-row"
              data-socket={socket}
              aria-selected={n === chosen}
              style={{ top: (first + index) * row }}
              onClick={() => choose(n)}
            >
              <span className="logger-time">{clock.format(time)}</span>
              <span className="logger-way">{direction === "out" ? "→" : "←"}</span>
              <span className="logger-socket">{socket}</span>
              <span className="row-label">
                {type}
                {parentType ? <span className="muted"> {parentType}</span> : null}
              </span>
              <span className="logger-after">{after === null ? "" : formatDuration(after)}</span>
              <span className="logger-size">{byteSize(bytes)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
