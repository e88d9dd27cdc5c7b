/** The page "Rebuild": the inputs of a log, which of them run again in a fresh kernel, and what came of each. */
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { Text } from "../../preload/texts/texts";
import { t } from "../../preload/texts/texts";
import { BarButton } from "../floor/bar";
import { unawaited } from "../floor/failures";
import { showRow, useRowsInView } from "../floor/lists/rows-in-view";
import { useStore } from "../floor/store";
import { windowShells } from "../kernels/window-shells";
import { type Entry, lastLife } from "./entries";
import type { Lacking, Needed } from "./needed";
import type { Mark, Phase, Rebuild } from "./rebuild";
import "./rebuild.css";
import { stepWithin } from "../floor/lists/list-keys";

const WORDS = {
  waiting: "waits",
  running: "runs",
  asks: "asks for an input: answer in the shell",
  long: "runs much longer than then",
  same: "same output",
  different: "another output",
  unknown: "output of then is not known",
  failed: "failed",
  "ended the kernel": "ended the kernel",
  "not run": "not run",
} as const satisfies Readonly<Record<Mark, Text>>;

/** Of inputs and names so many are told in a sentence. */
const MOST_NAMED = 8;

export function RebuildPage({ rebuild }: { readonly rebuild: Rebuild }) {
  const entries = useStore(rebuild.entries);
  const chosen = useStore(rebuild.chosen);
  const marks = useStore(rebuild.marks);
  const phase = useStore(rebuild.phase);
  const stops = useStore(rebuild.stopsAtDifference);
  const problem = useStore(rebuild.problem);
  const byNames = useStore(rebuild.byNames);
  const running = phase === "running";
  const left = phase === "done" ? [...marks.values()].filter((mark) => mark === "waiting").length : 0;
  const lacking = useMemo(() => rebuild.lacking(chosen), [rebuild, chosen]);
  const [at, setAt] = useState(0);
  const current = entries[at];
  return (
    <section className="rebuild" aria-label={t("Rebuild")}>
      <header className="rebuild-head">
        <h2>{t("Rebuild {name}", { name: rebuild.shell.name })}</h2>
        <p className="muted">
          {t(
            "What is chosen runs in a fresh kernel, in its order. Files, times and random numbers may be others by now: each output is compared with that of then.",
          )}
        </p>
        <div className="rebuild-actions">
          {running ? (
            <BarButton primary run={() => unawaited("stopping a rebuild", rebuild.stop())}>
              {t("Stop")}
            </BarButton>
          ) : (
            <button
              type="button"
              className="button primary"
              disabled={chosen.size === 0 || phase === "reading"}
              onClick={() => unawaited("rebuilding", rebuild.start())}
            >
              {t("Run {count} inputs in a fresh kernel", { count: chosen.size })}
            </button>
          )}
          {left > 0 ? (
            <button type="button" className="button" onClick={() => unawaited("rebuilding", rebuild.goOn())}>
              {t("Go on with the {count} inputs that are left", { count: left })}
            </button>
          ) : null}
          <button type="button" className="button" disabled={running} onClick={() => rebuild.chooseAll()}>
            {t("All that succeeded")}
          </button>
          <button type="button" className="button" disabled={running} onClick={() => rebuild.chooseNone()}>
            {t("None")}
          </button>
          {current ? (
            <button
              type="button"
              className="button"
              disabled={running}
              onClick={() => rebuild.chooseUpTo(current)}
            >
              {t("Up to {prompt}", { prompt: current.prompt })}
            </button>
          ) : null}
          {current && rebuild.shell.language === "python" ? (
            <button
              type="button"
              className="button"
              disabled={running}
              onClick={() => rebuild.chooseNeededBy(current)}
            >
              {t("What {prompt} needs by names", { prompt: current.prompt })}
            </button>
          ) : null}
          {lacking.size > 0 && !running ? (
            <button type="button" className="button" onClick={() => rebuild.chooseLacking()}>
              {t("Choose what is lacking")}
            </button>
          ) : null}
          <label className="find-check">
            <input
              type="checkbox"
              checked={stops}
              onChange={(event) => rebuild.stopsAtDifference.set(event.target.checked)}
            />
            {t("Stop at the first difference or error")}
          </label>
        </div>
        <p className="rebuild-said" role="status">
          {problem === null ? null : `${problem} `}
          {phase === "reading"
            ? t("The log is read…")
            : phase === "choosing" && byNames
              ? saidOfNames(byNames)
              : said(entries, marks, phase) || saidOfLacking(entries, lacking)}
        </p>
      </header>
      {phase !== "reading" && entries.length === 0 ? (
        <p className="tool-nothing">{t("Nothing was run in this session.")}</p>
      ) : (
        <EntryList
          rebuild={rebuild}
          entries={entries}
          chosen={chosen}
          marks={marks}
          lacking={lacking}
          fixed={running}
          at={at}
          setAt={setAt}
        />
      )}
    </section>
  );
}

/** What is to be known beyond the marks: what needs somebody, and how it ended. */
function said(entries: readonly Entry[], marks: ReadonlyMap<number, Mark>, phase: Phase): string {
  const promptOf = (mark: Mark) => entries.find(({ seq }) => marks.get(seq) === mark)?.prompt;
  const asks = promptOf("asks");
  if (asks) return t("{prompt} asks for an input: answer in the shell, and it goes on.", { prompt: asks });
  const long = promptOf("long");
  if (long)
    return t("{prompt} runs much longer than then. Interrupt it in the shell, or wait.", { prompt: long });
  if (phase !== "done") return "";
  const died = promptOf("ended the kernel");
  if (died) return t("{prompt} ended the kernel: nothing after it was run.", { prompt: died });
  const count = (mark: Mark) => [...marks.values()].filter((each) => each === mark).length;
  return [
    t("{count} with the same output", { count: count("same") + count("unknown") }),
    count("different") > 0 ? t("{count} with another", { count: count("different") }) : "",
    count("failed") > 0 ? t("{count} failed", { count: count("failed") }) : "",
    count("not run") > 0 ? t("{count} not run", { count: count("not run") }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What is to be known of an input before it runs. */
function wordsOf({ succeeded, asked }: Entry, lacking: Lacking | undefined): string {
  if (lacking)
    return t("needs {names} of {prompts}", {
      names: named(lacking.names),
      prompts: named(lacking.from.map(({ prompt }) => prompt)),
    });
  if (!succeeded) return t("did not succeed");
  return asked ? t("asked for an input") : "";
}

/** The first input that would fail for want of names. */
function saidOfLacking(entries: readonly Entry[], lacking: ReadonlyMap<number, Lacking>): string {
  const entry = entries.find(({ seq }) => lacking.has(seq));
  const found = entry && lacking.get(entry.seq);
  if (!entry || !found) return "";
  return t("{prompt} needs {names}: only {prompts} has it, and is not chosen.", {
    prompt: entry.prompt,
    names: named(found.names),
    prompts: named(found.from.map(({ prompt }) => prompt)),
  });
}

function named(words: readonly string[]): string {
  return words.length > MOST_NAMED ? [...words.slice(0, MOST_NAMED), "…"].join(", ") : words.join(", ");
}

/** How far names tell what an input needs. */
function saidOfNames({ unclear, missing }: Needed): string {
  return [
    t("Chosen by names: what a call changes that is only given a thing is not known."),
    unclear.length > 0
      ? t("Of {prompts} names do not tell what it does: it is chosen too.", {
          prompts: named(unclear.map(({ prompt }) => prompt)),
        })
      : "",
    missing.length > 0 ? t("No input before has: {names}.", { names: named(missing) }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

interface EntryListProps {
  readonly rebuild: Rebuild;
  readonly entries: readonly Entry[];
  readonly chosen: ReadonlySet<number>;
  readonly marks: ReadonlyMap<number, Mark>;
  readonly lacking: ReadonlyMap<number, Lacking>;
  /** Nothing can be chosen now. */
  readonly fixed: boolean;
  /** Place of the one that has the keyboard. */
  readonly at: number;
  readonly setAt: (at: number) => void;
}

function EntryList({ rebuild, entries, chosen, marks, lacking, fixed, at, setAt }: EntryListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { first, last, row, page } = useRowsInView(list, entries.length);
  const newest = lastLife(entries);
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = entries[at];
    const to = stepWithin(event.key, at, entries.length, page);
    if (to !== undefined) {
      setAt(to);
      showRow(list.current, to, row);
    } else if (event.key === " " && entry && !fixed) rebuild.toggle(entry.seq);
    else if (event.key === "Enter" && entry) goTo(rebuild, entry);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      className="list rebuild-list"
      role="listbox"
      aria-label={t("Inputs of the log")}
      aria-multiselectable="true"
      aria-activedescendant={entries[at] ? `rebuild-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="rebuild-rows" role="presentation" style={{ height: entries.length * row }}>
        {entries.slice(first, last).map((entry, index) => {
          const place = first + index;
          const mark = marks.get(entry.seq);
          const [line = ""] = entry.code.trimStart().split("\n", 1);
          return (
            <div
              key={entry.seq}
              id={`rebuild-${place}`}
              role="option"
              className="row rebuild-row"
              style={{ top: place * row }}
              data-current={place === at ? "" : undefined}
              data-mark={mark}
              data-old={entry.life === newest ? undefined : ""}
              aria-selected={chosen.has(entry.seq)}
              title={entry.code.slice(0, 2_000)}
              onClick={() => {
                setAt(place);
                if (!fixed) rebuild.toggle(entry.seq);
              }}
              onDoubleClick={() => goTo(rebuild, entry)}
            >
              <span className="rebuild-box" aria-hidden="true" />
              <span className="rebuild-prompt">{entry.prompt}</span>
              <code className="row-label">{line}</code>
              <span className="rebuild-mark">
                {mark ? t(WORDS[mark]) : wordsOf(entry, lacking.get(entry.seq))}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Shows the input in the shell, with the output of then. */
function goTo({ shell }: Rebuild, { seq }: Entry): void {
  windowShells().show(shell);
  shell.wanted.set({ seq, output: -1, line: 0 });
}
