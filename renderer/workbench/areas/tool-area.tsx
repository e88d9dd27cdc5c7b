/** One area of tools: their tabs, the one in front, and what is dropped into it. Nothing without tools. */
import { useLayoutEffect, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import "./areas.css";
import { ErrorBoundary } from "../../floor/error-boundary";
import { layout } from "../../floor/layout-state";
import { TabsMenu } from "../../floor/lists/tabs-menu";
import { useStore } from "../../floor/store";
import { type Area, shownTools } from "../../floor/tool-areas";
import { allTools, goToTool, usesTool } from "../../floor/tools/tools";
import { areaDrop, draggedTool, toolLanding, toolTabsDrop } from "./tool-drag";
import { ToolTabs } from "./tool-tabs";
import { putToolInto } from "./tool-views";

export function ToolArea({ area }: { readonly area: Area }) {
  return (
    <ErrorBoundary part={t("The tool area")}>
      <TabbedTools area={area} />
    </ErrorBoundary>
  );
}

function TabbedTools({ area }: { readonly area: Area }) {
  const { tools, front } = shownTools(useStore(layout).tools[area], allTools());
  const bar = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    for (const tool of tools) if (body.current) putToolInto(body.current, tool);
  });
  if (!front) return null;
  return (
    <div className="pane tool-area" data-area={area} onFocus={() => usesTool(front.id)}>
      <div ref={bar} className="tab-bar" {...toolTabsDrop(area)}>
        <ToolTabs area={area} tools={tools} front={front} />
        <TabsMenu
          bar={bar}
          name={t("All tools here")}
          groups={() => [
            {
              items: tools.map((tool) => {
                return { label: tool.title, chosen: tool === front, run: () => goToTool(tool.id) };
              }),
            },
          ]}
        />
        {front.Actions ? (
          <div className="bar-actions">
            <front.Actions key={front.id} />
          </div>
        ) : null}
      </div>
      <div ref={body} className="pane-body" {...areaDrop(area)}>
        <AreaMark area={area} />
      </div>
    </div>
  );
}

/** While a tool is dragged: lies over the area, so that nothing in it takes the tab, and shows when it would go there. */
function AreaMark({ area }: { readonly area: Area }) {
  const isDragging = useStore(draggedTool) !== null;
  const lands = useStore(toolLanding);
  if (!isDragging) return null;
  const into = lands?.area === area && lands.before === undefined;
  return <div className="drop-zones">{into ? <div className="drop-zone" data-zone="into" /> : null}</div>;
}
