/** The page of settings: grouped, searched by any of their words, with what was changed marked and taken back. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { DEFAULT_SETTINGS, type Settings, type SettingsProblem } from "../../preload/contract/settings";
import { formatNumber } from "../../preload/texts/language";
import { t } from "../../preload/texts/texts";
import { openPlaceIn } from "../code/open-file-place";
import { changeSettings, folderSettings, openFolder, userSettings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { folderSettingsFile } from "../floor/folder-settings";
import { Icon } from "../floor/look/icons";
import { notify, sentenceOf } from "../floor/notices/notices";
import { isChanged, SETTING_GROUPS, type SettingEntry } from "../floor/settings-catalogue";
import { useStore } from "../floor/store";
import "./settings.css";

/** Where a folder has its settings, in it. */
const FOLDER_FILE = ".tandem/settings.json";

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

/** Opens settings.json, at the line of a setting where it stands there. */
export async function openSettingsFile(
  at: { readonly line?: number; readonly name?: string } = {},
): Promise<void> {
  const { path } = await tandem.request("app.settingsFile", { make: true });
  const text = at.name === undefined ? "" : (await tandem.request("files.read", { path })).text;
  const found =
    at.name === undefined ? -1 : text.split("\n").findIndex((line) => line.includes(`"${at.name}"`));
  await openLine(path, at.line ?? Math.max(1, found + 1));
}

const openLine = (path: string, line: number) =>
  openPlaceIn(path, { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 });

/** Opens the settings of the open folder, which are made where there are none. */
export async function openFolderSettings(): Promise<void> {
  const folder = openFolder.get();
  if (folder === null) {
    notify({
      level: "info",
      sentence: t("No folder is open. Open one, and it can have settings of its own."),
    });
    return;
  }
  const { file } = await tandem.request("app.folderSettings", { folder });
  const text = `// ${t("Settings of this folder, which count before everybody's own. Saving this file is enough.")}\n{\n}\n`;
  await tandem.request("files.create", { folder, name: FOLDER_FILE, kind: "file" }).then(
    () => tandem.request("files.write", { path: file, text, encoding: "utf8", eol: "\n", expected: null }),
    // It is there: it is opened as it is.
    () => {},
  );
  await openLine(file, 1);
}

const openFolderFile = () => unawaited("opening the folder's settings", openFolderSettings().catch(tell));
const openAt = (file: string, line: number) =>
  unawaited(
    "opening the folder's settings",
    openLine(file, line)
      .then(() => {})
      .catch(tell),
  );

const open = (at?: Parameters<typeof openSettingsFile>[0]) =>
  unawaited("opening the settings", openSettingsFile(at).catch(tell));

function set(name: keyof Settings, value: unknown): void {
  unawaited("changing a setting", changeSettings({ [name]: value }).catch(tell));
}

/** A value in words. */
function inWords({ how }: SettingEntry, value: unknown): string {
  switch (how.kind) {
    case "switch":
      return value ? t("on|setting") : t("off|setting");
    case "choice":
      return how.choices.find((each) => each.value === value)?.label ?? String(value);
    case "number":
      return `${formatNumber(value as number)} ${how.unit}`;
    case "text":
      return String(value) || t("none");
    case "json":
      return t("none");
  }
}

interface ControlProps {
  readonly entry: SettingEntry;
  readonly value: unknown;
  readonly labelId: string;
  readonly hintId: string;
}

function Control({ entry, value, labelId, hintId }: ControlProps) {
  const { name, how } = entry;
  const own = { "aria-labelledby": labelId, "aria-describedby": hintId };
  if (how.kind === "switch")
    return (
      <input
        {...own}
        type="checkbox"
        checked={value === true}
        onChange={(event) => set(name, event.target.checked)}
      />
    );
  if (how.kind === "choice")
    return (
      <select
        {...own}
        className="choice"
        value={String(value)}
        onChange={(event) => set(name, event.target.value)}
      >
        {how.choices.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    );
  if (how.kind === "text") return <TextControl {...own} name={name} value={String(value)} />;
  if (how.kind === "number") return <NumberControl {...own} name={name} how={how} value={value as number} />;
  return (
    <button {...own} type="button" className="button" onClick={() => open({ name })}>
      {t("Edit in settings.json")}
    </button>
  );
}

interface NumberControlProps {
  readonly name: keyof Settings;
  readonly how: Extract<SettingEntry["how"], { kind: "number" }>;
  readonly value: number;
  readonly "aria-labelledby": string;
  readonly "aria-describedby": string;
}

function NumberControl({ name, how, value, ...own }: NumberControlProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong =
    typed !== null && !(Number(typed) >= how.min && Number(typed) <= how.max && typed.trim() !== "");
  const take = () => {
    if (typed !== null && !wrong) set(name, Number(typed));
    setTyped(null);
  };
  return (
    <span className="setting-number">
      <input
        {...own}
        type="number"
        className="text-input"
        min={how.min}
        max={how.max}
        step={how.step}
        aria-invalid={wrong}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
        }}
      />
      {how.unit}
      {wrong ? (
        <span className="field-error">{t("From {min} to {max}", { min: how.min, max: how.max })}</span>
      ) : null}
    </span>
  );
}

interface TextProps {
  readonly name: keyof Settings;
  readonly value: string;
  readonly "aria-labelledby": string;
  readonly "aria-describedby": string;
}

function TextControl({ name, value, ...own }: TextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    if (typed !== null) set(name, typed);
    setTyped(null);
  };
  return (
    <input
      {...own}
      type="text"
      className="text-input"
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key === "Escape") setTyped(null);
      }}
    />
  );
}

function Setting({ entry }: { readonly entry: SettingEntry }) {
  const now = useStore(userSettings);
  const ofFolder = useStore(folderSettings);
  const id = useId();
  const { name, title, hint } = entry;
  const changed = isChanged(now, name);
  const fallback = t("Default: {value}", { value: inWords(entry, DEFAULT_SETTINGS[name]) });
  return (
    <div className="setting" data-changed={changed ? "" : undefined} data-setting={name}>
      <div className="setting-words">
        <span id={`${id}-label`} className="setting-title">
          {title}
        </span>
        <span id={`${id}-hint`} className="muted">
          {[hint, changed ? t("changed") : "", fallback].filter(Boolean).join(" · ")}
        </span>
        {Object.hasOwn(ofFolder, name) ? (
          <span>
            {t("The open folder's settings say otherwise here: {value}", {
              value: inWords(entry, (ofFolder as Partial<Settings>)[name]),
            })}{" "}
            <button type="button" className="link-button" onClick={openFolderFile}>
              {FOLDER_FILE}
            </button>
          </span>
        ) : null}
      </div>
      <div className="setting-control">
        <Control entry={entry} value={now[name]} labelId={`${id}-label`} hintId={`${id}-hint`} />
        {entry.how.kind === "json" ? null : (
          <button
            type="button"
            className="icon-button"
            data-hidden={changed ? undefined : ""}
            disabled={!changed}
            aria-label={t("Reset: {title}", { title })}
            title={fallback}
            onClick={() => set(name, DEFAULT_SETTINGS[name])}
          >
            <Icon name="restart" />
          </button>
        )}
      </div>
    </div>
  );
}

/** What in the file cannot be used, followed. */
function useProblems(): readonly SettingsProblem[] {
  const [problems, setProblems] = useState<readonly SettingsProblem[]>([]);
  useEffect(() => {
    const look = () =>
      tandem
        .request("app.settingsFile", { make: false })
        .then((found) => setProblems(found.problems))
        .catch(tell);
    unawaited("looking at the settings", look());
    return tandem.on("settings.changed", () => unawaited("looking at the settings", look()));
  }, []);
  return problems;
}

/** Whether all words are somewhere in what is said of a setting. */
export function fits({ name, title, hint, also, how }: SettingEntry, words: readonly string[]): boolean {
  const choices = how.kind === "choice" ? how.choices.map(({ label }) => label) : [];
  const said = [name, title, hint ?? "", also ?? "", ...choices].join(" ").toLowerCase();
  return words.every((word) => said.includes(word));
}

export function SettingsPage() {
  const now = useStore(userSettings);
  const problems = useProblems();
  const ofFolder = useStore(folderSettingsFile);
  const [query, setQuery] = useState("");
  const [onlyChanged, setOnlyChanged] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = SETTING_GROUPS.map((group) => ({
    ...group,
    entries: group.entries.filter(
      (entry) => fits(entry, words) && (!onlyChanged || isChanged(now, entry.name)),
    ),
  })).filter(({ entries }) => entries.length > 0);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && query !== "") setQuery("");
    else if (event.key === "ArrowDown")
      page.current?.querySelector<HTMLElement>(".setting-control :enabled")?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <section ref={page} className="page settings-page" data-place="page" aria-label={t("Settings")}>
      <div className="settings-head">
        <input
          ref={field}
          type="search"
          className="text-input"
          aria-label={t("Search settings")}
          placeholder={t("Search settings")}
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <label className="find-check">
          <input
            type="checkbox"
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.target.checked)}
          />
          {t("Only what was changed")}
        </label>
        <button type="button" className="button" onClick={() => open()}>
          {t("Open settings.json")}
        </button>
      </div>
      <div className="settings-body">
        {problems.length > 0 ? (
          <div className="settings-problems" role="status" aria-label={t("What is wrong in settings.json")}>
            {problems.slice(0, 20).map(({ line, sentence }) => (
              <p key={`${line}:${sentence}`}>
                <button type="button" className="link-button" onClick={() => open({ line })}>
                  {t("settings.json, line {line}", { line: String(line) })}
                </button>{" "}
                {sentence}
              </p>
            ))}
          </div>
        ) : null}
        {ofFolder && ofFolder.problems.length > 0 ? (
          <div
            className="settings-problems"
            role="status"
            aria-label={t("What is wrong in the folder's settings")}
          >
            {ofFolder.problems.slice(0, 20).map(({ line, sentence }) => (
              <p key={`${line}:${sentence}`}>
                <button type="button" className="link-button" onClick={() => openAt(ofFolder.file, line)}>
                  {t(".tandem/settings.json, line {line}", { line: String(line) })}
                </button>{" "}
                {sentence}
              </p>
            ))}
          </div>
        ) : null}
        {groups.map(({ title, entries }) => (
          <section key={title} className="setting-group" aria-label={title}>
            <h2>{title}</h2>
            {entries.map((entry) => (
              <Setting key={entry.name} entry={entry} />
            ))}
          </section>
        ))}
        {groups.length === 0 ? <p className="tool-nothing">{t("No setting is found.")}</p> : null}
      </div>
    </section>
  );
}
