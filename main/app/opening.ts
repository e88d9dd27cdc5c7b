/** Which windows open: those of the last time at the start, and what later starts of the app ask for. */
import type { ShownSessions } from "../channels/kernel-handlers";
import type { WindowRecords } from "../settings/window-records";
import type { AppWindow, ToOpen, Windows } from "../windows/windows";
import type { CommandLine } from "./command-line";
import { onHandedOver } from "./first-instance";

export class Opening {
  /** What is to be opened as soon as there is a window. */
  #early: ToOpen;

  constructor(
    private readonly windows: Windows,
    private readonly records: WindowRecords,
    private readonly commandLine: CommandLine,
  ) {
    this.#early = commandLine;
    onHandedOver((given) => {
      const window = windows.front();
      if (!window) this.#early = both(this.#early, given);
      else if (given.newWindow) windows.createNew({}, window, given);
      else {
        if (window.started) windows.send(window, "files.open", { files: given.files, folder: given.folder });
        else window.toOpen = both(window.toOpen, given);
        windows.show(window);
      }
    });
  }

  /**
   * Opens the windows of the last time, or a first one.
   * @param running ids of the sessions that ran on: those that were in no window are shown in the first one
   */
  open(running: readonly string[]): void {
    const { windows, records, commandLine } = this;
    const remembered = records.all();
    const [first = records.add(), ...others] = remembered;
    records.change(first.id, { sessions: [...first.sessions, ...records.unclaimed(running)] });
    const apart = commandLine.newWindow && remembered.length > 0;
    windows.create(first, apart ? undefined : this.#early);
    for (const record of others) windows.create(record);
    if (apart) windows.createNew({}, windows.front(), this.#early);
  }
}

/** What windows say that they show, for as long as they are open. */
export function shownSessions(windows: Windows, records: WindowRecords): ShownSessions {
  const of = (window: AppWindow) => records.get(window.record)?.sessions ?? [];
  return {
    add: (window, session) =>
      records.change(window.record, { sessions: [...new Set([...of(window), session])] }),
    elsewhere: (window, session) =>
      windows.all().some((other) => other !== window && of(other).includes(session)),
  };
}

function both(one: ToOpen, other: ToOpen): ToOpen {
  return { files: [...one.files, ...other.files], folder: other.folder ?? one.folder };
}
