/** Markdown and LaTeX, drawn. */

import { type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { t } from "../../../../preload/texts/texts";
import { unawaited } from "../../../floor/failures";
import { openLink } from "../links/links";
import type { MarkupLanguage } from "./markup-messages";
import { renderMarkup } from "./markup-renderer";
import { safeFragment } from "./safe-html";

interface MarkupViewProps {
  readonly source: string;
  readonly language: MarkupLanguage;
}

export function MarkupView({ source, language }: MarkupViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ html: string } | { failed: string } | null>(null);

  useEffect(() => {
    let wanted = true;
    // What was drawn before stays until the new is there.
    renderMarkup(language, source).then(
      (html) => wanted && setDrawn({ html }),
      (error: Error) => wanted && setDrawn({ failed: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [source, language]);

  const html = drawn && "html" in drawn ? drawn.html : null;
  useLayoutEffect(() => {
    if (html !== null) place.current?.replaceChildren(safeFragment(html));
  }, [html]);

  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
    event.preventDefault();
    unawaited("open link", openLink(link.getAttribute("href") ?? ""));
  };

  if (drawn && "failed" in drawn) {
    return (
      <>
        <p className="output-remark">
          {language === "latex"
            ? t("This LaTeX cannot be drawn. {reason}", { reason: drawn.failed })
            : t("This Markdown cannot be drawn. {reason}", { reason: drawn.failed })}
        </p>
        <pre className="markup-source">{source.slice(0, 20_000)}</pre>
      </>
    );
  }
  // Middle clicks would open a window.
  return <div ref={place} className={`markup ${language}`} onClick={onClick} onAuxClick={onClick} />;
}
