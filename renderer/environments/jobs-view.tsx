/** Jobs on environments over the shells: what each does, what its tool prints, and what can be done once it is over. */
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import "./environments.css";
import { useEffect, useRef, useState } from "react";
import type { EnvironmentJob } from "../../preload/contract/environments";
import { shellFolder } from "../code/shell-folder";
import { Bar, BarButton } from "../floor/bar";
import { tandem } from "../floor/bridge";
import { Icon } from "../floor/look/icons";
import { notify, sentenceOf } from "../floor/notices/notices";
import { useStore } from "../floor/store";
import { windowShells } from "../kernels/window-shells";
import { environmentJobs, putJobAway } from "./environment-jobs";

export function JobsView() {
  return useStore(environmentJobs).map((job) => <JobBar key={job.id} job={job} />);
}

function JobBar({ job }: { readonly job: EnvironmentJob }) {
  const [details, setDetails] = useState(false);
  const { id, title, state, sentence, lines, task, kernelId } = job;
  const running = state === "running";
  const offersStart = state === "done" && kernelId !== undefined && task.kind !== "install package";
  const shown = details || state === "failed";
  return (
    <section aria-label={title} className="environment-job">
      <Bar
        {...(state === "failed" ? { level: "error" as const } : {})}
        actions={
          <>
            {lines.length > 0 ? (
              <button
                type="button"
                className="button quiet"
                aria-expanded={shown}
                onClick={() => setDetails(!details)}
              >
                {shown ? t("Hide output") : t("Show output")}
              </button>
            ) : null}
            {offersStart ? (
              <BarButton run={() => unawaited("start in", startIn(job))}>{startLabel(job)}</BarButton>
            ) : null}
            {running ? (
              <BarButton
                run={() => unawaited("cancelling a job", tandem.request("environments.cancel", { job: id }))}
              >
                {t("Cancel")}
              </BarButton>
            ) : (
              <button
                type="button"
                className="icon-button"
                aria-label={t("Dismiss")}
                onClick={() => putJobAway(id)}
              >
                <Icon name="close" />
              </button>
            )}
          </>
        }
      >
        <span role="status" aria-label={t("State of: {title}", { title })}>
          {running ? <span className="job-title">{title} … </span> : null}
          {sentence}
        </span>
        {running ? <progress aria-label={title} className="job-progress" /> : null}
      </Bar>
      {shown && lines.length > 0 ? <Lines lines={lines} /> : null}
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const box = useRef<HTMLPreElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest line stays in view
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  return (
    <pre ref={box} className="job-lines" role="log" aria-label={t("Output of the tool")} tabIndex={0}>
      {lines.join("\n")}
    </pre>
  );
}

function startLabel({ task, environment }: EnvironmentJob): string {
  return task.kind === "install ipykernel"
    ? t("Restart with ipykernel")
    : t("Start Python in {environment}", { environment });
}

/** Starts a shell on the job's kernel; one without ipykernel in which nothing was run is closed for it. */
async function startIn({ id, task, kernelId }: EnvironmentJob): Promise<void> {
  if (kernelId === undefined) return;
  const shells = windowShells();
  try {
    const front = shells.front.get();
    const before = task.kind === "install ipykernel" && front?.kernelId === task.kernelId ? front : null;
    await shells.start(kernelId, before?.cwd ?? shellFolder());
    putJobAway(id);
    if (before?.status.get()?.used === false) await shells.close(before);
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}
