/** What is made of a kernel's end that no transition brought about: what is logged, and what the user is told. */
import { basename } from "node:path";
import type { KernelExit } from "../../preload/contract/kernel-state";
import type { LaunchFile } from "../door/session-files";
import { unknownTemplates } from "../kernel/process";
import { shadowingFile } from "../kernel/shadowing";
import {
  attachedElsewhere,
  attachedEnded,
  couldNotStart,
  died,
  endedAsAsked,
  endedAtStart,
  goneElsewhere,
  notAttached,
  shadowed,
} from "./life-sentences";

/** A program that runs outside, whose debugger is attached to. */
export const isAttached = ({ argv }: LaunchFile["kernel"]) =>
  basename(argv[1] ?? "") === "attached-kernel.js";

/** Exit code of attached-kernel.js where another debugger is at work in the program. */
const REFUSED = 3;

export interface KernelEnd {
  readonly launch: Pick<LaunchFile, "name" | "kernel" | "cwd" | "joined">;
  readonly exit: KernelExit;
  /** The system refused to start it. */
  readonly error: NodeJS.ErrnoException | undefined;
  /** It had never answered. */
  readonly starting: boolean;
  /** Its code had asked it to end. */
  readonly leaving: boolean;
}

export interface Ending {
  readonly event: "start failed" | "died";
  readonly sentence: string;
  readonly exit: KernelExit;
  /** It ended as it was asked to. */
  readonly asked: boolean;
}

function attachedTo(name: string, exit: KernelExit, starting: boolean): string {
  if (starting) return notAttached(name, exit);
  return exit.code === REFUSED ? attachedElsewhere(name) : attachedEnded(name);
}

export function endingOf({ launch, exit, error, starting, leaving }: KernelEnd): Ending {
  const { name, kernel, cwd, joined } = launch;
  const asked = !starting && !error && !joined && (leaving || exit.code === 0);
  const sentence = () => {
    if (joined) return goneElsewhere(name);
    if (error) return couldNotStart(name, kernel.argv[0] ?? "", error);
    if (isAttached(kernel)) return attachedTo(name, exit, starting);
    const shadowing = starting && shadowingFile(exit.words, cwd, kernel.argv);
    if (shadowing) return shadowed(name, shadowing);
    if (starting) return endedAtStart(name, exit, unknownTemplates(kernel));
    return asked ? endedAsAsked(name) : died(name, exit);
  };
  return {
    event: starting ? "start failed" : "died",
    sentence: sentence(),
    exit: asked ? { ...exit, asked } : exit,
    asked,
  };
}
