/** Markdown and LaTeX, drawn. */

import { type MouseEvent, useCallback } from "react";
import { t } from "../../../../preload/texts/texts";
import { unawaited } from "../../../floor/failures";
import { openLink } from "../links/links";
import type { MarkupLanguage } from "./markup-messages";
import { renderMarkup } from "./markup-renderer";
import { useMarkup } from "./use-markup";

interface MarkupViewProps {
  readonly source: string;
  readonly language: MarkupLanguage;
}

export function MarkupView({ source, language }: MarkupViewProps) {
  const draw = useCallback(() => renderMarkup(language, source), [language, source]);
  const { place, failed } = useMarkup(draw);

  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
    event.preventDefault();
    unawaited("open link", openLink(link.getAttribute("href") ?? ""));
  };

  if (failed !== null) {
    return (
      <>
        <p className="output-remark">
          {language === "latex"
            ? t("This LaTeX cannot be drawn. {reason}", { reason: failed })
            : t("This Markdown cannot be drawn. {reason}", { reason: failed })}
        </p>
        <pre className="markup-source">{source.slice(0, 20_000)}</pre>
      </>
    );
  }
  // Middle clicks would open a window.
  return <div ref={place} className={`markup ${language}`} onClick={onClick} onAuxClick={onClick} />;
}
