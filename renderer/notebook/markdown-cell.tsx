/** The Markdown of a cell, drawn: with its mathematics, its attachments, and pictures that lie beside the file. */
import { type MouseEvent, useCallback } from "react";
import { t } from "../../preload/texts/texts";
import { type Document, openDocument } from "../code/documents";
import { unawaited } from "../floor/failures";
import { folderOf, joinPath } from "../floor/paths";
import { openLink } from "../shell/output/links/links";
import { renderMarkup } from "../shell/output/markup/markup-renderer";
import { useMarkup } from "../shell/output/markup/use-markup";
import { withPictures } from "./cell-pictures";

interface MarkdownCellProps {
  readonly source: string;
  readonly attachments: Readonly<Record<string, unknown>> | undefined;
  readonly document: Document;
}

export function MarkdownCell({ source, attachments, document }: MarkdownCellProps) {
  const { path } = document.file.get();
  const folder = path === null ? null : folderOf(path);
  const draw = useCallback(
    async () => withPictures(await renderMarkup("notebook", source), attachments ?? {}, folder),
    [source, attachments, folder],
  );
  const { place, failed } = useMarkup(draw);

  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
    event.preventDefault();
    const href = link.getAttribute("href") ?? "";
    if (href.startsWith("#")) return;
    const isFile = !/^[a-z][a-z\d+.-]*:/i.test(href) && href !== "";
    if (isFile && folder !== null) {
      const file = joinPath(folder, decodeURIComponent(href.replace(/[?#].*$/s, "")));
      unawaited("opening a link", openDocument(file));
    } else unawaited("open link", openLink(href));
  };
  if (source.trim() === "") return <p className="notebook-empty">{t("Empty cell")}</p>;
  if (failed !== null)
    return (
      <>
        <p className="output-remark">{t("This Markdown cannot be drawn. {reason}", { reason: failed })}</p>
        <pre className="notebook-raw">{source.slice(0, 20_000)}</pre>
      </>
    );
  return <div ref={place} className="markup markdown" onClick={onClick} onAuxClick={onClick} />;
}
