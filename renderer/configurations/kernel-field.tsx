/** Which kernel a configuration starts: one of the list, or what a path leads to. */

import { useEffect, useState } from "react";
import type { ShellConfiguration } from "../../preload/contract/configurations";
import type { KernelEntry } from "../../preload/contract/sessions";
import { t } from "../../preload/texts/texts";
import { ChoiceField, PathField } from "./fields";

const BY_PATH = "path";

interface KernelFieldProps {
  readonly kernel: ShellConfiguration["kernel"];
  readonly kernels: readonly KernelEntry[];
  readonly error: string | undefined;
  readonly doubt: string | undefined;
  readonly onChange: (kernel: ShellConfiguration["kernel"]) => void;
}

export function KernelField({ kernel, kernels, error, doubt, onChange }: KernelFieldProps) {
  const byPath = kernel.kind === "path";
  const listed = kernel.kind === "listed" ? kernel : undefined;
  /** What was chosen of the other kind before, to go back to. */
  const [path, setPath] = useState(byPath ? kernel.path : "");
  useEffect(() => {
    if (kernel.kind === "path") setPath(kernel.path);
  }, [kernel]);
  const known = kernels.some(({ id }) => id === listed?.kernelId);
  const choices = [
    ...(listed && !known ? [{ value: listed.kernelId, label: listed.label }] : []),
    ...kernels.map(({ id, displayName }) => ({ value: id, label: displayName })),
    { value: BY_PATH, label: t("An interpreter or kernelspec by its path") },
  ];
  const choose = (value: string) => {
    const entry = kernels.find(({ id }) => id === value);
    if (value === BY_PATH) onChange({ kind: "path", path });
    else if (entry) onChange({ kind: "listed", kernelId: entry.id, label: entry.displayName });
  };
  const origin = kernels.find(({ id }) => id === listed?.kernelId)?.origin;
  return (
    <>
      <ChoiceField
        label="Kernel"
        value={listed?.kernelId ?? BY_PATH}
        choices={choices}
        onChange={choose}
        hint={origin}
        error={byPath ? undefined : error}
        doubt={byPath ? undefined : doubt}
      />
      {byPath ? (
        <PathField
          label={t("Path")}
          wanted="file"
          whole
          value={kernel.path}
          onChange={(to) => onChange({ kind: "path", path: to })}
          hint={t("A Python, the folder of an environment, or a kernelspec.")}
          error={error}
          doubt={doubt}
        />
      ) : null}
    </>
  );
}
