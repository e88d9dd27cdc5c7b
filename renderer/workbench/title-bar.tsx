/** The bar at the top: menus, the command field, what is shown, and the window's own buttons. */

import { useEffect, useState } from "react";
import { t } from "../../preload/texts/texts";
import { facts, openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { runCommand } from "../floor/commands/commands";
import { keyLabel } from "../floor/keys/keymap";
import { layout, type Part, partsInView } from "../floor/layout-state";
import { Icon } from "../floor/look/icons";
import { openPalette } from "../floor/palette-state";
import { baseName } from "../floor/paths";
import { useStore } from "../floor/store";
import { MenuBar } from "./menu-bar";
import { Palette } from "./palette";

const parts: readonly {
  part: Part;
  icon: "panelLeft" | "panelRight" | "panelBottom";
  show: string;
  hide: string;
}[] = [
  { part: "editor", icon: "panelLeft", show: t("Show editor"), hide: t("Hide editor") },
  { part: "shells", icon: "panelRight", show: t("Show shells"), hide: t("Hide shells") },
  { part: "tools", icon: "panelBottom", show: t("Show tools"), hide: t("Hide tools") },
];

function PartToggles() {
  const shown = partsInView(useStore(layout));
  return (
    <>
      {parts.map(({ part, icon, show, hide }) => (
        <button
          key={part}
          type="button"
          className="icon-button"
          data-command={`view.${part}`}
          aria-label={show}
          aria-pressed={shown[part]}
          title={shown[part] ? hide : show}
          onClick={() => void runCommand(`view.${part}`)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </>
  );
}

function WindowButtons() {
  const [maximized, setMaximized] = useState(false);
  useEffect(() => tandem.on("window.state", (state) => setMaximized(state.maximized)), []);
  return (
    <div className="window-buttons">
      <button
        type="button"
        className="icon-button"
        data-command="window.minimize"
        aria-label={t("Minimize window")}
        onClick={() => void runCommand("window.minimize")}
      >
        <Icon name="minimize" />
      </button>
      <button
        type="button"
        className="icon-button"
        data-command="window.toggleMaximize"
        aria-label={maximized ? t("Restore window") : t("Maximize window")}
        onClick={() => void runCommand("window.toggleMaximize")}
      >
        <Icon name={maximized ? "restore" : "maximize"} />
      </button>
      <button
        type="button"
        className="icon-button"
        data-command="window.close"
        aria-label={t("Close window")}
        onClick={() => void runCommand("window.close")}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Two rings joined: an editor and a kernel, in tandem. */
function BrandMark() {
  return (
    <svg className="brand" aria-hidden="true" width="18" height="18" viewBox="0 0 18 18">
      <circle cx="5.5" cy="9" r="3.4" fill="none" stroke="currentcolor" strokeWidth="2.2" />
      <circle cx="12.5" cy="9" r="4.5" fill="currentcolor" />
    </svg>
  );
}

export function TitleBar() {
  const { platform } = useStore(facts);
  const folder = useStore(openFolder);
  const mac = platform === "darwin";
  const open = useStore(openPalette) !== null;
  return (
    <header className={mac ? "title-bar mac" : "title-bar"}>
      <div className="title-side">
        <BrandMark />
        {mac ? null : <MenuBar />}
      </div>
      <div className="command-place">
        <button
          type="button"
          className="command-field"
          data-command="palette.commands"
          data-covered={open ? "" : undefined}
          onClick={() => openPalette.set("commands")}
        >
          <Icon name="search" />
          <span className="command-hint">
            {folder
              ? t("{folder}: a command, a file or a symbol", { folder: baseName(folder) })
              : t("A command, a file or a symbol")}
          </span>
          <kbd>{keyLabel("palette.commands", mac)?.replaceAll("+", " ")}</kbd>
        </button>
        <Palette />
      </div>
      <div className="title-side title-end">
        <PartToggles />
        {mac ? null : <WindowButtons />}
      </div>
    </header>
  );
}
