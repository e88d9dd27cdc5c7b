/** An output whose drawing fails says so in its place; the rest of the shell is untouched. */

import { Component, type ReactNode } from "react";
import { t } from "../../../../preload/texts/texts";

interface Props {
  /** What it was drawn as: "HTML". */
  readonly title: string;
  /** Shows its text instead; absent when there is none. */
  readonly showText: (() => void) | undefined;
  readonly children: ReactNode;
}

export class OutputBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { title, showText, children } = this.props;
    if (!error) return children;
    return (
      <div className="output-bar" role="status">
        <span className="output-bar-words">
          {t("This output could not be drawn as {title}: {message}", {
            title,
            message: error.message.slice(0, 300),
          })}
        </span>
        <button type="button" className="button" onClick={() => this.setState({ error: null })}>
          {t("Try again")}
        </button>
        {showText ? (
          <button type="button" className="button" onClick={showText}>
            {t("Show its text")}
          </button>
        ) : null}
      </div>
    );
  }
}
