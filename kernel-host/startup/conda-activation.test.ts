import { chmod, mkdir, mkdtemp, readFile, realpath, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { activateConda } from "./conda-activation";

let root: string;
let prefix: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), "tandem conda-")));
  prefix = path.join(root, "envs", "geo");
  await mkdir(path.join(prefix, "conda-meta"), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

async function put(name: string, text: string): Promise<string> {
  const file = path.join(prefix, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o755);
  return file;
}
const around = { PATH: "/usr/bin:/bin", HOME: "/home/u", OLD: "x" };

it("sets what conda sets, and what packages and the environment's state name", async () => {
  await put("etc/conda/env_vars.d/a.json", JSON.stringify({ FROM_PACKAGE: "1", BOTH: "package" }));
  await put(
    "conda-meta/state",
    JSON.stringify({ env_vars: { BOTH: "state", NOT: "***unset***", COST: "$5" } }),
  );
  expect(await activateConda(prefix, around)).toEqual({
    changes: {
      CONDA_PREFIX: prefix,
      CONDA_DEFAULT_ENV: "geo",
      CONDA_SHLVL: "1",
      CONDA_PROMPT_MODIFIER: "(geo) ",
      FROM_PACKAGE: "1",
      BOTH: "state",
      COST: "$5",
    },
    problems: [],
  });
});

it("runs the scripts in their order, each seeing what the one before left, whatever they print", async () => {
  await put("etc/conda/activate.d/b.sh", 'export SECOND="$FIRST and $CONDA_DEFAULT_ENV"\nunset OLD\n');
  await put(
    "etc/conda/activate.d/a.sh",
    "echo hello; echo words >&2\nexport FIRST='one\ntwo'\nPATH=\"$CONDA_PREFIX/more:$PATH\"\n",
  );
  await put("etc/conda/activate.d/c.bat", "exit 1");
  const { changes, problems } = await activateConda(prefix, around);
  expect(problems).toEqual([]);
  expect(changes).toMatchObject({
    FIRST: "one\ntwo",
    SECOND: "one\ntwo and geo",
    PATH: `${prefix}/more:/usr/bin:/bin`,
    OLD: null,
  });
});

it("says which script failed, and keeps what the others did", async () => {
  await put("etc/conda/activate.d/a.sh", "return 3\n");
  await put("etc/conda/activate.d/b.sh", "export AFTER=1\n");
  const { changes, problems } = await activateConda(prefix, around);
  expect(changes).toMatchObject({ AFTER: "1", CONDA_DEFAULT_ENV: "geo" });
  expect(problems).toEqual([
    `The conda environment ${prefix} could not be activated as a whole: a.sh ended with code 3.`,
  ]);
});

it("says it when a script ends the shell, with its last words", async () => {
  await put("etc/conda/activate.d/a.sh", "echo no licence >&2; exit 4\n");
  const { changes, problems } = await activateConda(prefix, around);
  expect(changes).toMatchObject({ CONDA_DEFAULT_ENV: "geo" });
  expect(problems).toEqual([
    `The conda environment ${prefix} could not be activated as a whole: the scripts ended with code 4 (no licence).`,
  ]);
});

it("waits for no script that hangs, and ends it with all that it started", async () => {
  const file = path.join(root, "alive");
  await put("etc/conda/activate.d/a.sh", `sleep 600 & echo $! > '${file}'; wait\n`);
  const { problems } = await activateConda(prefix, around);
  expect(problems).toEqual([
    `The conda environment ${prefix} could not be activated as a whole: its scripts did not end within 10 s.`,
  ]);
  const pid = Number(await readFile(file, "utf8"));
  await expect
    .poll(async () => await readFile(`/proc/${pid}/stat`, "utf8").catch(() => " Z "))
    .toMatch(/ Z /);
}, 20_000);

it("runs them once, until one of them changes", async () => {
  const count = path.join(root, "count");
  const script = await put(
    "etc/conda/activate.d/a.sh",
    `echo x >> '${count}'\nexport LINES_SEEN=$(wc -l < '${count}')\n`,
  );
  const seen = async () => Number((await activateConda(prefix, around)).changes["LINES_SEEN"]);
  expect([await seen(), await seen()]).toEqual([1, 1]);
  await utimes(script, 1, 1);
  expect(await seen()).toBe(2);
});

it("names a file that cannot be read, and the base environment as conda does", async () => {
  await put("conda-meta/state", "{");
  await mkdir(path.join(prefix, "condabin"));
  const { changes, problems } = await activateConda(prefix, around);
  expect(changes["CONDA_DEFAULT_ENV"]).toBe("base");
  expect(problems).toEqual([expect.stringContaining("conda-meta/state cannot be read")]);
});
