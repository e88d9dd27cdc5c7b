/** All faults but those of the window, in the order in which they are played. */
import { adoptionFaults } from "./adoption";
import { attachFaults } from "./attach";
import { clockFaults } from "./clock";
import { diskFaults } from "./disk";
import { emfileFaults } from "./emfile";
import type { Fault } from "./fault";
import { floodFaults } from "./flood";
import { hostileFaults } from "./hostile";
import { messageFaults } from "./messages";
import { processFaults } from "./process";
import { supervisorFaults } from "./supervisor";
import { wireFaults } from "./wire";

export const faults: readonly Fault[] = [
  ...processFaults,
  ...wireFaults,
  ...messageFaults,
  ...floodFaults,
  ...diskFaults,
  ...clockFaults,
  ...emfileFaults,
  ...hostileFaults,
  ...attachFaults,
  ...adoptionFaults,
  ...supervisorFaults,
];
