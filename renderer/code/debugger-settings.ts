/** Tells every shell's debugger what the settings say of it. */
import { Disposables } from "../../preload/floor/disposables";
import { settings } from "../floor/app";
import { unawaited } from "../floor/failures";
import { windowShells } from "../kernels/window-shells";

/** Keeps it told; returns a function that stops it. */
export function followDebuggerSettings(): () => void {
  const { shells } = windowShells();
  const tell = () => {
    const { debugProcesses: processes, joinedFolders } = settings.get();
    for (const { client, info } of shells.get()) {
      const folders = info.get().joined ? joinedFolders : [];
      unawaited("telling a debugger its settings", client.debugger.setSettings({ processes, folders }));
    }
  };
  tell();
  return new Disposables(shells.subscribe(tell), settings.subscribe(tell)).dispose;
}
