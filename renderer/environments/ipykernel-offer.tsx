/** Offers ipykernel in a shell that plain Python runs because its environment has none. */

import { useEffect, useState } from "react";
import type { EnvironmentOffer } from "../../preload/contract/environments";
import { t } from "../../preload/texts/texts";
import { openFolder } from "../floor/app";
import { Bar, BarButton } from "../floor/bar";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { Icon } from "../floor/look/icons";
import { notify, sentenceOf } from "../floor/notices/notices";
import { useStore } from "../floor/store";
import type { ShellModel } from "../kernels/shell-model";
import { beginJob, environmentJobs } from "./environment-jobs";

/** Environments for which the user wants no such offer: in this profile, for good. */
const DISMISSED = "tandem.plain-python-is-wanted";

function dismissed(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(DISMISSED) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

/** The view that has the offer, by environment: others of the same one do not repeat it. */
const OFFERED = "tandem.ipykernel-offered";

function offeredIn(prefix: string, view: string): boolean {
  let offered: Record<string, unknown> = {};
  try {
    offered = { ...JSON.parse(localStorage.getItem(OFFERED) ?? "{}") };
  } catch {
    // It is written anew.
  }
  const first = offered[prefix];
  if (first === undefined) localStorage.setItem(OFFERED, JSON.stringify({ ...offered, [prefix]: view }));
  return first === undefined || first === view;
}

export function IpykernelOffer({ shell }: { readonly shell: ShellModel }) {
  const { kernelId } = useStore(shell.info);
  const state = useStore(shell.state);
  const jobs = useStore(environmentJobs);
  const [offer, setOffer] = useState<EnvironmentOffer | null>(null);
  const plain = kernelId.startsWith("plain:");
  const ready = state === "idle" || state === "busy";
  useEffect(() => {
    if (!plain || !ready) return;
    tandem
      .request("environments.offer", { kernelId, folder: openFolder.get() })
      .then(setOffer)
      // Nothing is offered then.
      .catch(() => setOffer(null));
  }, [plain, ready, kernelId]);
  const begun = jobs.some(({ task }) => task.kind === "install ipykernel" && task.kernelId === kernelId);
  if (!plain || !offer?.installer || offer.hasIpykernel || begun || dismissed().includes(offer.prefix))
    return null;
  if (!offeredIn(offer.prefix, shell.view)) return null;
  const { environment, prefix } = offer;
  const install = async () => {
    try {
      await beginJob({ kind: "install ipykernel", kernelId, folder: openFolder.get() });
    } catch (error) {
      notify({ level: "error", sentence: sentenceOf(error) });
    }
  };
  return (
    <Bar
      oneLine
      actions={
        <>
          <BarButton run={() => unawaited("installing ipykernel", install())}>
            {t("Install ipykernel into {environment}", { environment })}
          </BarButton>
          <button
            type="button"
            className="icon-button"
            aria-label={t("Dismiss")}
            title={t("Plain Python is fine for this environment")}
            onClick={() => {
              localStorage.setItem(DISMISSED, JSON.stringify([...dismissed(), prefix]));
              setOffer(null);
            }}
          >
            <Icon name="close" />
          </button>
        </>
      }
    >
      <span className="muted" title={t("Plain Python: {environment} has no ipykernel.", { environment })}>
        {t("Plain Python: {environment} has no ipykernel.", { environment })}
      </span>
    </Bar>
  );
}
