import { mkdir, writeFile } from "node:fs/promises";
import * as v from "valibot";
import { expect, it } from "vitest";
import { askPython } from "./ask-python";
import { at, madeUpMachine, program } from "./discovery.fixture";

madeUpMachine();

const ask = (file: string, limitMs = 20_000) =>
  askPython(file, { lines: "answer = 42", schema: v.number(), limitMs });
/** What an interpreter prints that answers. */
const ANSWER = "echo '--- tandem asks ---'\necho 42\n";

it("takes the answer whatever is printed before it", async () => {
  await program(
    at("python"),
    `#!/bin/sh\necho hello from site\necho '--- tandem asks ---'\necho 7\n${ANSWER}`,
  );
  expect(await ask(at("python"))).toEqual({ said: 42 });
});

it("says what is wrong with one that hangs, cannot be run here, is a folder, fails in its site, or is none", async () => {
  await program(at("hangs"), "#!/bin/sh\nexec sleep 60\n");
  expect(await ask(at("hangs"), 300)).toEqual({ broken: "it said nothing for 0.3 seconds" });

  await writeFile(at("other"), Buffer.from("\x7fELF\x01\x02 for a machine that nobody has", "latin1"), {
    mode: 0o755,
  });
  expect(await ask(at("other"))).toEqual({
    broken: "it could not be started: it is no program of this system, or one for another kind of processor",
  });

  await mkdir(at("folder"));
  expect(await ask(at("folder"))).toEqual({
    broken: "it could not be started: it may not be run, or is a folder",
  });

  const site = "Fatal Python error: init_import_site: Failed to import the site module";
  await program(at("site"), `#!/bin/sh\necho "${site}" >&2\nexit 1\n`);
  expect(await ask(at("site"))).toEqual({ broken: `it ended with exit code 1: ${site}` });

  await program(at("script"), "#!/bin/sh\necho 42\n");
  expect(await ask(at("script"))).toEqual({ broken: "it does not answer as Python does" });
  expect(await ask(at("gone"))).toEqual({
    broken: "it could not be started: it, or what should run it, is not there",
  });
});
