/** The middle of the window: editor on the left; shells and, under them, tools on the right. Hidden ones keep their content. */

import { type ReactNode, useEffect, useRef } from "react";
import { Group, Panel, type PanelImperativeHandle, Separator } from "react-resizable-panels";
import { t } from "../../preload/texts/texts";
import { layout, partsInView, setShown } from "../floor/layout-state";
import { useStore } from "../floor/store";
import { AreaEdge } from "./areas/area-edge";
import { ToolArea } from "./areas/tool-area";

interface Props {
  readonly editor: ReactNode;
  readonly shells: ReactNode;
  /** There are tools below the shells. */
  readonly below: boolean;
  /** Least widths of editor and shells, in px. */
  readonly least: { readonly editor: number; readonly right: number };
}

/**
 * Collapses or opens a panel when it is to be hidden or shown. One that had no room, e.g. at 300 %, is opened again when
 * there is.
 * @param share of its group that it is to have, in percent
 */
function useShown(shown: boolean, share: number) {
  const panel = useRef<PanelImperativeHandle>(null);
  const wanted = useRef(share);
  wanted.current = share;
  useEffect(() => {
    const settle = () => {
      const handle = panel.current;
      if (!handle || handle.isCollapsed() === !shown) return;
      if (shown) handle.resize(`${wanted.current}%`);
      else handle.collapse();
    };
    settle();
    // Once the panels have their new sizes.
    const later = () => setTimeout(settle);
    window.addEventListener("resize", later);
    return () => window.removeEventListener("resize", later);
  }, [shown]);
  return panel;
}

// A separator that was hidden when it was made has no value and is not dragged: one that is shown is made anew.
export function MiddleView({ editor, shells, below, least }: Props) {
  const state = useStore(layout);
  const { editorShare, shellsShare } = state;
  const shown = partsInView(state);
  const right = shown.shells || below;
  const editorPanel = useShown(shown.editor, editorShare);
  const rightPanel = useShown(right, 100 - editorShare);
  const shellsPanel = useShown(shown.shells, shellsShare);
  const belowPanel = useShown(below, 100 - shellsShare);

  return (
    <Group
      orientation="horizontal"
      defaultLayout={{ editor: editorShare, right: 100 - editorShare }}
      onLayoutChanged={({ editor: share }, { isUserInteraction }) => {
        if (share !== undefined && share > 0 && share < 100)
          layout.set((now) => ({ ...now, editorShare: share }));
        // What is dragged together is hidden, and shown again like everything that is.
        else if (share === 0 && isUserInteraction) setShown("editor", false);
      }}
    >
      <Panel
        id="editor"
        panelRef={editorPanel}
        collapsible
        collapsedSize={0}
        minSize={least.editor}
        inert={!shown.editor}
      >
        {editor}
      </Panel>
      <Separator
        key={`width ${shown.editor && right}`}
        className="separator"
        hidden={!shown.editor || !right}
        aria-label={t("Width of the editor")}
      />
      <Panel
        id="right"
        panelRef={rightPanel}
        collapsible
        collapsedSize={0}
        minSize={least.right}
        inert={!right}
      >
        <div className="layout-place">
          <Group
            orientation="vertical"
            defaultLayout={{ shells: shellsShare, below: 100 - shellsShare }}
            onLayoutChanged={({ shells: share }) => {
              if (share !== undefined && share > 0 && share < 100)
                layout.set((now) => ({ ...now, shellsShare: share }));
            }}
          >
            <Panel
              id="shells"
              panelRef={shellsPanel}
              collapsible
              collapsedSize={0}
              minSize={120}
              inert={!shown.shells}
            >
              {shells}
            </Panel>
            <Separator
              key={`height ${shown.shells && below}`}
              className="separator"
              hidden={!shown.shells || !below}
              aria-label={t("Height of the shells")}
            />
            <Panel id="below" panelRef={belowPanel} collapsible collapsedSize={0} minSize={80} inert={!below}>
              <ToolArea area="below" />
            </Panel>
          </Group>
          <AreaEdge area="below" shown={below} />
        </div>
      </Panel>
    </Group>
  );
}
