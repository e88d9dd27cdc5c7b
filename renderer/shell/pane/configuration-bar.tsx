/** Tells that the configuration of a shell was changed since its kernel was started. */
import { useState } from "react";
import type { ShellModel } from "../../kernels/shell-model";
import { Icon } from "../../look/icons";
import { useStore } from "../../store";
import { restart } from "./kernel-actions";
import { Bar, BarButton } from "./shell-bars";

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
      actions={
        <>
          <BarButton run={() => void restart(shell)}>Restart</BarButton>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => setDismissed(revision)}
          >
            <Icon name="close" />
          </button>
        </>
      }
    >
      Restart to use the changed configuration “{name}”.
    </Bar>
  );
}
