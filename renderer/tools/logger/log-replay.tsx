/** The log of a session, stepped: a list of its records, and what the chosen one does to the transcript. */
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { locale } from "../../../preload/texts/language";
import { t } from "../../../preload/texts/texts";
import { blockText } from "../../../preload/transcript/text";
import { stepWithin } from "../../floor/lists/list-keys";
import { showRow, useRowsInView } from "../../floor/lists/rows-in-view";
import { Icon, type IconName } from "../../floor/look/icons";
import { sentenceOf } from "../../floor/notices/notices";
import type { ShellModel } from "../../kernels/shell-model";
import { JsonTree } from "../../shell/output/view/json-tree";
import { readReplay } from "./read-replay";
import { type Replay, type Step, titleOf } from "./replay";

const clock = new Intl.DateTimeFormat(locale(), {
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});
/** Of a block so much is shown, and so many blocks of a step, in UTF-16 units. */
const MOST_TEXT = 4_000;
const MOST_BLOCKS = 20;

interface LogReplayProps {
  readonly shell: ShellModel;
  readonly choice: ReactNode;
}

export function LogReplay({ shell, choice }: LogReplayProps) {
  const [replay, setReplay] = useState<Replay | null>(null);
  const [share, setShare] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [reading, setReading] = useState(0);
  const [at, setAt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `reading` asks for it again
  useEffect(() => {
    const ended = new AbortController();
    setProblem(null);
    readReplay(shell, ended.signal, setShare).then(
      (read) => {
        setReplay(read);
        setAt((now) => Math.min(now, Math.max(0, read.records.length - 1)));
      },
      (error: unknown) => {
        if (!ended.signal.aborted) setProblem(sentenceOf(error));
      },
    );
    return () => ended.abort(new DOMException("", "AbortError"));
  }, [shell, reading]);
  const step = useMemo(() => replay?.at(at), [replay, at]);
  const count = replay?.records.length ?? 0;
  const button = (icon: IconName, label: string, to: number) => (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={to === at || to < 0 || to >= count}
      onClick={() => setAt(to)}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div className="tool-column logger">
      <div className="logger-bar">
        {choice}
        <span className="logger-steps">
          {button("chevronLeft", t("Record before"), at - 1)}
          {button("chevronRight", t("Next record"), at + 1)}
        </span>
        <button type="button" className="button" onClick={() => setReading((now) => now + 1)}>
          {t("Read the log again")}
        </button>
      </div>
      <p className="logger-said" role="status">
        {problem ??
          (replay === null
            ? t("The log is read: {percent} %", { percent: Math.floor(share * 100) })
            : count === 0
              ? t("Nothing stands in this log.")
              : t("Record {number} of {count}", { number: at + 1, count }))}
        {replay && replay.before > 0
          ? ` · ${t("{count} earlier are not held", { count: replay.before })}`
          : ""}
      </p>
      <div className="logger-body">
        {replay ? <RecordList replay={replay} at={at} choose={setAt} /> : null}
        {step ? <StepView key={step.record.seq} step={step} /> : null}
      </div>
    </div>
  );
}

interface RecordListProps {
  readonly replay: Replay;
  readonly at: number;
  readonly choose: (at: number) => void;
}

function RecordList({ replay: { records }, at, choose }: RecordListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { first, last, row, page } = useRowsInView(list, records.length);
  useEffect(() => showRow(list.current, at, row), [at, row]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stepWithin(event.key, at, records.length, page);
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };
  return (
    <div
      ref={list}
      className="list logger-list"
      role="listbox"
      aria-label={t("Records")}
      aria-activedescendant={at >= first && at < last ? `replay-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="logger-rows" role="presentation" style={{ height: records.length * row }}>
        {records.slice(first, last).map((record, index) => {
          const place = first + index;
          const { what, says } = titleOf(record);
          return (
            <div
              key={record.seq}
              id={`replay-${place}`}
              role="option"
              className="row logger-row"
              data-later={place > at ? "" : undefined}
              aria-selected={place === at}
              style={{ top: place * row }}
              onClick={() => choose(place)}
            >
              <span className="logger-time">{record.seq}</span>
              <span className="logger-time">{clock.format(record.time)}</span>
              <span className="row-label">
                {what} <span className="muted">{says}</span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function StepView({ step: { record, changed, blocks } }: { readonly step: Step }) {
  return (
    <section className="logger-whole" aria-label={t("Step {number}", { number: String(record.seq) })}>
      <p className="logger-said">
        {changed.length === 0
          ? t("It changes no block.")
          : t("It changes {count} of {all} blocks:", { count: changed.length, all: blocks })}
      </p>
      {changed.slice(0, MOST_BLOCKS).map((block) => (
        <div key={block.seq} className="logger-block">
          <p className="muted">
            {block.prompt} {block.state}
          </p>
          <pre>{shortened(blockText(block))}</pre>
        </div>
      ))}
      <JsonTree value={record} />
    </section>
  );
}

const shortened = (text: string) =>
  text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT / 2)}\n…\n${text.slice(-MOST_TEXT / 2)}` : text;
