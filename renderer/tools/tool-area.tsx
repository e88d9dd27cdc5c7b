/** The tools at the lower right: one in front, the others behind their tabs. */

import { type KeyboardEvent, useId } from "react";
import { t } from "../../preload/texts/texts";
import { layout, showTool, type Tool } from "../floor/layout-state";
import { useStore } from "../floor/store";
import { FileBrowser } from "./file-browser/file-browser";
import { SourceStructure } from "./source-structure/source-structure";

const tools: readonly { readonly name: Tool; readonly View: () => React.ReactNode }[] = [
  { name: "File browser", View: FileBrowser },
  { name: "Source structure", View: SourceStructure },
];

export function ToolArea() {
  const { tool: front } = useStore(layout);
  const id = useId();
  const tabId = (tool: Tool) => `${id}-${tool.replace(" ", "-")}`;
  const Front = tools.find((tool) => tool.name === front)?.View ?? FileBrowser;

  const onKeyDown = (event: KeyboardEvent) => {
    const at = tools.findIndex((tool) => tool.name === front);
    const targets: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: tools.length - 1,
    };
    const next = targets[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const tool = tools[(next + tools.length) % tools.length];
    if (!tool) return;
    showTool(tool.name);
    document.getElementById(tabId(tool.name))?.focus();
  };

  return (
    <div className="pane">
      <div className="tab-bar">
        <div className="tabs" role="tablist" aria-label={t("Tools")} onKeyDown={onKeyDown}>
          {tools.map(({ name }) => (
            <button
              key={name}
              id={tabId(name)}
              type="button"
              role="tab"
              className="tab"
              aria-selected={name === front}
              tabIndex={name === front ? 0 : -1}
              onClick={() => showTool(name)}
            >
              <span className="tab-label">{t(name)}</span>
            </button>
          ))}
        </div>
      </div>
      <section className="pane-body" aria-label={t(front)} data-tool={front}>
        <Front />
      </section>
    </div>
  );
}
