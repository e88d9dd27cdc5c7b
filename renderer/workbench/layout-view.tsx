/** The panels: editor on the left; shells and, under them, tools on the right. Hidden ones keep their content. */

import { type ReactNode, useEffect, useRef } from "react";
import { Group, Panel, type PanelImperativeHandle, Separator } from "react-resizable-panels";
import { t } from "../../preload/texts/texts";
import { layout } from "../floor/layout-state";
import { useStore } from "../floor/store";

interface Props {
  readonly editor: ReactNode;
  readonly shells: ReactNode;
  readonly tools: ReactNode;
}

/** Less makes code and output unreadable, in px; both fit into the smallest window. */
const SMALLEST_EDITOR_PX = 280;
const SMALLEST_RIGHT_PX = 350;

/** Collapses or opens a panel when it is to be hidden or shown. */
function useShown(shown: boolean) {
  const panel = useRef<PanelImperativeHandle>(null);
  useEffect(() => {
    const handle = panel.current;
    if (!handle || handle.isCollapsed() === !shown) return;
    if (shown) handle.expand();
    else handle.collapse();
  }, [shown]);
  return panel;
}

export function LayoutView({ editor, shells, tools }: Props) {
  const { shown, editorShare, shellsShare } = useStore(layout);
  const right = shown.shells || shown.tools;
  const editorPanel = useShown(shown.editor);
  const rightPanel = useShown(right);
  const shellsPanel = useShown(shown.shells);
  const toolsPanel = useShown(shown.tools);

  return (
    <Group
      className="layout"
      orientation="horizontal"
      defaultLayout={{ editor: editorShare, right: 100 - editorShare }}
      onLayoutChanged={({ editor: share }) => {
        if (share !== undefined && share > 0 && share < 100)
          layout.set((now) => ({ ...now, editorShare: share }));
      }}
    >
      <Panel
        id="editor"
        panelRef={editorPanel}
        collapsible
        collapsedSize={0}
        minSize={SMALLEST_EDITOR_PX}
        inert={!shown.editor}
      >
        {editor}
      </Panel>
      <Separator
        className="separator"
        hidden={!shown.editor || !right}
        aria-label={t("Width of the editor")}
      />
      <Panel
        id="right"
        panelRef={rightPanel}
        collapsible
        collapsedSize={0}
        minSize={SMALLEST_RIGHT_PX}
        inert={!right}
      >
        <Group
          orientation="vertical"
          defaultLayout={{ shells: shellsShare, tools: 100 - shellsShare }}
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
            className="separator"
            hidden={!shown.shells || !shown.tools}
            aria-label={t("Height of the shells")}
          />
          <Panel
            id="tools"
            panelRef={toolsPanel}
            collapsible
            collapsedSize={0}
            minSize={80}
            inert={!shown.tools}
          >
            {tools}
          </Panel>
        </Group>
      </Panel>
    </Group>
  );
}
