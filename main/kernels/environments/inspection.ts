/** What an interpreter's environment is, and whether anything may be installed into it. */
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import * as v from "valibot";
import { askPython } from "../discovery/ask-python";
import { environmentLabel, pythonFolderAt } from "../discovery/python-folders";
import { toolEnvironment } from "./environment-programs";

/** Somebody waits for the answer, and the interpreter is one that was chosen: it may take its time, in ms. */
const LIMIT_MS = 20_000;

const QUESTION = `
import os, sys
try:
    from importlib.util import find_spec
except ImportError:
    find_spec = lambda name: None
try:
    import sysconfig
    managed = os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
    managed = os.path.exists(managed)
except Exception:
    managed = False
answer = {
    "prefix": sys.prefix,
    "own": sys.prefix != getattr(sys, "base_prefix", sys.prefix),
    "managed": managed,
    "version": "%d.%d" % sys.version_info[:2],
    "pip": find_spec("pip") is not None,
    "ensurepip": find_spec("ensurepip") is not None,
    "ipykernel": find_spec("ipykernel") is not None,
}`;

const said = v.object({
  prefix: v.string(),
  own: v.boolean(),
  managed: v.boolean(),
  version: v.string(),
  pip: v.boolean(),
  ensurepip: v.boolean(),
  ipykernel: v.boolean(),
});

/** An environment, or an installation of Python as a whole. */
export interface PythonEnvironment {
  /** Its interpreter. */
  readonly python: string;
  readonly prefix: string;
  /** pixi's are conda's, but belong to a project that says what is in them. */
  readonly kind: "venv" | "conda" | "pixi" | "installation";
  /** ".venv", "/usr/bin". */
  readonly label: string;
  readonly version: string;
  readonly madeByUv: boolean;
  readonly hasPip: boolean;
  readonly hasEnsurepip: boolean;
  readonly hasIpykernel: boolean;
  /** The system's package manager looks after it, and pip refuses to (PEP 668). */
  readonly managed: boolean;
}

/**
 * Starts the interpreter and asks it; to be done only for one that the user has chosen.
 * @param env the user's environment
 * @returns why it cannot be used, the end of a sentence, where it cannot
 */
export async function inspectEnvironment(
  python: string,
  openFolder: string | null,
  env: NodeJS.ProcessEnv,
): Promise<PythonEnvironment | { readonly broken: string }> {
  const answer = await askPython(python, {
    lines: QUESTION,
    schema: said,
    limitMs: LIMIT_MS,
    env: toolEnvironment(env),
  });
  if ("broken" in answer) return answer;
  const { prefix, own, managed, version, pip, ensurepip, ipykernel } = answer.said;
  const folder = await pythonFolderAt(prefix);
  const config = await readFile(join(prefix, "pyvenv.cfg"), "utf8").catch(() => "");
  const found = folder?.kind ?? (own ? "venv" : "installation");
  const kind = found === "conda" && isPixi(prefix) ? "pixi" : found;
  return {
    python,
    prefix,
    kind,
    label: kind === "installation" ? dirname(python) : environmentLabel(prefix, openFolder),
    version,
    madeByUv: /^uv\s*=/m.test(config),
    hasPip: pip,
    hasEnsurepip: ensurepip,
    hasIpykernel: ipykernel,
    managed: managed && kind === "installation",
  };
}

function isPixi(prefix: string): boolean {
  return basename(dirname(prefix)) === "envs" && basename(dirname(dirname(prefix))) === ".pixi";
}
