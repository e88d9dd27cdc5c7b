/** The page of shell configurations: the list at the left, the form of the chosen one at the right. */
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import "./configurations.css";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Configurations, ShellConfiguration } from "../../preload/contract/configurations";
import type { KernelEntry } from "../../preload/contract/sessions";
import { shellFolder } from "../code/shell-folder";
import { Bar, BarButton } from "../floor/bar";
import { tandem } from "../floor/bridge";
import { Icon } from "../floor/look/icons";
import { sentenceOf } from "../floor/notices/notices";
import { useLeftForWhatIsBehind } from "../floor/pages/covering-page";
import { useStore } from "../floor/store";
import { configurations, defaultConfiguration, startConfiguration } from "../kernels/shell-configurations";
import { windowShells } from "../kernels/window-shells";
import { duplicateOf, newConfiguration } from "./configuration-draft";
import { ConfigurationForm } from "./configuration-form";
import { ConfigurationList, type ListActions } from "./configuration-list";
import { configurationsPage } from "./page-state";

/** What was deleted, and where it stood. */
interface Deleted {
  readonly configuration: ShellConfiguration;
  readonly at: number;
  /** Folders whose default it was. */
  readonly folders: readonly string[];
}

export function ConfigurationsPage() {
  const page = useStore(configurationsPage);
  return page ? <Page first={page.id} /> : null;
}

/** The kernels that can be chosen; asked for again whenever there are others. */
function useKernels(onFailure: (sentence: string) => void) {
  const [kernels, setKernels] = useState<readonly KernelEntry[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    const look = () =>
      windowShells()
        .kernels()
        .then((found) => setKernels(found.kernels))
        .catch((error) => onFailure(sentenceOf(error)));
    unawaited("looking for kernels", look());
    return tandem.on("kernels.changed", () => unawaited("looking for kernels", look()));
  }, []);
  return kernels;
}

function Page({ first }: { readonly first: string | null }) {
  const { configurations: all, defaults } = useStore(configurations);
  const page = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [chosenId, setChosenId] = useState(first);
  /** Configuration whose name is to get the keyboard. */
  const [renamed, setRenamed] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const kernels = useKernels(setFailure);
  const chosen = all.find(({ id }) => id === chosenId) ?? all[0];

  const focusList = () => page.current?.querySelector<HTMLElement>("[role=listbox]")?.focus();
  useEffect(() => {
    before.current = document.activeElement;
    (page.current?.querySelector<HTMLElement>("[role=listbox], .empty button") ?? page.current)?.focus();
  }, []);
  const close = () => {
    configurationsPage.set(null);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  useLeftForWhatIsBehind(page, () => configurationsPage.set(null));
  const attempt = async (work: () => Promise<Configurations | undefined>) => {
    setFailure(null);
    try {
      const now = await work();
      if (now) configurations.set(now);
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  const insert = async (configuration: ShellConfiguration, at: number) => {
    const now = await tandem.request("configurations.save", { configuration, at });
    setChosenId(configuration.id);
    setRenamed(configuration.id);
    return now;
  };
  const find = (id: string) => all.find((each) => each.id === id);
  const actions: ListActions = {
    add: () =>
      void attempt(async () => {
        // They may still be looked for.
        const [first] = kernels.length > 0 ? kernels : (await windowShells().kernels()).kernels;
        return insert(newConfiguration(first, all), all.length);
      }),
    duplicate: (id) => {
      const original = find(id);
      if (original) void attempt(() => insert(duplicateOf(original, all), all.indexOf(original) + 1));
    },
    remove: (id) => {
      const configuration = find(id);
      if (!configuration) return;
      const at = all.indexOf(configuration);
      const folders = Object.keys(defaults).filter((folder) => defaults[folder] === id);
      void attempt(async () => {
        const now = await tandem.request("configurations.delete", { id });
        setDeleted({ configuration, at, folders });
        setChosenId((now.configurations[at] ?? now.configurations[at - 1])?.id ?? null);
        return now;
      });
      focusList();
    },
    move: (id, by) => {
      const configuration = find(id);
      const at = all.findIndex((each) => each.id === id) + by;
      if (!configuration || at < 0 || at >= all.length) return;
      void attempt(() => tandem.request("configurations.save", { configuration, at }));
    },
    rename: setRenamed,
    start: (id) =>
      void attempt(async () => {
        await startConfiguration(id, shellFolder());
        configurationsPage.set(null);
        return undefined;
      }),
    undo: () => {
      if (!deleted) return;
      const { configuration, at, folders } = deleted;
      setDeleted(null);
      void attempt(async () => {
        let now = await tandem.request("configurations.save", { configuration, at });
        for (const folder of folders)
          now = await tandem.request("configurations.setDefault", { folder, id: configuration.id });
        setChosenId(configuration.id);
        return now;
      });
      focusList();
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };

  return (
    <div
      ref={page}
      className="full-page"
      role="region"
      aria-label={t("Shell configurations")}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className="full-page-head">
        <h1>{t("Shell configurations")}</h1>
        <div className="bar-actions">
          {chosen ? (
            <BarButton run={() => actions.start(chosen.id)}>{t("Start a shell with it")}</BarButton>
          ) : null}
          <button
            type="button"
            className="icon-button"
            aria-label={t("Close")}
            title={`${t("Close")} (Esc)`}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
      </header>
      {failure ? (
        <Bar level="error" actions={<BarButton run={() => setFailure(null)}>{t("Dismiss")}</BarButton>}>
          {failure}
        </Bar>
      ) : null}
      {deleted ? (
        <Bar
          actions={
            <>
              <BarButton run={actions.undo}>{t("Undo")}</BarButton>
              <BarButton run={() => setDeleted(null)}>{t("Dismiss")}</BarButton>
            </>
          }
        >
          {t("“{name}” was deleted.", { name: deleted.configuration.name })}
        </Bar>
      ) : null}
      {chosen ? (
        <div className="configurations-body">
          <ConfigurationList
            configurations={all}
            kernels={kernels}
            chosen={chosen.id}
            defaultId={defaultConfiguration(shellFolder())?.id}
            choose={setChosenId}
            actions={actions}
          />
          <ConfigurationForm
            key={chosen.id}
            saved={chosen}
            kernels={kernels}
            rename={renamed === chosen.id}
            onRename={() => setRenamed(null)}
            isDefault={defaults[shellFolder()] === chosen.id}
            setDefault={(on) =>
              void attempt(() =>
                tandem.request("configurations.setDefault", {
                  folder: shellFolder(),
                  id: on ? chosen.id : null,
                }),
              )
            }
          />
        </div>
      ) : (
        <div className="empty">
          <h2>{t("No shell configurations yet")}</h2>
          <p>
            {t(
              "A configuration is a kernel with its working folder, environment variables, arguments and startup script, under a name. Its shells start, and restart, with it.",
            )}
          </p>
          <div className="empty-actions">
            <button type="button" className="button primary" onClick={actions.add}>
              {t("New configuration")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
