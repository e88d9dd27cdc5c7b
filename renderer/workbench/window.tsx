/** The whole window. */

import { AboutDialog } from "../about/about-dialog";
import { ConfigurationsPage } from "../configurations/configurations-page";
import { EditorPane } from "../editor/editor-pane";
import { SessionsPage } from "../sessions/sessions-page";
import { ShellsPane } from "../shell/pane/shells-pane";
import { ToolArea } from "../tools/tool-area";
import { DialogView } from "./dialog-view";
import { ErrorBoundary } from "./error-boundary";
import { LayoutView } from "./layout-view";
import { NoticesView } from "./notices-view";
import { StatusBar } from "./status-bar";
import { TitleBar } from "./title-bar";

export function Window() {
  return (
    <div className="window">
      <ErrorBoundary part="The title bar">
        <TitleBar />
      </ErrorBoundary>
      <NoticesView />
      <div className="window-middle">
        <LayoutView
          editor={
            <ErrorBoundary part="The editor">
              <EditorPane />
            </ErrorBoundary>
          }
          shells={
            <ErrorBoundary part="The shells' view">
              <ShellsPane />
            </ErrorBoundary>
          }
          tools={
            <ErrorBoundary part="The tool area">
              <ToolArea />
            </ErrorBoundary>
          }
        />
        <ErrorBoundary part="The page of shell configurations">
          <ConfigurationsPage />
        </ErrorBoundary>
        <ErrorBoundary part="The page of sessions">
          <SessionsPage />
        </ErrorBoundary>
      </div>
      <ErrorBoundary part="The status bar">
        <StatusBar />
      </ErrorBoundary>
      <AboutDialog />
      <DialogView />
    </div>
  );
}
