/** The form that makes a new environment in the open folder. */
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import "./environments.css";
import { useEffect, useId, useRef, useState } from "react";
import * as v from "valibot";
import { type EnvironmentWays, environmentName } from "../../preload/contract/environments";
import { shellFolder } from "../code/shell-folder";
import { facts } from "../floor/app";
import { BarButton } from "../floor/bar";
import { tandem } from "../floor/bridge";
import { sentenceOf } from "../floor/notices/notices";
import { shortPath } from "../floor/paths";
import { beginJob } from "./environment-jobs";

interface CreateEnvironmentProps {
  /** It is being made: the bar over the shells tells how that goes on. */
  readonly onBegun: () => void;
  readonly onCancel: () => void;
}

export function CreateEnvironment({ onBegun, onCancel }: CreateEnvironmentProps) {
  const folder = useRef(shellFolder()).current;
  const [ways, setWays] = useState<EnvironmentWays | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    tandem
      .request("environments.ways", { folder })
      .then(setWays, (error: unknown) => setFailure(sentenceOf(error)));
  }, [folder]);
  const leave = (event: React.KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <section aria-label={t("Create environment")} className="create-environment" onKeyDown={leave}>
      <h2>{t("Create environment in {folder}", { folder: shortPath(folder, facts.get().home) })}</h2>
      {ways && ways.makers.length > 0 ? (
        <Form folder={folder} ways={ways} onBegun={onBegun} onCancel={onCancel} />
      ) : (
        <>
          <p className="muted">{failure ?? ways?.sentence ?? t("Looking for what can make one …")}</p>
          <BarButton run={onCancel}>{t("Cancel")}</BarButton>
        </>
      )}
    </section>
  );
}

function Form({
  folder,
  ways: { makers, name: freeName },
  onBegun,
  onCancel,
}: CreateEnvironmentProps & { readonly folder: string; readonly ways: EnvironmentWays }) {
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(freeName);
  const [makerId, setMaker] = useState(makers[0]?.maker);
  const maker = makers.find((each) => each.maker === makerId) ?? makers[0];
  const [pythonId, setPython] = useState<string | null>(null);
  const python = maker?.pythons.find((each) => each.python === pythonId) ?? maker?.pythons[0];
  const [ipykernel, setIpykernel] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const [beginning, setBeginning] = useState(false);
  useEffect(() => first.current?.focus(), []);

  const checked = v.safeParse(environmentName, name);
  const create = async () => {
    if (!checked.success || !maker || !python) return;
    setBeginning(true);
    try {
      await beginJob({
        kind: "create environment",
        folder,
        name: checked.output,
        maker: maker.maker,
        python: python.python,
        ipykernel,
      });
      onBegun();
    } catch (error) {
      setFailure(sentenceOf(error));
      setBeginning(false);
    }
  };
  const problem = failure ?? (checked.success ? null : checked.issues[0].message);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        unawaited("making an environment", create());
      }}
    >
      <label htmlFor={`${id}-name`}>{t("Name")}</label>
      <input
        ref={first}
        id={`${id}-name`}
        type="text"
        className="text-input code"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={!checked.success}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setFailure(null);
        }}
      />
      <label htmlFor={`${id}-maker`}>{t("Made by")}</label>
      <select
        id={`${id}-maker`}
        className="choice"
        value={maker?.maker}
        onChange={(event) => setMaker(makers.find((each) => each.maker === event.target.value)?.maker)}
      >
        {makers.map((each) => (
          <option key={each.maker} value={each.maker}>
            {each.label}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-python`}>Python</label>
      <select
        id={`${id}-python`}
        className="choice"
        value={python?.python}
        onChange={(event) => setPython(event.target.value)}
      >
        {maker?.pythons.map((each) => (
          <option key={each.python} value={each.python}>
            {each.label}
          </option>
        ))}
      </select>
      <span />
      <label className="with-ipykernel">
        <input type="checkbox" checked={ipykernel} onChange={(event) => setIpykernel(event.target.checked)} />
        {t("Install ipykernel into it")}
      </label>
      <span />
      <div className="create-choices">
        <button type="submit" className="button primary" disabled={!checked.success || beginning}>
          {t("Create")}
        </button>
        <BarButton run={onCancel}>{t("Cancel")}</BarButton>
      </div>
      {problem ? (
        <p role="alert" className="field-error">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
