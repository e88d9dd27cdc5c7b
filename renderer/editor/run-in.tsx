/** "Run in": shows in which shell code of the file in front runs, and changes it. */
import { useSyncExternalStore } from "react";
import { t } from "../../preload/texts/texts";
import { activeDocument } from "../code/documents";
import { cursor } from "../code/instance";
import { languageTitle } from "../code/languages";
import { namedKernels } from "../code/named-kernel";
import { holdsCode, languageToRun } from "../code/run-language";
import { namedToStart, possibleTargets, targetShell, tieToShell } from "../code/run-target";
import { Icon } from "../floor/look/icons";
import { KernelMark } from "../floor/look/kernel-mark";
import { useStore } from "../floor/store";
import type { Shell } from "../kernels/shells-api";
import { windowShells } from "../kernels/window-shells";

function TargetMark({ shell }: { readonly shell: Shell }) {
  return <KernelMark state={useStore(shell.state)} />;
}

export function RunIn() {
  const document = useStore(activeDocument);
  const shells = useStore(possibleTargets);
  const target = useStore(targetShell);
  // With them their names may change.
  useStore(windowShells().shells);
  useStore(namedKernels);
  // Of a text with chunks the language at the cursor counts.
  useSyncExternalStore(cursor.subscribe, () => (document ? languageToRun(document) : ""));
  if (!document || !holdsCode(document)) return null;
  const language = languageTitle(languageToRun(document), document.file.get().name);
  const named = namedToStart(document);
  return (
    <span className="run-in">
      <span aria-hidden="true" className="run-in-label">
        {t("Run in")}
      </span>
      <span className="run-in-choice" data-marked={target ? "" : undefined}>
        {target ? <TargetMark shell={target} /> : null}
        <select
          aria-label={t("Run in")}
          title={target?.name}
          data-command="run.chooseShell"
          value={target?.view ?? ""}
          onChange={(event) => {
            const chosen = shells.find((shell) => shell.view === event.target.value);
            if (chosen) tieToShell(chosen);
          }}
        >
          {target ? null : (
            <option value="">
              {named
                ? t("{kernel}, started by Run", { kernel: named.displayName })
                : t("No {language} shell", { language })}
            </option>
          )}
          {shells.map((shell) => (
            <option key={shell.view} value={shell.view}>
              {shell.name}
            </option>
          ))}
        </select>
        <Icon name="chevronDown" size={12} />
      </span>
    </span>
  );
}
