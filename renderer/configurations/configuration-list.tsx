/** The list of configurations: chosen, moved, copied and deleted by keyboard and by its buttons. */

import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import type { ShellConfiguration } from "../../preload/contract/configurations";
import type { KernelEntry } from "../../preload/contract/sessions";
import { t } from "../../preload/texts/texts";
import { Icon, type IconName } from "../floor/look/icons";
import { baseName } from "../floor/paths";

interface ConfigurationListProps {
  readonly configurations: readonly ShellConfiguration[];
  readonly kernels: readonly KernelEntry[];
  readonly chosen: string | null;
  readonly defaultId: string | undefined;
  readonly choose: (id: string) => void;
  readonly actions: ListActions;
}

export interface ListActions {
  readonly add: () => void;
  readonly duplicate: (id: string) => void;
  readonly remove: (id: string) => void;
  /** @param by -1 is up, 1 is down */
  readonly move: (id: string, by: -1 | 1) => void;
  readonly rename: (id: string) => void;
  readonly start: (id: string) => void;
  readonly undo: () => void;
}

export function ConfigurationList(props: ConfigurationListProps) {
  const { configurations, kernels, chosen, defaultId, choose, actions } = props;
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const at = configurations.findIndex((each) => each.id === chosen);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const go = (to: number) => {
    const next = configurations[Math.max(0, Math.min(configurations.length - 1, to))];
    if (next) choose(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const press = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.key}`;
    const onChosen = (act: (id: string) => void) => () => {
      if (chosen !== null) act(chosen);
    };
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(configurations.length - 1),
      "Alt+ArrowDown": onChosen((which) => actions.move(which, 1)),
      "Alt+ArrowUp": onChosen((which) => actions.move(which, -1)),
      Delete: onChosen(actions.remove),
      Insert: actions.add,
      "Ctrl+d": onChosen(actions.duplicate),
      "Ctrl+z": actions.undo,
      F2: onChosen(actions.rename),
      Enter: onChosen(actions.start),
    };
    const act = keys[press];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className="configuration-side">
      <ul
        ref={list}
        className="list"
        role="listbox"
        aria-label={t("Configurations")}
        aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {configurations.map((configuration, i) => {
          const kernel = kernelName(configuration, kernels);
          const isDefault = configuration.id === defaultId;
          return (
            <li
              key={configuration.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              aria-label={configuration.name}
              aria-description={isDefault ? t("{kernel}, default here", { kernel }) : kernel}
              className="row configuration-row"
              title={`${configuration.name}: ${kernel}`}
              onClick={() => {
                choose(configuration.id);
                list.current?.focus();
              }}
              onDoubleClick={() => actions.start(configuration.id)}
            >
              <span className="row-label">{configuration.name}</span>
              {isDefault ? <span className="row-end">{t("default here")}</span> : null}
            </li>
          );
        })}
      </ul>
      <div role="toolbar" aria-label={t("Configurations")} className="configuration-tools">
        <Tool icon="plus" name={t("New configuration")} keys={t("Insert")} run={actions.add} />
        <Tool
          icon="copy"
          name={t("Duplicate")}
          keys={`${t("Ctrl")}+D`}
          run={chosen === null ? null : () => actions.duplicate(chosen)}
        />
        <Tool
          icon="trash"
          name={t("Delete")}
          keys={t("Del")}
          run={chosen === null ? null : () => actions.remove(chosen)}
        />
        <Tool
          icon="up"
          name={t("Move up")}
          keys={`Alt+${t("Up")}`}
          run={chosen !== null && at > 0 ? () => actions.move(chosen, -1) : null}
        />
        <Tool
          icon="down"
          name={t("Move down")}
          keys={`Alt+${t("Down")}`}
          run={chosen !== null && at < configurations.length - 1 ? () => actions.move(chosen, 1) : null}
        />
      </div>
    </div>
  );
}

function Tool({
  icon,
  name,
  keys,
  run,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly keys: string;
  readonly run: (() => void) | null;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={`${name} (${keys})`}
      disabled={!run}
      onClick={() => run?.()}
    >
      <Icon name={icon} />
    </button>
  );
}

function kernelName({ kernel }: ShellConfiguration, kernels: readonly KernelEntry[]): string {
  if (kernel.kind === "path") return kernel.path === "" ? t("no kernel yet") : baseName(kernel.path);
  return kernels.find(({ id }) => id === kernel.kernelId)?.displayName ?? kernel.label;
}
