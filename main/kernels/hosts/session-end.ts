/** The end of a session: its host is asked for it, and what kernel and host leave is ended and removed. */
import * as v from "valibot";
import type { HostLink } from "../../../kernel-host/door/host-link";
import { randomHex } from "../../../preload/contract/challenge";
import { type ControlToHost, controlToClient } from "../../../preload/contract/session-channels";
import { endKernel } from "./end-kernel";
import { removeTraces, type SessionFolder } from "./session-folder";

/** Places outside of a session's folder where traces of it can be. */
export interface TracePlaces {
  readonly socketFolder: string | null;
  readonly runtimeFolder: string;
}

/** Asks the host to end its kernel and itself. @param options.ifUnused only when nothing was run in it, or its kernel is dead */
export function askToShutDown(
  link: HostLink,
  session: string,
  { ifUnused, log }: { readonly ifUnused: boolean; readonly log: (line: string) => void },
): Promise<"done" | "refused"> {
  const channel = link.pipe.open({ session, name: "control", client: "main" });
  return new Promise((resolve) => {
    channel.onMessage = ({ json }) => {
      const answer = v.safeParse(controlToClient, json);
      if (!answer.success) return;
      if (answer.output.type === "refused" && !ifUnused) log(answer.output.reason);
      resolve(answer.output.type);
    };
    const id = randomHex().slice(0, 32);
    channel.send({ type: "shutdown", id, ...(ifUnused ? { ifUnused } : {}) } satisfies ControlToHost);
  });
}

export interface ClearOptions {
  readonly places: TracePlaces;
  readonly log: (line: string) => void;
  /** The host ended as it should. */
  readonly clean: boolean;
  /** Nobody ever reached a host of it, and it is new. */
  readonly neverRan: boolean;
}

/** Ends what is left of the kernel. The folder stays where anything was run. */
export async function clearSession(folder: SessionFolder, options: ClearOptions): Promise<void> {
  const { places, log, clean, neverRan } = options;
  const ended = await folder.ended();
  // A host that ended as it should has proof that its kernel is gone; the look costs little.
  if (!(await endKernel(folder.session, await folder.kernel(), !(clean && ended))))
    log("some of the kernel's processes could not be ended");
  await removeTraces(folder.session, places);
  if (neverRan || ended?.used === false) await folder.remove();
}

/** Removes what is left of a session that its host has ended at the app's end. The folder stays where anything was run. */
export async function clearLeft(folder: SessionFolder, places: TracePlaces): Promise<void> {
  await removeTraces(folder.session, places);
  if ((await folder.ended())?.used === false) await folder.remove();
}
