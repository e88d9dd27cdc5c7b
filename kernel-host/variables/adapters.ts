/** The adapters that there are: a line for each. */
import type { Adapter } from "./contract/adapter";
import { ipykernel } from "./ipykernel/adapter";
import { irkernel } from "./irkernel/adapter";

const adapters: readonly Adapter[] = [ipykernel, irkernel];

/** The one for a kernel that names itself so; undefined: there is none. */
export function adapterFor(implementation: string | undefined): Adapter | undefined {
  return adapters.find((adapter) => adapter.implementation === implementation);
}
