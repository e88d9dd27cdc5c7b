/** A button that runs a command. */
import type { ReactNode } from "react";
import { runCommand } from "./commands";

interface CommandButtonProps {
  readonly command: string;
  readonly primary?: boolean;
  readonly children: ReactNode;
}

export function CommandButton({ command, primary, children }: CommandButtonProps) {
  return (
    <button
      type="button"
      className={primary ? "button primary" : "button"}
      data-command={command}
      onClick={() => void runCommand(command)}
    >
      {children}
    </button>
  );
}
