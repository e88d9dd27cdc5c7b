/** Below a ModuleNotFoundError: an offer to install the package, whose name the user confirms. */

import { useEffect, useRef, useState } from "react";
import * as v from "valibot";
import { type EnvironmentOffer, packageName } from "../../preload/contract/environments";
import { t } from "../../preload/texts/texts";
import { openFolder } from "../floor/app";
import { BarButton } from "../floor/bar";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { Icon } from "../floor/look/icons";
import { sentenceOf } from "../floor/notices/notices";
import { useStore } from "../floor/store";
import { Text } from "../floor/text";
import type { ShellModel } from "../kernels/shell-model";
import { beginJob } from "./environment-jobs";
import { missingModule } from "./missing-module";

export function MissingModuleOffer({ shell }: { readonly shell: ShellModel }) {
  const missing = missingModule(useStore(shell.transcript));
  const { kernelId, closed } = useStore(shell.info);
  const [done, setDone] = useState<number | null>(null);
  if (!missing || closed || done === missing.seq || shell.language !== "python") return null;
  return (
    <Offer
      key={missing.seq}
      shell={shell}
      kernelId={kernelId}
      module={missing.module}
      onDone={() => setDone(missing.seq)}
    />
  );
}

interface OfferProps {
  readonly shell: ShellModel;
  readonly kernelId: string;
  readonly module: string;
  readonly onDone: () => void;
}

function Offer({ shell, kernelId, module, onDone }: OfferProps) {
  const [offer, setOffer] = useState<EnvironmentOffer | null>(null);
  const [confirming, setConfirming] = useState(false);
  const [name, setName] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    tandem
      .request("environments.offer", { kernelId, folder: openFolder.get(), module })
      .then((found) => {
        setOffer(found);
        setName(found?.package ?? "");
      })
      // Nothing is offered then.
      .catch(() => {});
  }, [kernelId, module]);
  useEffect(() => {
    if (confirming) field.current?.select();
  }, [confirming]);
  // A module that no package is known for is the standard library's, or the user's own.
  if (!offer || (offer.package === null && offer.installer !== null)) return null;
  const { environment, installer, sentence } = offer;
  const checked = v.safeParse(packageName, name);

  const install = async () => {
    if (!checked.success) {
      setFailure(checked.issues[0].message);
      return;
    }
    try {
      await beginJob({
        kind: "install package",
        kernelId,
        folder: openFolder.get(),
        package: checked.output,
      });
      onDone();
      shell.focus();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  const leave = () => {
    onDone();
    shell.focus();
  };
  const dismiss = (
    <button type="button" className="icon-button" aria-label={t("Dismiss")} onClick={leave}>
      <Icon name="close" />
    </button>
  );
  if (installer === null) {
    return (
      <div role="group" aria-label={t("{module} is not installed", { module })} className="module-offer">
        <span className="module-offer-words">{sentence}</span>
        {dismiss}
      </div>
    );
  }
  if (!confirming) {
    return (
      <div role="group" aria-label={t("{module} is not installed", { module })} className="module-offer">
        <span className="module-offer-words muted">
          {t("{module} is not installed in {environment}.", { module, environment })}
        </span>
        <BarButton run={() => setConfirming(true)}>
          {t("Install {name} into {environment}…", { name, environment })}
        </BarButton>
        {dismiss}
      </div>
    );
  }
  return (
    <form
      className="module-offer"
      aria-label={t("Install into {environment}", { environment })}
      onSubmit={(event) => {
        event.preventDefault();
        unawaited("installing a module", install());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        leave();
      }}
    >
      <label>
        <Text
          of="Install with {installer} the package {field}"
          values={{
            installer,
            field: (
              <input
                ref={field}
                type="text"
                className="text-input code"
                aria-label={t("Package")}
                spellCheck={false}
                autoComplete="off"
                value={name}
                onChange={(event) => {
                  setName(event.target.value);
                  setFailure(null);
                }}
              />
            ),
          }}
        />
      </label>
      <button type="submit" className="button primary">
        {t("Install")}
      </button>
      <BarButton run={leave}>{t("Cancel")}</BarButton>
      {failure ? (
        <p role="alert" className="field-error">
          {failure}
        </p>
      ) : null}
    </form>
  );
}
