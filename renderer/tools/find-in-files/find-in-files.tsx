/** Find in files: the fields, what was found, and what is to come in its place. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { t } from "../../../preload/texts/texts";
import { documents } from "../../code/documents";
import { openPlaceIn } from "../../code/open-file-place";
import { facts, openFolder } from "../../floor/app";
import { Bar, BarButton } from "../../floor/bar";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { shortPath } from "../../floor/paths";
import { useStore } from "../../floor/store";
import "./find-in-files.css";
import type { FileFound } from "./found-files";
import { type Replaced, replaceAll } from "./replace";
import { movedPlaces, type Where } from "./replaced-lines";
import { ResultTree } from "./result-tree";
import { nextPlace, type ResultRow, rowsOf } from "./rows";
import { cancel, find, leftOut, placeName, type Results, results, type Wanted, wanted } from "./search-state";
import { searchTool, stepper } from "./search-tool-state";

/** What is typed is looked for when nothing was typed for so long, in ms. */
const TYPED_MS = 80;

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

async function open(row: ResultRow, keepKeyboard: boolean): Promise<void> {
  if (row.kind === "file") return;
  const { line, column, endLine, endColumn } = row.place;
  const range = { startLineNumber: line, startColumn: column, endLineNumber: endLine, endColumn };
  const { path, document: id } = row.file;
  const document = documents.get().find((each) => each.id === id);
  await openPlaceIn(document ?? path ?? "", range, keepKeyboard).catch(tell);
}

function said({ state, files, count, end }: Results): string {
  if (end?.problem) return end.problem;
  if (state === "none") return "";
  if (count === 0 && state === "running") return t("Searching…");
  const found =
    count === 0
      ? t("Nothing found in {count} files", { count: end?.files ?? 0 })
      : t("{places} in {files}", {
          places: t("{count} places", { count }),
          files: t("{count} files", { count: files.length }),
        });
  return [
    found,
    state === "running" ? t("Searching…") : "",
    end?.limited ? t("There is more: only the first places are shown") : "",
    end && end.unreadable > 0 ? t("{count} files could not be read", { count: end.unreadable }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

const namesOf = (files: readonly FileFound[], placesOf: (file: FileFound) => readonly Where[]) =>
  new Set(files.flatMap((file) => placesOf(file).map((place) => placeName(file.key, place))));

export function FindInFiles() {
  const now = useStore(wanted);
  const found = useStore(results);
  const folder = useStore(openFolder);
  const { home } = useStore(facts);
  const out = useStore(leftOut);
  const { details, asked } = useStore(searchTool);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<Replaced | null>(null);
  /** What was left out of it, by name. */
  const [outBefore, setOutBefore] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const replacementField = useRef<HTMLInputElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rows = useMemo(() => rowsOf(found.files, folded), [found.files, folded]);
  const replacing = found.query?.replacement !== null && found.query !== null;
  const chosenAt = Math.min(at, Math.max(0, rows.length - 1));

  // The tool may come into view again without being asked for, and with what it has shown.
  const answered = useRef(0);
  useEffect(() => {
    if (answered.current === asked) return;
    answered.current = asked;
    const meantField = searchTool.get().field === "replacement" ? replacementField : field;
    meantField.current?.focus();
    meantField.current?.select();
  }, [asked]);
  const shownQuery = useRef(found.query);
  useEffect(() => {
    if (shownQuery.current === found.query) return;
    shownQuery.current = found.query;
    setAt(0);
    setFolded(new Set());
  }, [found.query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = () => {
    clearTimeout(timer.current);
    setDone(null);
    unawaited("searching in files", find());
  };
  const change = (some: Partial<Wanted>, soon: boolean) => {
    wanted.set((before) => ({ ...before, ...some }));
    clearTimeout(timer.current);
    if (soon) timer.current = setTimeout(look, TYPED_MS);
    else look();
  };
  const act = (row: ResultRow, keepKeyboard = false) => {
    if (row.kind === "file") fold(row, !row.folded);
    else unawaited("opening what was found", open(row, keepKeyboard));
  };
  const fold = ({ file }: ResultRow, isFolded: boolean) =>
    setFolded((before) => {
      const next = new Set(before);
      if (isFolded) next.add(file.key);
      else next.delete(file.key);
      return next;
    });
  stepper.run = (by) => {
    const next = nextPlace(rows, chosenAt, by);
    const row = next === undefined ? undefined : rows[next];
    if (next === undefined || !row) return;
    setAt(next);
    act(row);
  };
  const replace = async () => {
    setBusy(true);
    try {
      setDone(await replaceAll(found.files, out));
      setOutBefore(namesOf(found.files, ({ places }) => places.filter((place) => out.has(place))));
      await find(namesOf(found.files, ({ places }) => movedPlaces(places, out)));
    } catch (error) {
      tell(error);
    } finally {
      setBusy(false);
    }
  };
  const undo = async () => {
    try {
      await done?.undo();
      setDone(null);
      await find(outBefore);
    } catch (error) {
      tell(error);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") look();
    else if (event.key === "ArrowDown" && rows.length > 0) tree.current?.focus();
    else if (event.key === "Escape" && found.state === "running") unawaited("ending a search", cancel());
    else return;
    event.preventDefault();
  };
  const toggle = (name: "matchCase" | "word" | "regexp", label: string, sign: string) => (
    <button
      type="button"
      className="find-toggle"
      data-toggle={name === "word" ? "wholeWord" : name}
      title={label}
      aria-label={label}
      aria-pressed={now[name]}
      onClick={() => change({ [name]: !now[name] }, false)}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  const textField = (name: "replacement" | "include" | "exclude", label: string, hint: string) => (
    <input
      ref={name === "replacement" ? replacementField : null}
      type="text"
      className="text-input"
      aria-label={label}
      placeholder={hint}
      spellCheck={false}
      autoComplete="off"
      value={now[name]}
      onChange={(event) => change({ [name]: event.target.value }, true)}
      onKeyDown={onKeyDown}
    />
  );
  const meant = found.count - out.size;
  return (
    <div className="tool-column find-in-files">
      <search className="find-fields">
        <button
          type="button"
          className="icon-button"
          aria-label={t("Replace")}
          title={t("Replace")}
          aria-expanded={now.replacing}
          onClick={() => {
            flushSync(() => change({ replacing: !now.replacing }, false));
            replacementField.current?.focus();
          }}
        >
          <Icon name={now.replacing ? "chevronDown" : "chevronRight"} />
        </button>
        <div className="find-lines">
          <div className="find-line">
            <input
              ref={field}
              type="search"
              className="text-input"
              aria-label={t("Find in files")}
              placeholder={t("Find in files")}
              spellCheck={false}
              autoComplete="off"
              aria-invalid={found.end?.problem ? true : undefined}
              value={now.text}
              onChange={(event) => change({ text: event.target.value }, true)}
              onKeyDown={onKeyDown}
            />
            {toggle("matchCase", t("Match case"), "Aa")}
            {toggle("word", t("Whole word"), "ab")}
            {toggle("regexp", t("Regular expression"), ".*")}
            <button
              type="button"
              className="icon-button"
              aria-label={t("Where to search")}
              title={t("Where to search")}
              aria-expanded={details}
              onClick={() => searchTool.set((state) => ({ ...state, details: !details }))}
            >
              <Icon name="more" />
            </button>
          </div>
          {now.replacing ? (
            <div className="find-line">
              {textField("replacement", t("Replace with"), t("Replace with"))}
              <button
                type="button"
                className="button"
                disabled={busy || !replacing || found.state !== "done" || meant === 0}
                onClick={() => unawaited("replacing in files", replace())}
              >
                {t("Replace {count}", { count: meant })}
              </button>
            </div>
          ) : null}
          {details ? (
            <>
              {textField("include", t("Files to search"), t("Files to search, e.g. *.py, src"))}
              {textField("exclude", t("Files to leave out"), t("Files to leave out, e.g. *.csv, old/**"))}
              <label className="find-check">
                <input
                  type="checkbox"
                  checked={now.ignored}
                  onChange={(event) => change({ ignored: event.target.checked }, false)}
                />
                {t("Leave out what .gitignore leaves out")}
              </label>
            </>
          ) : null}
        </div>
      </search>
      {done ? (
        <Bar
          {...(done.problem ? { level: "error" as const } : {})}
          actions={
            <BarButton run={() => unawaited("taking replacements back", undo())}>{t("Undo")}</BarButton>
          }
          dismiss={() => setDone(null)}
        >
          {done.problem ? `${done.problem} ` : null}
          {t("Replaced {places} in {files}.", {
            places: t("{count} places", { count: done.places }),
            files: t("{count} files", { count: done.files }),
          })}
          {done.unsaved > 0
            ? ` ${t("{count} of them are open, and not saved yet.", { count: done.unsaved })}`
            : null}
        </Bar>
      ) : null}
      <p
        className={found.end?.problem ? "find-said problem" : "find-said"}
        role="status"
        aria-label={t("Found")}
      >
        {said(found)}
        {found.state === "running" ? (
          <button
            type="button"
            className="link-button"
            onClick={() => unawaited("ending a search", cancel())}
          >
            {t("Stop")}
          </button>
        ) : null}
        {found.state === "none"
          ? folder === null
            ? t("No folder is open: the open files are searched.")
            : t("Searches {folder}", { folder: shortPath(folder, home) })
          : null}
      </p>
      {rows.length > 0 ? (
        <ResultTree
          ref={tree}
          rows={rows}
          files={found.files.length}
          replacing={replacing}
          at={chosenAt}
          setAt={setAt}
          act={act}
          fold={fold}
        />
      ) : null}
    </div>
  );
}
