/** The form of one configuration. */

import { useEffect, useRef } from "react";
import type { ConfigurationField, ShellConfiguration } from "../../preload/contract/configurations";
import type { KernelEntry } from "../../preload/contract/sessions";
import { t } from "../../preload/texts/texts";
import { shellFolder } from "../code/shell-folder";
import { facts } from "../floor/app";
import { shortPath } from "../floor/paths";
import { Text } from "../floor/text";
import { doubtsAbout } from "./configuration-draft";
import { EnvironmentField } from "./environment-field";
import { ChoiceField, LinesField, PathField, TextField } from "./fields";
import { KernelField } from "./kernel-field";
import { type Draft, useDraft } from "./use-draft";

const EVENT_LOOPS = [
  { value: "auto", label: t("Whatever the kernel finds") },
  { value: "none", label: t("None") },
  { value: "tk", label: "Tk" },
  { value: "qt6", label: "Qt 6" },
  { value: "qt5", label: "Qt 5" },
  { value: "gtk4", label: "GTK 4" },
  { value: "gtk3", label: "GTK 3" },
  { value: "wx", label: "wx" },
  { value: "asyncio", label: "asyncio" },
] as const;
const FIGURE_FORMATS = [
  { value: "auto", label: t("As the kernel has them") },
  { value: "png", label: "PNG" },
  { value: "retina", label: t("PNG of twice the resolution") },
  { value: "svg", label: "SVG" },
  { value: "both", label: t("PNG and SVG") },
] as const;
const STARTUP = [
  { value: "none", label: t("None|script") },
  { value: "file", label: t("A file") },
  { value: "lines", label: t("These lines") },
] as const;
const WHEN = [
  { value: "after", label: t("After the event loop is chosen") },
  { value: "before", label: t("Before the event loop is chosen") },
] as const;
const SAVED_MODULES = [
  { value: "offer", label: t("Are named, with an offer to reload them") },
  { value: "reload", label: t("Are reloaded by themselves") },
] as const;
const TRANSPORTS = [
  { value: "auto", label: t("The most private one that the kernel can do") },
  { value: "ipc", label: t("Unix sockets only") },
  { value: "tcp", label: t("TCP on 127.0.0.1, encrypted where the kernel can") },
  { value: "open tcp", label: t("TCP on 127.0.0.1, not encrypted") },
] as const;

interface ConfigurationFormProps {
  readonly saved: ShellConfiguration;
  readonly kernels: readonly KernelEntry[];
  /** Its name is to get the keyboard; `onRename`: it has it. */
  readonly rename: boolean;
  readonly onRename: () => void;
  /** Folder for which it is the default now. */
  readonly isDefault: boolean;
  readonly setDefault: (on: boolean) => void;
}

export function ConfigurationForm({
  saved,
  kernels,
  rename,
  onRename,
  isDefault,
  setDefault,
}: ConfigurationFormProps) {
  const draft = useDraft(saved);
  const { value, change, errors, doubts } = draft;
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is wanted
  useEffect(() => {
    if (!rename) return;
    const name = form.current?.querySelector<HTMLInputElement>("input");
    name?.focus();
    name?.select();
    onRename();
  }, [rename]);
  const said = (field: ConfigurationField) => ({
    error: errors[field],
    doubt: doubtsAbout(doubts, field) || undefined,
  });
  const folder = shortPath(shellFolder(), facts.get().home);
  return (
    <form
      ref={form}
      className="configuration-form"
      aria-label={t("Configuration {name}", { name: saved.name })}
      onSubmit={(event) => event.preventDefault()}
    >
      <TextField
        label={t("Name")}
        value={value.name}
        onChange={(name) => change({ name })}
        {...said("name")}
      />
      <KernelField
        kernel={value.kernel}
        kernels={kernels}
        onChange={(kernel) => change({ kernel })}
        {...said("kernel")}
      />
      <label className="field-check">
        <input type="checkbox" checked={isDefault} onChange={(event) => setDefault(event.target.checked)} />
        {t("New shells in {folder} start with it", { folder })}
      </label>

      <h2>{t("Surroundings")}</h2>
      <PathField
        label={t("Working folder")}
        wanted="folder"
        value={value.folder}
        placeholder={folder}
        onChange={(to) => change({ folder: to })}
        hint={t("Empty: the open folder. Paths may be relative to it, or begin with ~.")}
        {...said("folder")}
      />
      <EnvironmentField
        changes={value.environment}
        error={errors.environment}
        onChange={(environment) => change({ environment })}
      />
      <PathField
        label={t("Environment file")}
        wanted="file"
        value={value.environmentFile}
        placeholder=".env"
        onChange={(environmentFile) => change({ environmentFile })}
        hint={t("Lines NAME=value, read anew at each start. The variables above come after it.")}
        {...said("environmentFile")}
      />
      <LinesField
        label="PYTHONPATH"
        wanted="folder"
        lines={value.pythonPath}
        onChange={(pythonPath) => change({ pythonPath })}
        hint={t("One on each line. They come before what PYTHONPATH is already.")}
        {...said("pythonPath")}
      />

      <h2>{t("Start")}</h2>
      <LinesField
        label={t("Arguments")}
        lines={value.arguments}
        onChange={(args) => change({ arguments: args })}
        hint={
          <Text
            of="One on each line: {code} behind the program’s name."
            values={{ code: <code>sys.argv</code> }}
          />
        }
        {...said("arguments")}
      />
      <StartupFields draft={draft} {...said("startup")} />
      <ChoiceField
        label={t("GUI event loop")}
        value={value.eventLoop}
        choices={EVENT_LOOPS}
        onChange={(loop) => change({ eventLoop: loop as ShellConfiguration["eventLoop"] })}
        {...said("eventLoop")}
      />
      <ChoiceField
        label={t("Figure formats")}
        value={value.figureFormats}
        choices={FIGURE_FORMATS}
        onChange={(to) => change({ figureFormats: to as ShellConfiguration["figureFormats"] })}
        hint={t("Of matplotlib. With SVG figures can be saved and enlarged without loss.")}
        {...said("figureFormats")}
      />
      <PathField
        label={t("Script to run")}
        wanted="file"
        value={value.script}
        onChange={(script) => change({ script })}
        hint={t("Run as the first input, each time the kernel starts.")}
        {...said("script")}
      />

      <ChoiceField
        label={t("Saved modules")}
        value={value.savedModules}
        choices={SAVED_MODULES}
        onChange={(to) => change({ savedModules: to as ShellConfiguration["savedModules"] })}
        hint={t("Python modules that the kernel has imported, when their files are saved in the editor.")}
      />

      <h2>{t("When things go wrong")}</h2>
      <ChoiceField
        label={t("A kernel that dies")}
        value={String(value.restarts)}
        choices={restartChoices(value.restarts)}
        onChange={(times) => change({ restarts: Number(times) })}
      />
      <ChoiceField
        label={t("Connection")}
        value={value.transport}
        choices={TRANSPORTS}
        onChange={(to) => change({ transport: to as ShellConfiguration["transport"] })}
        hint={t(
          "Over TCP other users of this machine can see what the kernel prints, unless it encrypts: Tandem's own kernels do, and ipykernel from 7.3 on. Programs that know no keys, such as jupyter console, can join only without.",
        )}
      />
      <SavedLine draft={draft} />
    </form>
  );
}

function StartupFields({
  draft: { value, change },
  error,
  doubt,
}: {
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly doubt: string | undefined;
}) {
  const { startup } = value;
  const set = (some: Partial<ShellConfiguration["startup"]>) => change({ startup: { ...startup, ...some } });
  return (
    <>
      <ChoiceField
        label={t("Startup script")}
        value={startup.kind}
        choices={STARTUP}
        onChange={(kind) => set({ kind: kind as typeof startup.kind })}
        hint={
          startup.kind === "none" ? t("Run before your first input, without a number of its own.") : undefined
        }
      />
      {startup.kind === "file" ? (
        <PathField
          label={t("Startup file")}
          wanted="file"
          value={startup.file}
          onChange={(file) => set({ file })}
          error={error}
          doubt={doubt}
        />
      ) : null}
      {startup.kind === "lines" ? (
        <LinesField
          label={t("Startup lines")}
          rows={3}
          lines={startup.lines === "" ? [] : startup.lines.split("\n")}
          onChange={(lines) => set({ lines: lines.join("\n") })}
          error={error}
          doubt={doubt}
        />
      ) : null}
      {startup.kind === "none" ? null : (
        <ChoiceField
          label={t("When it runs")}
          value={startup.when}
          choices={WHEN}
          onChange={(when) => set({ when: when as typeof startup.when })}
        />
      )}
    </>
  );
}

function restartChoices(present: number) {
  const times = [...new Set([0, 1, 3, 5, 10, present])].sort((a, b) => a - b);
  return times.map((n) => ({
    value: String(n),
    label:
      n === 0
        ? t("Stays dead")
        : n === 1
          ? t("Is started again once")
          : t("Is started again up to {count} times in a row", { count: n }),
  }));
}

function SavedLine({ draft: { state, failure } }: { readonly draft: Draft }) {
  const words = {
    saved: t("Changes are saved by themselves."),
    typing: t("Saving …"),
    faulty: failure ?? t("Not saved: mend what is marked."),
  };
  return (
    <p
      role="status"
      aria-label={t("Saving")}
      className={state === "faulty" ? "field-error saved-line" : "muted saved-line"}
    >
      {words[state]}
    </p>
  );
}
