/** What a shell's kernel takes of the machine, while somebody looks. */
import { useEffect, useState } from "react";
import type { KernelUsage } from "../../preload/contract/kernel-state";
import { useStore } from "../floor/store";
import type { ShellModel } from "./shell-model";

/** Null before the first figures, without a kernel, and where the system tells nothing. */
export function useKernelUsage(shell: ShellModel): KernelUsage | null {
  const [usage, setUsage] = useState<KernelUsage | null>(null);
  const { host, connection } = useStore(shell.info);
  const state = useStore(shell.state);
  const there = host === "connected" && state !== "dead";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection needs a new channel
  useEffect(() => {
    if (!there) return;
    const stop = shell.client.followUsage(setUsage);
    return () => {
      stop();
      setUsage(null);
    };
  }, [shell, there, connection]);
  return usage;
}
