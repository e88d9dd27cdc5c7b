/** The panels: the middle of the window, and tools at its sides where there are any. */

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { Group, Panel, type PanelImperativeHandle, Separator } from "react-resizable-panels";
import { t } from "../../preload/texts/texts";
import { layout, partsInView } from "../floor/layout-state";
import { useStore } from "../floor/store";
import { type Area, shownTools } from "../floor/tool-areas";
import { allTools } from "../floor/tools/tools";
import { AreaEdge } from "./areas/area-edge";
import { ToolArea } from "./areas/tool-area";
import { ToolViews } from "./areas/tool-views";
import { fittedSides, leastWidths, SMALLEST_SIDE } from "./least-widths";
import { MiddleView } from "./middle-view";

interface Props {
  readonly editor: ReactNode;
  readonly shells: ReactNode;
}

/** The window's width in px, which the panels have all of. */
function useWindowWidth(): number {
  return useSyncExternalStore(
    (tell) => {
      window.addEventListener("resize", tell);
      return () => window.removeEventListener("resize", tell);
    },
    () => window.innerWidth,
  );
}

export function LayoutView({ editor, shells }: Props) {
  const state = useStore(layout);
  const { tools: seen, editor: seesEditor, shells: seesShells } = partsInView(state);
  const has = (area: Area) => seen && shownTools(state.tools[area], allTools()).front !== undefined;
  const left = has("left");
  const right = has("right");
  const leftPanel = useRef<PanelImperativeHandle>(null);
  const rightPanel = useRef<PanelImperativeHandle>(null);
  const below = has("below");
  const width = useWindowWidth();
  const least = leastWidths(width, {
    left,
    editor: seesEditor,
    right: seesShells || below,
    rightTools: right,
  });
  const sides = fittedSides(width - least.middle - Number(left) - Number(right), {
    left: left ? state.leftWidth : 0,
    right: right ? state.rightWidth : 0,
  });
  useEffect(() => {
    // Once the panels have their new sizes: the sides are as wide as they were made, as far as there is room.
    const later = setTimeout(() => {
      if (sides.left > 0) leftPanel.current?.resize(sides.left);
      if (sides.right > 0) rightPanel.current?.resize(sides.right);
    });
    return () => clearTimeout(later);
  }, [sides.left, sides.right]);
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
            defaultSize={sides.left}
            minSize={SMALLEST_SIDE}
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
        <Panel key="middle" id="middle" minSize={least.middle}>
          <MiddleView editor={editor} shells={shells} below={below} least={least} />
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
            defaultSize={sides.right}
            minSize={SMALLEST_SIDE}
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
