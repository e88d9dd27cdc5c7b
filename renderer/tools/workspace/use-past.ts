/** The past of a shell's variables, while it is looked at: the snapshots of its log, and those that are wanted. */
import { useEffect, useState } from "react";
import type { AsOf, PastEntry } from "../../../preload/contract/variables";
import { unawaited } from "../../floor/failures";
import type { SessionVariables } from "../../kernels/session-variables";
import { type Moment, momentOf } from "./past";

/** The snapshots, oldest first; empty until they are read. */
export function useEntries(
  channel: SessionVariables | null,
  wanted: boolean,
  asOf: AsOf | undefined,
): readonly PastEntry[] {
  const [entries, setEntries] = useState<readonly PastEntry[]>([]);
  const [life, count, running] = [asOf?.life, asOf?.executionCount, asOf?.running];
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each run there may be another one
  useEffect(() => {
    if (!channel || !wanted) return;
    let over = false;
    const read = async () => {
      const found = await channel.past().catch(() => undefined);
      if (!over && found) setEntries(found);
    };
    unawaited("reading the past of variables", read());
    return () => {
      over = true;
    };
  }, [channel, wanted, life, count, running]);
  return entries;
}

/** The variables of a snapshot; null while they are read, and where the log has them no more. */
export function useMoment(channel: SessionVariables | null, entry: PastEntry | undefined): Moment | null {
  const [moment, setMoment] = useState<{ seq: number; moment: Moment | null } | null>(null);
  const [seq, life] = [entry?.seq, entry?.life];
  useEffect(() => {
    if (!channel || seq === undefined || life === undefined) return;
    let over = false;
    const read = async () => {
      const variables = await channel.snapshot(seq).catch(() => null);
      if (!over) setMoment({ seq, moment: variables && momentOf(life, variables) });
    };
    unawaited("reading the variables of before", read());
    return () => {
      over = true;
    };
  }, [channel, seq, life]);
  return moment?.seq === seq ? (moment?.moment ?? null) : null;
}
