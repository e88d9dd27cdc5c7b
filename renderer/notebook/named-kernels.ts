/** Looks for the kernel that a notebook names when it comes in front, and says where there is none. */
import { namedKernelOf } from "../../preload/notebook/named-kernel";
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents } from "../code/documents";
import { languageById, runsLanguage } from "../code/languages";
import { namedKernels } from "../code/named-kernel";
import { targetOf } from "../code/run-target";
import { runCommand } from "../floor/commands/commands";
import { unawaited } from "../floor/failures";
import { dismissSentence, notices, notify } from "../floor/notices/notices";
import { windowShells } from "../kernels/window-shells";

/** Said once for each open notebook. */
const told = new WeakSet<Document>();
/** What is said, and of which notebook. */
let standing: { readonly document: Document; readonly sentence: string } | null = null;

/** Looks again with the list of kernels, which may have what was missing. Called once, at start. */
export function followNamedKernels(): void {
  activeDocument.subscribe(() => {
    const document = activeDocument.get();
    if (standing && standing.document !== document) takeAway(standing);
    if (document?.notebook?.kernel) unawaited("looking for a notebook's kernel", look(document));
  });
  windowShells().shells.subscribe(() => {
    if (standing) tellAgain(standing);
  });
  documents.subscribe(() => {
    const open = new Set(documents.get());
    if ([...namedKernels.get().keys()].some((one) => !open.has(one)))
      namedKernels.set((now) => new Map([...now].filter(([one]) => open.has(one))));
  });
}

async function look(document: Document): Promise<void> {
  const wanted = document.notebook?.kernel;
  if (!wanted) return;
  const { kernels } = await windowShells().kernels();
  if (!documents.get().includes(document)) return;
  const named = namedKernelOf(wanted, kernels);
  namedKernels.set((now) => new Map(now).set(document, named));
  const language = document.model.getLanguageId();
  const serves = kernels.some((kernel) => runsLanguage(kernel.language, language));
  if (named.entry || (named.isCommon && serves) || told.has(document)) return;
  if (activeDocument.get() !== document) return;
  told.add(document);
  tell(document, wanted);
}

/** It goes when another file comes in front, and comes back with its notebook unless somebody has dismissed it. */
function takeAway({ document, sentence }: { readonly document: Document; readonly sentence: string }): void {
  if (notices.get().some((notice) => notice.sentence === sentence)) told.delete(document);
  dismissSentence(sentence);
  standing = null;
}

/** A shell that it runs in came or went since: the notice says so, unless somebody has dismissed it. */
function tellAgain({ document, sentence }: { readonly document: Document; readonly sentence: string }): void {
  const wanted = document.notebook?.kernel;
  if (!wanted || sentenceFor(document, wanted) === sentence) return;
  if (!notices.get().some((notice) => notice.sentence === sentence)) return;
  dismissSentence(sentence);
  tell(document, wanted);
}

function sentenceFor(document: Document, { title }: { readonly title: string }): string {
  const shell = targetOf(document);
  const file = document.file.get().name;
  return shell
    ? t("{file} names the kernel “{kernel}”, which is not on this machine. It runs in {shell}.", {
        file,
        kernel: title,
        shell: shell.name,
      })
    : t("{file} names the kernel “{kernel}”, which is not on this machine.", { file, kernel: title });
}

function tell(document: Document, wanted: { readonly name: string; readonly title: string }): void {
  const { name } = wanted;
  const sentence = sentenceFor(document, wanted);
  standing = { document, sentence };
  notify({
    level: "info",
    sentence,
    actions: [
      { label: t("Start another kernel"), run: () => runCommand("shell.new") },
      {
        label: t("How to install it"),
        run: () => void notify({ level: "info", sentence: installing(document, name) }),
      },
    ],
  });
}

/** How to get the kernel, as its makers say. */
function installing(document: Document, name: string): string {
  const language = languageById(document.model.getLanguageId());
  switch (language.id) {
    case "python":
      return t(
        "In the environment that is to be the kernel: pip install ipykernel, then python -m ipykernel install --user --name {name}. Bring the notebook in front again.",
        { name },
      );
    case "r":
      return t("In R: {first}, then {second}. Bring the notebook in front again.", {
        first: 'install.packages("IRkernel")',
        second: `IRkernel::installspec(name = "${name}")`,
      });
    case "julia":
      return t("In Julia: {first}, then {second}. Bring the notebook in front again.", {
        first: 'using Pkg; Pkg.add("IJulia")',
        second: `using IJulia; installkernel("${name}")`,
      });
    default:
      return t(
        "A kernel is there when a folder “{name}” with its kernel.json stands where “jupyter kernelspec list” looks.",
        { name },
      );
  }
}
