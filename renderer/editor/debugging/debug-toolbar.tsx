/** The steps, beside "Run in", while a kernel stands still. */
import { t } from "../../../preload/texts/texts";
import { debugged } from "../../code/debugged-shell";
import { facts } from "../../floor/app";
import { runCommand } from "../../floor/commands/commands";
import { keyLabel } from "../../floor/keys/keymap";
import { Icon, type IconName } from "../../floor/look/icons";
import { useStore } from "../../floor/store";

const STEPS: readonly { readonly command: string; readonly name: string; readonly icon: IconName }[] = [
  { command: "debugger.continue", name: t("Continue"), icon: "debugContinue" },
  { command: "debugger.next", name: t("Step over"), icon: "stepOver" },
  { command: "debugger.step", name: t("Step into"), icon: "stepInto" },
  { command: "debugger.stepOut", name: t("Step out"), icon: "stepOut" },
  { command: "debugger.restartFrame", name: t("Restart frame"), icon: "restartFrame" },
  { command: "debugger.stop", name: t("Stop debugging"), icon: "stopDebugging" },
];

export function DebugToolbar() {
  const now = useStore(debugged);
  const mac = useStore(facts).platform === "darwin";
  if (!now) return null;
  const hasEnded = now.stop.reason === "post-mortem";
  const isOff = (command: string) =>
    (command === "debugger.restartFrame" && !canRestart) ||
    (hasEnded && command !== "debugger.continue" && command !== "debugger.stop");
  const canRestart = now.shell.client.debugger.state.get()?.abilities.includes("restartFrame") ?? false;
  return (
    <div className="debug-toolbar" role="toolbar" aria-label={t("Debugger")}>
      {STEPS.map(({ command, name, icon }) => {
        const key = keyLabel(command, mac);
        return (
          <button
            key={command}
            type="button"
            className="icon-button"
            data-command={command}
            aria-label={name}
            title={key === null ? name : `${name} (${key})`}
            disabled={isOff(command)}
            onClick={() => void runCommand(command, now.shell.view)}
          >
            <Icon name={icon} />
          </button>
        );
      })}
    </div>
  );
}
