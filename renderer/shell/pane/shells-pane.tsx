/** All shells of the window: one pane of them, or several side by side. */
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import "./pane.css";
import { Fragment, useEffect } from "react";
import { createPortal } from "react-dom";
import { Group, Panel, Separator } from "react-resizable-panels";
import { Bar, BarButton } from "../../floor/bar";
import { useStore } from "../../floor/store";
import { endWord, shutDownSession } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { placeOf, regionId, takeAway } from "../places/shell-places";
import { additionsOverShells } from "./additions";
import { ShellPaneView } from "./shell-pane";
import { ShellView } from "./shell-view";

/** A pane is at least so large, in px. */
const SMALLEST_PX = 120;

export function ShellsPane() {
  const shells = windowShells();
  const all = useStore(shells.shells);
  const { panes, direction, focused, shares } = useStore(shells.panes);
  const inFront = new Set(panes.map(({ front }) => front));
  const separated = panes.length > 1;
  return (
    <div className="shells-pane" data-place="shell">
      {additionsOverShells().map((View, i) => (
        <View key={i} />
      ))}
      <ClosedBar />
      <Group
        // Another direction, or other panes: their sizes are made anew.
        key={`${direction} ${panes.map(({ id }) => id).join(" ")}`}
        className="shell-panes"
        orientation={direction === "row" ? "horizontal" : "vertical"}
        {...(shares && { defaultLayout: shares })}
        onLayoutChanged={(layout) => {
          if (separated) shells.resizePanes(layout);
        }}
      >
        {panes.map((pane, i) => (
          <Fragment key={pane.id}>
            {i > 0 ? (
              <Separator className="separator" aria-label={t("Size of shells {number}", { number: i })} />
            ) : null}
            <Panel id={pane.id} minSize={SMALLEST_PX}>
              <ShellPaneView
                pane={pane}
                number={separated ? i + 1 : undefined}
                focused={pane.id === focused}
              />
            </Panel>
          </Fragment>
        ))}
      </Group>
      {
        // After the panes: they give each shell its place on the page.
        all.map((shell) => (
          <PlacedShell key={shell.view} shell={shell} active={inFront.has(shell.view)} />
        ))
      }
    </div>
  );
}

/** A shell in its place on the page, wherever that is, for as long as the shell is there. */
function PlacedShell({ shell, active }: { readonly shell: ShellModel; readonly active: boolean }) {
  useEffect(() => () => takeAway(shell), [shell]);
  return createPortal(<ShellView id={regionId(shell)} shell={shell} active={active} />, placeOf(shell));
}

/** After a used shell was closed: its kernel runs on. */
function ClosedBar() {
  const shells = windowShells();
  const closed = useStore(shells.closed);
  const sessions = useStore(shells.sessions);
  if (!closed) return null;
  const info = sessions.find(({ id }) => id === closed.session);
  return (
    <Bar
      dismiss={() => shells.closed.set(null)}
      actions={
        <>
          <BarButton run={() => unawaited("reopen", shells.reopen(closed.session))}>{t("Reopen")}</BarButton>
          <BarButton run={() => unawaited("shut down session", shutDownSession(closed.session))}>
            {endWord(info)}
          </BarButton>
        </>
      }
    >
      {t("The shell was closed; its kernel {name} runs on.", { name: closed.name })}
    </Bar>
  );
}
