/** Changes of a session's launch.json, one after the other, so that none is lost. */
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import type { SessionFolder } from "./session-folder";

export class LaunchEdits {
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly folder: Pick<SessionFolder, "launch" | "writeLaunch" | "path">) {}

  /**
   * @param change what is written in place of what is there
   * @param done told what was written
   * @throws NodeJS.ErrnoException when it cannot be written; Error when there is none that can be read
   */
  edit(change: (before: LaunchFile) => LaunchFile, done: (launch: LaunchFile) => void): Promise<void> {
    const { folder } = this;
    const edited = this.#last.then(async () => {
      const before = await folder.launch();
      if (!before) throw new Error(`${folder.path} has no launch.json that can be read`);
      const after = change(before);
      await folder.writeLaunch(after);
      done(after);
    });
    this.#last = edited.catch(() => {});
    return edited;
  }
}
