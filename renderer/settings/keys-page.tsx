/** The page of keys: every command with its keys, found by words or by pressing a key, changed by pressing another. */
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { locale } from "../../preload/texts/language";
import { t } from "../../preload/texts/texts";
import { changeSettings, facts, settings } from "../floor/app";
import { allCommands, type Command } from "../floor/commands/commands";
import { unawaited } from "../floor/failures";
import { keyCapture } from "../floor/keys/key-capture";
import { currentKeys, keyInWords } from "../floor/keys/keymap";
import { alsoBound, isKey, type KeyMap, type OwnKeys } from "../floor/keys/user-keys";
import { Icon } from "../floor/look/icons";
import { notify, sentenceOf } from "../floor/notices/notices";
import { ALL_SETTINGS } from "../floor/settings-catalogue";
import { useStore } from "../floor/store";
import { exportKeys, importKeys } from "./keys-file";
import "./settings.css";
import "./keys-page.css";

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

function setKeys(command: string, keys: readonly string[] | undefined): void {
  const { [command]: _, ...others } = settings.get().keys;
  const next: OwnKeys = keys === undefined ? others : { ...others, [command]: [...keys] };
  unawaited("changing a key", changeSettings({ keys: next }).catch(tell));
}

const mapEntry = ALL_SETTINGS.find(({ name }) => name === "keyMap")?.how;
const KEY_MAPS = mapEntry?.kind === "choice" ? mapEntry.choices : [];

const PLACES = {
  editor: t("in the editor"),
  shell: t("in the shell"),
  page: t("on a page"),
  anywhere: "",
} as const;

/** A command with the keys that it has, and where. */
interface Row {
  readonly command: Command;
  readonly keys: readonly string[];
  readonly place: string;
  readonly own: boolean;
  /** What else one of its keys does there. */
  readonly clashes: readonly { readonly key: string; readonly command: string }[];
}

function rowsOf(own: OwnKeys): readonly Row[] {
  const table = currentKeys();
  return [...allCommands()]
    .sort((a, b) => a.title.localeCompare(b.title, locale()))
    .map((command) => {
      const bindings = table.filter((each) => each.command === command.id);
      const places = [...new Set(bindings.map(({ place }) => PLACES[place]))].filter(Boolean);
      return {
        command,
        keys: [...new Set(bindings.map(({ key }) => key))],
        place: places.join(", "),
        own: Object.hasOwn(own, command.id),
        clashes: bindings.flatMap((binding) =>
          alsoBound(table, binding).map((other) => ({ key: binding.key, command: other })),
        ),
      };
    });
}

const titleOf = (id: string) => allCommands().find((command) => command.id === id)?.title ?? id;

interface PressProps {
  readonly label: string;
  readonly take: (key: string) => void;
  readonly close: () => void;
}

/** Takes the next key that is pressed; Escape takes none. */
function PressKey({ label, take, close }: PressProps) {
  const field = useRef<HTMLInputElement>(null);
  const now = useRef({ take, close });
  now.current = { take, close };
  useEffect(() => {
    keyCapture.set(() => (key: string) => (key === "Escape" ? now.current.close() : now.current.take(key)));
    field.current?.focus();
    return () => keyCapture.set(null);
  }, []);
  return (
    <input
      ref={field}
      className="text-input press-key"
      aria-label={label}
      placeholder={t("Press the key")}
      readOnly
      onBlur={close}
    />
  );
}

interface KeyRowProps {
  readonly row: Row;
  readonly mac: boolean;
}

function KeyRow({ row, mac }: KeyRowProps) {
  const { command, keys, place, own, clashes } = row;
  const [pressing, setPressing] = useState(false);
  const { id, title } = command;
  return (
    <div className="setting key-row" role="listitem" aria-label={title} data-changed={own ? "" : undefined}>
      <div className="setting-words">
        <span className="setting-title">{title}</span>
        <span className="muted">{[id, place, own ? t("changed") : ""].filter(Boolean).join(" · ")}</span>
        {clashes.map((clash) => (
          <span key={`${clash.key} ${clash.command}`} className="field-error">
            {t("{key} is also: {title}", { key: keyInWords(clash.key, mac), title: titleOf(clash.command) })}
          </span>
        ))}
      </div>
      <div className="setting-control">
        {keys.map((key) => (
          <span key={key} className="key-chip">
            <kbd>{keyInWords(key, mac)}</kbd>
            <button
              type="button"
              className="icon-button"
              aria-label={t("Take {key} away from {title}", { key: keyInWords(key, mac), title })}
              title={t("Take this key away")}
              onClick={() =>
                setKeys(
                  id,
                  keys.filter((each) => each !== key),
                )
              }
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
        {pressing ? (
          <PressKey
            label={t("New key of {title}", { title })}
            take={(key) => {
              setPressing(false);
              if (isKey(key)) setKeys(id, [...keys.filter((each) => each !== key), key]);
              else notify({ level: "info", sentence: t("This key cannot be bound.") });
            }}
            close={() => setPressing(false)}
          />
        ) : (
          <button
            type="button"
            className="icon-button"
            aria-label={t("Add a key: {title}", { title })}
            title={t("Add a key")}
            onClick={() => setPressing(true)}
          >
            <Icon name="plus" />
          </button>
        )}
        <button
          type="button"
          className="icon-button"
          data-hidden={own ? undefined : ""}
          disabled={!own}
          aria-label={t("Reset: {title}", { title })}
          title={t("As in the map")}
          onClick={() => setKeys(id, undefined)}
        >
          <Icon name="restart" />
        </button>
      </div>
    </div>
  );
}

export function KeysPage() {
  const { keys: own, keyMap } = useStore(settings);
  const mac = useStore(facts).platform === "darwin";
  const [query, setQuery] = useState("");
  const [pressed, setPressed] = useState<string | null>(null);
  const [pressing, setPressing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rowsOf(own).filter(({ command, keys }) => {
    if (pressed !== null) return keys.includes(pressed);
    const said = [command.title, command.id, ...keys.map((key) => keyInWords(key, mac))]
      .join(" ")
      .toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const stay = (event: FocusEvent) => event.currentTarget.scrollIntoView({ block: "nearest" });
  return (
    <section className="settings-page" data-place="page" aria-label={t("Keys")}>
      <div className="settings-head">
        {pressing ? (
          <PressKey
            label={t("Key to search for")}
            take={(key) => {
              setPressed(key);
              setPressing(false);
            }}
            close={() => setPressing(false)}
          />
        ) : (
          <input
            ref={field}
            type="search"
            className="text-input"
            aria-label={t("Search keys")}
            placeholder={t("Search keys")}
            spellCheck={false}
            value={pressed === null ? query : keyInWords(pressed, mac)}
            onChange={(event) => {
              setPressed(null);
              setQuery(pressed === null ? event.target.value : "");
            }}
          />
        )}
        <button type="button" className="button" aria-pressed={pressing} onClick={() => setPressing(true)}>
          {t("Search by pressing a key")}
        </button>
        <label className="find-check">
          {t("Map of keys")}
          <select
            className="choice"
            value={keyMap}
            onChange={(event) =>
              unawaited(
                "changing the keys",
                changeSettings({ keyMap: event.target.value as KeyMap }).catch(tell),
              )
            }
          >
            {KEY_MAPS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button"
          onClick={() => unawaited("exporting keys", exportKeys().catch(tell))}
        >
          {t("Export…")}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => unawaited("importing keys", importKeys().catch(tell))}
        >
          {t("Import…")}
        </button>
      </div>
      <div className="settings-body" role="list" aria-label={t("Commands and their keys")} onFocus={stay}>
        {shown.map((row) => (
          <KeyRow key={row.command.id} row={row} mac={mac} />
        ))}
        {shown.length === 0 ? (
          <p className="tool-nothing">
            {pressed === null
              ? t("No command is found.")
              : t("{key} has no command.", { key: keyInWords(pressed, mac) })}
          </p>
        ) : null}
      </div>
    </section>
  );
}
