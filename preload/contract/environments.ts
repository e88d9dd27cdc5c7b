/**
 * Python environments: making one, and installing into one by the tool that looks after it. A window asks what there is
 * to offer ("environments.offer", "environments.ways"), starts a job, and follows it by the event "environments.job".
 * Jobs belong to the app and not to a window: one that was reloaded asks for "environments.jobs".
 */
import * as v from "valibot";
import { t } from "../texts/texts";
import { path } from "./fields";

const kernelId = v.pipe(v.string(), v.minLength(1), v.maxLength(5000));
const jobId = v.pipe(v.string(), v.regex(/^[0-9a-f]{1,40}$/));

/** Whose tool installs: that which made the environment, or uv where it has no pip. */
export const installer = v.picklist(["uv", "conda", "mamba", "micromamba", "pip"]);
export type Installer = v.InferOutput<typeof installer>;

/** What makes environments. */
export const environmentMaker = v.picklist(["uv", "venv", "conda", "mamba", "micromamba"]);
export type EnvironmentMaker = v.InferOutput<typeof environmentMaker>;

/** A distribution's name (PEP 508), with extras and versions where they are wanted: "numpy", "pandas[excel]>=2". */
export const packageName = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(200),
  v.regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._,\s-]+\])?\s*(?:(?:[<>=!~]=|[<>]|===)\s*[\w.*+!-]+(?:\s*,\s*(?:[<>=!~]=|[<>])\s*[\w.*+!-]+)*)?$/,
    () => t("This is not the name of a package."),
  ),
);

/** Name of an environment's folder within the open one. */
export const environmentName = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(100),
  v.regex(/^[\w.][\w. -]*$/, () => t("A name has letters, digits, dots, dashes and underscores.")),
  v.check(
    (name) => !/^\.*$/.test(name),
    () => t("A name has more than dots."),
  ),
);

export const environmentTask = v.variant("kind", [
  /** Into the environment of that kernel ("plain:…" or "python:…" in the list). */
  v.object({ kind: v.literal("install ipykernel"), kernelId, folder: v.nullable(path) }),
  /** Into the environment of that kernel; the user has confirmed the name. */
  v.object({
    kind: v.literal("install package"),
    kernelId,
    folder: v.nullable(path),
    package: packageName,
  }),
  /** A new environment in `folder`. */
  v.object({
    kind: v.literal("create environment"),
    folder: path,
    name: environmentName,
    maker: environmentMaker,
    /** `python` of one of the maker's choices in "environments.ways". */
    python: v.pipe(v.string(), v.maxLength(4096)),
    /** ipykernel is installed into it after that. */
    ipykernel: v.boolean(),
  }),
]);
export type EnvironmentTask = v.InferOutput<typeof environmentTask>;

/** A job as it stands. */
export const environmentJob = v.object({
  id: v.string(),
  task: environmentTask,
  /** "Installing numpy into .venv", for a heading. */
  title: v.string(),
  /** Name of the environment: ".venv". */
  environment: v.string(),
  state: v.picklist(["running", "done", "failed", "cancelled"]),
  /** What it does just now, or how it ended: a sentence for the user, with a next step where it failed. */
  sentence: v.string(),
  /** Number of the first of `lines`, from 0, among all that were printed. */
  firstLine: v.number(),
  /** What the tool printed: in an event what is new since the last one, else the last 1000. */
  lines: v.array(v.string()),
  /** When it began, ms since 1970. */
  began: v.number(),
  /** Once done: the kernel that can be started in the environment now. */
  kernelId: v.exactOptional(v.string()),
});
export type EnvironmentJob = v.InferOutput<typeof environmentJob>;

/** What can be done for a kernel's environment. */
export const environmentOffer = v.object({
  /** Its name: ".venv", "/usr/bin". */
  environment: v.string(),
  prefix: v.string(),
  /** Null: nothing can be installed into it, and `sentence` says why and what to do instead. */
  installer: v.nullable(installer),
  sentence: v.exactOptional(v.string()),
  hasIpykernel: v.boolean(),
  /** The package that most likely has the module that was asked about; to be confirmed by the user. */
  package: v.nullable(v.string()),
});
export type EnvironmentOffer = v.InferOutput<typeof environmentOffer>;

/** How an environment can be made in a folder. */
export const environmentWays = v.object({
  /** A name that is free there. */
  name: v.string(),
  /** The one that fits best first; none where there is neither uv nor conda nor a Python, and `sentence` says so. */
  makers: v.array(
    v.object({
      maker: environmentMaker,
      /** "uv", "venv (Python's own)", "conda". */
      label: v.string(),
      /** Which Pythons it can have, the one that fits best first. */
      pythons: v.array(v.object({ python: v.string(), label: v.string() })),
    }),
  ),
  sentence: v.exactOptional(v.string()),
});
export type EnvironmentWays = v.InferOutput<typeof environmentWays>;

export const environmentRequests = {
  /**
   * What can be installed into the environment of a kernel; null where it is no Python that is known.
   * @param folder the open folder, as for "kernels.list"; module: of a ModuleNotFoundError ("cv2.aruco")
   */
  "environments.offer": {
    input: v.object({
      kernelId,
      folder: v.nullable(path),
      module: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
    }),
    output: v.nullable(environmentOffer),
  },
  "environments.ways": { input: v.object({ folder: path }), output: environmentWays },
  /** Begins a job; its end is told by the event. Fails at once where it cannot even be begun. */
  "environments.begin": { input: environmentTask, output: environmentJob },
  /** Ends the tool with all it has started. An environment that was not finished is removed. */
  "environments.cancel": { input: v.object({ job: jobId }), output: v.undefined() },
  /** Jobs of this run of the app, oldest first. */
  "environments.jobs": { input: v.undefined(), output: v.array(environmentJob) },
} as const;

export const environmentEvents = {
  /** A job's state or sentence changed, or it printed lines. */
  "environments.job": environmentJob,
} as const;
