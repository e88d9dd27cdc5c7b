/** The whole window. */

import { t } from "../../preload/texts/texts";
import { AboutDialog } from "../about/about-dialog";
import { ConfigurationsPage } from "../configurations/configurations-page";
import { EditPreviewView } from "../editor/edit-preview-view";
import { EditorPane } from "../editor/editor-pane";
import { DialogView } from "../floor/dialogs/dialog-view";
import { ErrorBoundary } from "../floor/error-boundary";
import { NoticesView } from "../floor/notices/notices-view";
import { useStore } from "../floor/store";
import { isWhole } from "../floor/whole";
import { SessionsPage } from "../sessions/sessions-page";
import { ShellsPane } from "../shell/pane/shells-pane";
import { FieldMenu } from "./field-menu";
import { LayoutView } from "./layout-view";
import { StatusBar } from "./status-bar";
import { TitleBar } from "./title-bar";

export function Window() {
  const isThere = useStore(isWhole);
  return (
    <div className="window" aria-busy={!isThere}>
      <ErrorBoundary part={t("The title bar")}>
        <TitleBar />
      </ErrorBoundary>
      <NoticesView />
      <FieldMenu />
      <main className="window-middle">
        <h1 className="out-of-sight">Tandem</h1>
        <LayoutView
          editor={
            <ErrorBoundary part={t("The editor")}>
              <EditorPane />
            </ErrorBoundary>
          }
          shells={
            <ErrorBoundary part={t("The shells' view")}>
              <ShellsPane />
            </ErrorBoundary>
          }
        />
        <ErrorBoundary part={t("The page of shell configurations")}>
          <ConfigurationsPage />
        </ErrorBoundary>
        <ErrorBoundary part={t("The page of sessions")}>
          <SessionsPage />
        </ErrorBoundary>
      </main>
      <ErrorBoundary part={t("The status bar")}>
        <StatusBar />
      </ErrorBoundary>
      <AboutDialog />
      <EditPreviewView />
      <DialogView />
    </div>
  );
}
