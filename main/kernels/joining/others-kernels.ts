/** Kernels that other programs have started: which there are, and joining one. */

import type { RunningKernel, SessionInfo } from "../../../preload/contract/sessions";
import { t } from "../../../preload/texts/texts";
import { UserError } from "../../floor/user-error";
import { type ConnectionFile, connectionFilesIn, readConnectionFile } from "../discovery/connection-files";
import type { HostProgram } from "../hosts/host-process";
import type { Supervisor } from "../hosts/supervisor";
import { askKernels } from "./ask-kernels";

/** A kernel that answers no heartbeat for so long is not listed, in ms. */
const LISTED_MS = 1_000;
/** And is not joined. */
const JOINED_MS = 5_000;

export class OthersKernels {
  constructor(
    private readonly program: HostProgram,
    /** Jupyter runtime folder. */
    readonly runtimeFolder: string,
    private readonly supervisor: Supervisor,
  ) {}

  /** Those of the Jupyter runtime folder that live and are not Tandem's own, the newest first. */
  async list(): Promise<RunningKernel[]> {
    const files = await connectionFilesIn(this.runtimeFolder);
    const others: ConnectionFile[] = [];
    for (const one of files) if (!(await this.supervisor.sessionOf(one.connection))) others.push(one);
    const kernels = others.map(({ connection }) => connection);
    const answers = await askKernels(this.program, { kernels, about: false, limitMs: LISTED_MS });
    return others
      .filter((_, i) => answers[i]?.answers)
      .map(({ file, name, purpose, since }) => ({ file, name, purpose, since }));
  }

  /**
   * Joins the kernel of a connection file; one that was joined before is the same session.
   * @throws UserError when the file is none, the kernel does not answer, or no host comes up
   */
  async join(file: string): Promise<SessionInfo> {
    const found = await readConnectionFile(file);
    const known = await this.supervisor.sessionOf(found.connection);
    if (known && !known.joined)
      throw new UserError(
        t("That is Tandem's own kernel {name}: open its shell instead.", { name: known.name }),
      );
    const question = { kernels: [found.connection], about: true, limitMs: JOINED_MS };
    const [answer] = await askKernels(this.program, question);
    if (!answer?.answers)
      throw new UserError(
        t("No kernel answers at {file}: it has ended, or runs where this machine cannot reach it.", { file }),
      );
    if (known) return known;
    const language = answer.language ?? (/python|ipykernel/i.test(found.name) ? "python" : "");
    return this.supervisor.join({ ...found, language });
  }
}
