/** A part of the window that breaks says so in its place; the rest lives. */

import { Component, type ReactNode } from "react";
import { t } from "../../preload/texts/texts";
import { reportFailure } from "./failures";

interface Props {
  /** What the part is called: "The editor". */
  readonly part: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    reportFailure(this.props.part, error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="empty" role="alert">
        <h2>{t("{part} has a fault and stopped", { part: this.props.part })}</h2>
        <p>{error.message}</p>
        <p>{t("Everything else goes on. Kernels and unsaved text are safe.")}</p>
        <div className="empty-actions">
          <button type="button" className="button" onClick={() => this.setState({ error: null })}>
            {t("Try again")}
          </button>
        </div>
      </div>
    );
  }
}
