/** What a shell's configuration has the kernel do before the first request, as code in the kernel's language. */
import path from "node:path";
import type { EventLoop, FigureFormats, LaunchConfiguration } from "../../preload/contract/configurations";
import type { StartupStep } from "../conversation/startup-run";

export interface StartupSteps {
  readonly steps: readonly StartupStep[];
  /** What cannot be done in this language, a sentence each. */
  readonly problems: readonly string[];
}

/** For each language that has a way: code that sets the arguments of the program. Script null: there is none. */
const SET_ARGUMENTS: Readonly<Record<string, (script: string | null, args: readonly string[]) => string>> = {
  // As "python script.py ARGS" does it. JSON's strings and lists are Python's too.
  python: (script, args) =>
    [
      `__import__("sys").argv[:] = ${JSON.stringify([script ?? "", ...args])}`,
      ...(script === null
        ? []
        : [
            `__import__("sys").path.insert(0, ${JSON.stringify(path.dirname(script))})`,
            `__file__ = ${JSON.stringify(script)}`,
          ]),
    ].join("\n"),
  javascript: (script, args) =>
    `process.argv.splice(1, Infinity, ...${JSON.stringify([script ?? "", ...args])})`,
};

/**
 * @param language of the kernelspec
 * @param startup text of the startup script; null: there is none, or it could not be read
 */
export function startupSteps(
  configuration: LaunchConfiguration,
  language: string,
  startup: string | null,
): StartupSteps {
  const { script, arguments: args, eventLoop, figureFormats = "auto", startup: wanted } = configuration;
  const kind = language.toLowerCase();
  const steps: StartupStep[] = [];
  const problems: string[] = [];
  const runStartup = () => {
    if (wanted && startup !== null) steps.push(startupStep(wanted.file, startup));
  };

  const setArguments = SET_ARGUMENTS[kind];
  if (setArguments && (script !== null || args.length > 0)) {
    steps.push({ code: setArguments(script, args), silent: true, what: "Setting the arguments" });
  } else if (args.length > 0) {
    problems.push(`The configuration's arguments are not used: Tandem cannot hand them to ${language}.`);
  }
  if (figureFormats !== "auto") {
    if (kind === "python") steps.push(chooseFigures(figureFormats));
    else problems.push(`The configuration's figure formats are not used: ${language} has none to choose.`);
  }
  if (wanted?.when === "before") runStartup();
  if (eventLoop !== "auto") {
    if (kind === "python") steps.push(chooseEventLoop(eventLoop));
    else problems.push(`The configuration's event loop is not used: ${language} has none to choose.`);
  }
  if (wanted?.when === "after") runStartup();
  return { steps, problems };
}

function startupStep(file: string | null, code: string): StartupStep {
  if (file === null) {
    return {
      code,
      silent: false,
      what: "The startup lines",
      begins: "Running the configuration's startup lines.",
    };
  }
  return {
    code,
    silent: false,
    file,
    what: `The startup script ${file}`,
    begins: `Running the startup script ${file}.`,
  };
}

/** Before matplotlib is imported, and without importing it. */
function chooseFigures(formats: FigureFormats): StartupStep {
  const names = JSON.stringify(formats === "both" ? ["png", "svg"] : [formats]);
  const lines = [
    'if hasattr(__import__("builtins"), "get_ipython"):',
    `    get_ipython().config.InlineBackend.figure_formats = set(${names})`,
    "else:",
    `    __import__("tandem_kernel.figures").figures.formats = ${names}`,
  ];
  return { code: lines.join("\n"), silent: true, what: "The figure formats" };
}

function chooseEventLoop(loop: EventLoop): StartupStep {
  // ipykernel has no loop of itself, and no name for none.
  const none = 'if not hasattr(__import__("builtins"), "get_ipython"):\n    %gui none';
  return {
    code: loop === "none" ? none : `%gui ${loop}`,
    silent: true,
    what: `The GUI event loop ${loop}`,
  };
}
