/**
 * What teaches a kernel that is not Tandem's own to tell its variables. An adapter is a folder beside this file, with the
 * code that the kernel is to run, and stands in the list of `adapters`.
 *
 * The code answers the questions of preload/contract/variables as a kernel of Tandem's own does: bounded in number, length
 * and time, without running anything of the user's, and without leaving a name behind.
 */
export interface Adapter {
  /** The kernels that it is for, as they name themselves (kernel_info_reply.implementation). */
  readonly implementation: string;
  /**
   * "on control": the code has the kernel answer `tandem_variables_request` there, whatever runs. "by comm": it registers
   * the comm target "tandem.variables"; each question is the data of a comm_open, whose answer comes back as a comm_msg
   * with `answer` in its data, the reply's content as JSON text. Such a kernel is not asked while code runs.
   */
  readonly asks: "on control" | "by comm";
  /** It answers `tandem_data_request` (preload/contract/data) as well; by a comm whose data has the question as `data`. */
  readonly tellsData: boolean;
  /** Run once in each life by a silent execute_request. @throws NodeJS.ErrnoException when its file cannot be read */
  readonly code: () => string;
}
