/** Above the text: where the file lies, and in which of its classes and functions the cursor is. A setting has it. */
import { t } from "../../preload/texts/texts";
import type { Document } from "../code/documents";
import { cursor, goToLine } from "../code/instance";
import { useStructure } from "../code/structure/use-structure";
import { facts, openFolder, settings } from "../floor/app";
import { pathWithin, shortPath } from "../floor/paths";
import { useStore } from "../floor/store";

interface BreadcrumbsProps {
  readonly document: Document;
  /** The cursor is in this group. */
  readonly focused: boolean;
}

export function Breadcrumbs(props: BreadcrumbsProps) {
  return useStore(settings).breadcrumbs ? <Trail {...props} /> : null;
}

function Trail({ document, focused }: BreadcrumbsProps) {
  const { path, name } = useStore(document.file);
  const folder = useStore(openFolder);
  const { home } = useStore(facts);
  const places = path === null ? [name] : (pathWithin(folder, path) ?? shortPath(path, home)).split(/[\\/]/);
  return (
    <nav className="breadcrumbs" aria-label={t("Where the cursor is")}>
      {places.filter(Boolean).map((place, at) => (
        <span key={at} className="breadcrumb">
          {place}
        </span>
      ))}
      {focused ? <Symbols document={document} /> : null}
    </nav>
  );
}

function Symbols({ document }: { readonly document: Document }) {
  const { line } = useStore(cursor);
  const around = useStructure(document).filter((symbol) => symbol.line <= line && line <= symbol.to);
  return around.map((symbol) => (
    <button
      key={`${symbol.line} ${symbol.name}`}
      type="button"
      className="link-button breadcrumb"
      onClick={() => goToLine(symbol.line)}
    >
      {symbol.name}
    </button>
  ));
}
