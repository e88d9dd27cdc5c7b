/** A button that is an icon; its label is its name and what is told under the pointer. */
import type { MouseEvent } from "react";
import { Icon, type IconName } from "./look/icons";

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly run: (event: MouseEvent<HTMLButtonElement>) => unknown;
}

export function IconButton({ icon, label, disabled, pressed, expanded, run }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={disabled}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={run}
    >
      <Icon name={icon} />
    </button>
  );
}
