/** How packages get into an environment: by the tool that looks after it. */

import type { Installer } from "../../../preload/contract/environments";
import { t } from "../../../preload/texts/texts";
import type { CondaTool } from "./environment-programs";
import type { PythonEnvironment } from "./inspection";

/** A tool's start within a job. */
export interface Step {
  readonly program: string;
  readonly args: readonly string[];
  /** What to do where this one ends so: conda has no such package, and pip may. */
  readonly otherwise?: { readonly when: RegExp; readonly say: string; readonly step: Step };
}

/** How something is installed; or why it cannot be: a sentence with a next step. */
export type Installing =
  | { readonly installer: Installer; readonly install: (packages: readonly string[]) => readonly Step[] }
  | { readonly installer: null; readonly sentence: string };

/** The tools that there are on this machine. */
export interface Tools {
  readonly uv: string | undefined;
  readonly conda: CondaTool | undefined;
}

/** What conda and mamba say of a package that they do not have. */
const CONDA_HAS_NONE =
  /PackagesNotFoundError|nothing provides|does not exist \(perhaps|The following packages? (?:are|is) (?:incompatible|not available)|No entries matching/i;

export function howToInstall(environment: PythonEnvironment, { uv, conda }: Tools): Installing {
  const { python, prefix, kind, label, hasPip, hasEnsurepip, madeByUv, managed } = environment;
  const pip = (packages: readonly string[]): Step => ({
    program: python,
    args: ["-m", "pip", "install", ...packages],
  });
  const byUv = (packages: readonly string[]): Step => ({
    program: uv as string,
    args: ["pip", "install", "--python", python, ...packages],
  });
  if (kind === "pixi") {
    return cannot(
      t(
        'The environment {label} belongs to a pixi project, whose file says what is in it: run "pixi add" with the package\'s name in that project.',
        { label },
      ),
    );
  }
  if (managed) {
    return cannot(
      t(
        "The Python in {label} belongs to the system, whose own package manager looks after it: nothing else may be installed into it. Create an environment for your folder instead.",
        { label },
      ),
    );
  }
  if (kind === "conda" && conda) {
    const { name, program } = conda;
    return {
      installer: name,
      install: (packages) => [
        {
          program,
          args: ["install", "-y", "-p", prefix, ...packages],
          ...(hasPip
            ? {
                otherwise: {
                  when: CONDA_HAS_NONE,
                  say: t("{name} has no such package; trying pip.", { name }),
                  step: pip(packages),
                },
              }
            : {}),
        },
      ],
    };
  }
  if (uv !== undefined && (madeByUv || !hasPip)) {
    return { installer: "uv", install: (packages) => [byUv(packages)] };
  }
  if (hasPip) return { installer: "pip", install: (packages) => [pip(packages)] };
  if (hasEnsurepip) {
    const ensure: Step = { program: python, args: ["-m", "ensurepip"] };
    return { installer: "pip", install: (packages) => [ensure, pip(packages)] };
  }
  return cannot(
    t(
      "{label} has no pip, and uv is not on this machine: nothing can be installed into it. Install uv (https://docs.astral.sh/uv), or create another environment.",
      { label },
    ),
  );
}

function cannot(sentence: string): Installing {
  return { installer: null, sentence };
}
