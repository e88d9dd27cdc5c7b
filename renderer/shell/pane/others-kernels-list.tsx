/** Kernels that other programs have started: they can be joined here, from the list or by their connection file. */

import { useEffect, useState } from "react";
import type { RunningKernel } from "../../../preload/contract/sessions";
import { t } from "../../../preload/texts/texts";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { timeOfDay } from "../../floor/time/time-of-day";
import { windowShells } from "../../kernels/window-shells";

/** Asks for a connection file and joins its kernel; a failure stands in a notice. */
export async function joinByFile(): Promise<void> {
  try {
    const { folder } = await tandem.request("kernels.running");
    const [file] = await tandem.request("files.pickOpen", { folder });
    if (file !== undefined) await windowShells().join(file);
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}

interface OthersKernelsProps {
  /** A shell was opened. */
  readonly onDone: () => void;
  readonly onFailure: (sentence: string) => void;
}

/** Those that are found running; nothing where there are none. */
export function OthersKernelsList({ onDone, onFailure }: OthersKernelsProps) {
  const [kernels, setKernels] = useState<readonly RunningKernel[]>([]);
  const [joining, setJoining] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    // That there is no such list is no reason to say anything: kernels can be started all the same.
    tandem.request("kernels.running").then(
      (found) => shown && setKernels(found.kernels),
      () => {},
    );
    return () => {
      shown = false;
    };
  }, []);
  if (kernels.length === 0) return null;

  const join = async (file: string) => {
    setJoining(file);
    try {
      await windowShells().join(file);
      onDone();
    } catch (error) {
      onFailure(sentenceOf(error));
    }
    setJoining(null);
  };
  return (
    <section aria-label={t("Kernels of other programs")} className="running-kernels">
      <h2>{t("Kernels of other programs")}</h2>
      {kernels.map(({ file, name, purpose, since }) => (
        <div key={file} className="running-kernel">
          <span className="row-label" title={file}>
            {name}
          </span>
          <span className="row-end" title={purpose || file}>
            {t("{name}, since {time}", { name: nameOf(purpose || file), time: timeOfDay(since, Date.now()) })}
          </span>
          <span className="bar-actions">
            <button
              type="button"
              className="button"
              aria-label={t("Join {name}", { name })}
              aria-description={file}
              disabled={joining !== null}
              onClick={() => unawaited("joining a kernel", join(file))}
            >
              {joining === file ? t("Joining …") : t("Join")}
            </button>
          </span>
        </div>
      ))}
    </section>
  );
}

const nameOf = (path: string) => path.split(/[\\/]/).at(-1) ?? path;
