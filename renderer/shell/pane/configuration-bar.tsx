/** Tells that the configuration of a shell was changed since its kernel was started. */

import { useState } from "react";
import { t } from "../../../preload/texts/texts";
import { Bar, BarButton } from "../../floor/bar";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import { restart } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";

export function ConfigurationBar({ shell }: { readonly shell: ShellModel }) {
  const { configuration, closed } = useStore(shell.info);
  const present = useStore(shell.status)?.configuration;
  const state = useStore(shell.state);
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (!configuration || present === undefined || closed) return null;
  const { name, revision } = configuration;
  const told = state === "dead" || state === "disconnected" || state === "restarting";
  if (present === revision || dismissed === revision || told) return null;
  return (
    <Bar
      actions={<BarButton run={() => unawaited("restart", restart(shell))}>{t("Restart")}</BarButton>}
      dismiss={() => setDismissed(revision)}
    >
      {t("Restart to use the changed configuration “{name}”.", { name })}
    </Bar>
  );
}
