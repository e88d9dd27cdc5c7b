/** A sentence over a shell's output, with what can be done about it. */
import type { ReactNode } from "react";
import { t } from "../../preload/texts/texts";
import { Icon } from "./look/icons";

interface BarProps {
  readonly level?: "warning" | "error";
  readonly alert?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** It is no more than an offer: its sentence is cut off where it has no room. */
  readonly oneLine?: boolean;
  /** What takes the bar away; without it the bar stays as long as what it says. */
  readonly dismiss?: () => void;
}

export function Bar({ level, alert, children, actions, oneLine, dismiss }: BarProps) {
  return (
    <div
      className={`bar ${level ?? ""}`}
      data-one-line={oneLine ? "" : undefined}
      {...(alert ? { role: "alert", "aria-label": alert } : {})}
    >
      <div className="bar-sentence">{children}</div>
      <div className="bar-actions">
        {actions}
        {dismiss ? (
          <button type="button" className="icon-button" aria-label={t("Dismiss")} onClick={dismiss}>
            <Icon name="close" />
          </button>
        ) : null}
      </div>
    </div>
  );
}

export function BarButton({
  children,
  run,
  primary,
}: {
  readonly children: string;
  readonly run: () => void;
  readonly primary?: boolean;
}) {
  return (
    <button type="button" className={primary ? "button primary" : "button"} onClick={run}>
      {children}
    </button>
  );
}
