/** The tools at the lower right: one in front, the others behind their tabs. */

import { type KeyboardEvent, useId } from "react";
import { t } from "../../preload/texts/texts";
import { layout, showTool } from "../floor/layout-state";
import { stepInTabs } from "../floor/lists/tab-list";
import { useStore } from "../floor/store";
import { allTools } from "../floor/tools/tools";

export function ToolArea() {
  const { tool: wanted } = useStore(layout);
  const id = useId();
  const tools = allTools();
  const tabId = (tool: string) => `${id}-${tool.replaceAll(" ", "-")}`;
  // What the window remembers may be a tool that this version has not.
  const front = tools.find((tool) => tool.id === wanted) ?? tools[0];
  if (!front) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepInTabs(event.key, tools.indexOf(front), tools.length);
    if (next === undefined) return;
    event.preventDefault();
    const tool = tools[next];
    if (!tool) return;
    showTool(tool.id);
    document.getElementById(tabId(tool.id))?.focus();
  };

  return (
    <div className="pane">
      <div className="tab-bar">
        <div className="tabs" role="tablist" aria-label={t("Tools")} onKeyDown={onKeyDown}>
          {tools.map((tool) => (
            <button
              key={tool.id}
              id={tabId(tool.id)}
              type="button"
              role="tab"
              className="tab"
              aria-selected={tool === front}
              tabIndex={tool === front ? 0 : -1}
              onClick={() => showTool(tool.id)}
            >
              <span className="tab-label">{tool.title}</span>
            </button>
          ))}
        </div>
      </div>
      <section className="pane-body" aria-label={front.title} data-tool={front.id}>
        <front.View />
      </section>
    </div>
  );
}
