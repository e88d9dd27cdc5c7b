/** The tabs of one area of tools. */
import { type KeyboardEvent, useRef } from "react";
import { runCommand } from "../../floor/commands/commands";
import { showTool } from "../../floor/layout-state";
import { stepInTabs, useTabInView } from "../../floor/lists/tab-list";
import { Icon } from "../../floor/look/icons";
import { commandItems } from "../../floor/menus/command-items";
import { useContextMenu } from "../../floor/menus/context-menu";
import { type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";
import { useStore } from "../../floor/store";
import type { Area } from "../../floor/tool-areas";
import { goToTool, type Tool, toolTab } from "../../floor/tools/tools";
import { AREA_COMMANDS } from "./area-commands";
import { areaName } from "./area-names";
import { draggedTool, toolLanding, toolTabDrag } from "./tool-drag";
import { toolRegionId } from "./tool-views";

interface ToolTabsProps {
  readonly area: Area;
  readonly tools: readonly Tool[];
  readonly front: Tool;
}

export function ToolTabs({ area, tools, front }: ToolTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  useTabInView(list, front);
  const lands = useStore(toolLanding);
  const before = lands?.area === area ? lands.before : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    // Not those of a tab's menu, which is of this list only for React.
    if (!event.currentTarget.contains(event.target as Node)) return;
    // Assistive technology brings the keyboard to tabs that are not in front, too.
    const at = (event.target as HTMLElement).dataset.toolTab ?? front.id;
    const to = stepInTabs(
      event.key,
      tools.findIndex(({ id }) => id === at),
      tools.length,
    );
    const tool = to === undefined ? undefined : tools[to];
    if (tool) {
      showTool(tool.id);
      toolTab(tool.id)?.focus();
    } else if (event.key === "Enter" || event.key === "ArrowDown") goToTool(at);
    else if (event.key === "Delete") void runCommand("tools.close", at);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      className="tabs"
      role="tablist"
      aria-label={areaName(area)}
      data-lands-last={before === null ? "" : undefined}
      onKeyDown={onKeyDown}
    >
      {tools.map((tool, i) => (
        <ToolTab
          key={tool.id}
          tool={tool}
          area={area}
          inFront={tool === front}
          next={tools[i + 1]?.id ?? null}
          lands={before === tool.id}
        />
      ))}
    </div>
  );
}

interface ToolTabProps {
  readonly tool: Tool;
  readonly area: Area;
  readonly inFront: boolean;
  /** The tool of the tab after it. */
  readonly next: string | null;
  /** A dragged tab would go before it. */
  readonly lands: boolean;
}

function ToolTab({ tool, area, inFront, next, lands }: ToolTabProps) {
  const menu = useContextMenu();
  const onItsWay = useStore(draggedTool) === tool.id;
  return (
    <>
      <button
        type="button"
        role="tab"
        className="tab tool-tab"
        aria-label={tool.title}
        aria-selected={inFront}
        aria-controls={inFront ? toolRegionId(tool) : undefined}
        title={tool.title}
        tabIndex={inFront ? 0 : -1}
        data-tool-tab={tool.id}
        data-icon={tool.icon ? "" : undefined}
        data-dragged={onItsWay ? "" : undefined}
        data-lands={lands ? "" : undefined}
        onClick={() => showTool(tool.id)}
        // Without this the middle button begins to scroll.
        onMouseDown={(event) => {
          if (event.button === 1) event.preventDefault();
        }}
        onAuxClick={(event) => {
          if (event.button === 1) void runCommand("tools.close", tool.id);
        }}
        onContextMenu={menu.onContextMenu}
        onKeyDown={menu.onKeyDown}
        {...toolTabDrag(tool.id, area, next)}
      >
        {tool.icon ? <Icon name={tool.icon} size={14} /> : null}
        <span className="tab-label">{tool.title}</span>
      </button>
      {menu.place ? (
        <PopupMenu label={tool.title} place={menu.place} groups={menuOf(tool)} close={menu.close} />
      ) : null}
    </>
  );
}

/** What is done to a tool from its tab. */
function menuOf(tool: Tool): PopupGroup[] {
  const items = commandItems(AREA_COMMANDS, tool.id);
  return [{ items: items.slice(0, -1) }, { items: items.slice(-1) }];
}
