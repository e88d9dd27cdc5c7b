/** The panels: the middle of the window, and tools at its sides where there are any. */

import { type ReactNode, useRef } from "react";
import { Group, Panel, type PanelImperativeHandle, Separator } from "react-resizable-panels";
import { t } from "../../preload/texts/texts";
import { layout, partsInView } from "../floor/layout-state";
import { useStore } from "../floor/store";
import { type Area, shownTools } from "../floor/tool-areas";
import { allTools } from "../floor/tools/tools";
import { AreaEdge } from "./areas/area-edge";
import { ToolArea } from "./areas/tool-area";
import { ToolViews } from "./areas/tool-views";
import { MiddleView } from "./middle-view";

interface Props {
  readonly editor: ReactNode;
  readonly shells: ReactNode;
}

/** In px: with tools at both sides they fit into the smallest window. */
const SMALLEST_SIDE_PX = 120;
const SMALLEST_MIDDLE_PX = 350;

export function LayoutView({ editor, shells }: Props) {
  const state = useStore(layout);
  const { tools: seen } = partsInView(state);
  const has = (area: Area) => seen && shownTools(state.tools[area], allTools()).front !== undefined;
  const left = has("left");
  const right = has("right");
  const leftPanel = useRef<PanelImperativeHandle>(null);
  const rightPanel = useRef<PanelImperativeHandle>(null);
  const keepWidths = () =>
    layout.set((now) => ({
      ...now,
      leftWidth: leftPanel.current?.getSize().inPixels ?? now.leftWidth,
      rightWidth: rightPanel.current?.getSize().inPixels ?? now.rightWidth,
    }));

  return (
    <div className="layout-place">
      <Group
        className="layout"
        orientation="horizontal"
        onLayoutChanged={(_, { isUserInteraction }) => {
          if (isUserInteraction) keepWidths();
        }}
      >
        {left ? (
          <Panel
            key="left"
            id="tools-left"
            panelRef={leftPanel}
            defaultSize={state.leftWidth}
            minSize={SMALLEST_SIDE_PX}
            groupResizeBehavior="preserve-pixel-size"
          >
            <ToolArea area="left" />
          </Panel>
        ) : null}
        {left ? (
          <Separator
            key="left width"
            className="separator"
            aria-label={t("Width of the tools on the left")}
          />
        ) : null}
        <Panel key="middle" id="middle" minSize={SMALLEST_MIDDLE_PX}>
          <MiddleView editor={editor} shells={shells} below={has("below")} narrow={left || right} />
        </Panel>
        {right ? (
          <Separator
            key="right width"
            className="separator"
            aria-label={t("Width of the tools on the right")}
          />
        ) : null}
        {right ? (
          <Panel
            key="right"
            id="tools-right"
            panelRef={rightPanel}
            defaultSize={state.rightWidth}
            minSize={SMALLEST_SIDE_PX}
            groupResizeBehavior="preserve-pixel-size"
          >
            <ToolArea area="right" />
          </Panel>
        ) : null}
      </Group>
      <AreaEdge area="left" shown={left} />
      <AreaEdge area="right" shown={right} />
      {
        // After the areas: they give each tool its place on the page.
        <ToolViews />
      }
    </div>
  );
}
