/** Opens files that hold tables in the data viewer. */
import { createElement } from "react";
import { tableFormatOf } from "../../preload/contract/table-files";
import { registerFileViewer } from "../code/open-path";
import { baseName } from "../floor/paths";
import type { ChannelClient } from "../kernels/channel-client";
import { FileSource } from "./file-source";
import { openData } from "./open";
import { ReadingBar } from "./reading-bar";

/** Registers it for the files that are known by their names. */
export function openTableFiles(channels: ChannelClient): void {
  registerFileViewer({
    takes: (path) => tableFormatOf(baseName(path)) !== undefined,
    open: (path) =>
      openData(`file\n${path}`, () => {
        const source: FileSource = new FileSource(channels, path, () =>
          createElement(ReadingBar, { source }),
        );
        return source;
      }),
  });
}
