/** Opens files that hold tables in the data viewer. */
import { createElement } from "react";
import { tableFormatOf } from "../../preload/contract/table-files";
import { registerFileViewer } from "../code/open-path";
import { registerKeptPages } from "../floor/pages/kept-pages";
import { openPage } from "../floor/pages/pages";
import { baseName } from "../floor/paths";
import type { ChannelClient } from "../kernels/channel-client";
import { FileSource } from "./file-source";
import { dataPage } from "./open";
import { ReadingPanel } from "./reading-panel";

/** What the page of a file is kept by begins with. */
const WORD = "file\n";

/** Registers it for the files that are known by their names. */
export function openTableFiles(channels: ChannelClient): void {
  const takes = (path: string) => tableFormatOf(baseName(path)) !== undefined;
  const pageOf = (path: string, reopened: boolean) => {
    const key = `${WORD}${path}`;
    const make = () => {
      const source: FileSource = new FileSource(channels, path, () =>
        createElement(ReadingPanel, { source }),
      );
      return source;
    };
    return dataPage(key, make, key, reopened);
  };
  registerFileViewer({ takes, open: (path) => openPage(pageOf(path, false)) });
  registerKeptPages((kept) => {
    const path = kept.startsWith(WORD) ? kept.slice(WORD.length) : "";
    return takes(path) ? pageOf(path, true) : undefined;
  });
}
