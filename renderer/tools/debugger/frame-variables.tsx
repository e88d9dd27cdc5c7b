/** The values of a frame: its scopes, and what is in each, asked for when it is unfolded. */
import { useEffect, useState } from "react";
import type { DebugScope, StackFrame } from "../../../preload/contract/debugging";
import { t } from "../../../preload/texts/texts";
import type { Debugged } from "../../code/debugged-shell";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import { tellFailure } from "../../kernels/kernel-actions";
import { actionsOf } from "./value-actions";
import { type Node, nodeOf, ValueGrid } from "./value-grid";

interface Props {
  readonly debugged: Debugged;
  readonly frame: StackFrame;
}

export function FrameVariables({ debugged: { shell }, frame }: Props) {
  const { debugger: session } = shell.client;
  const [scopes, setScopes] = useState<readonly DebugScope[]>([]);
  const [nodes, setNodes] = useState<ReadonlyMap<string, readonly Node[]>>(new Map());
  const [failed, setFailed] = useState<string | null>(null);
  /** Grows with what was read: until then what a step leaves is shown, or all would flicker. */
  const [version, setVersion] = useState(0);
  const reading = useStore(session.changes);
  const canSet = useStore(session.state)?.abilities.includes("setVariable") ?? false;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was set may have changed others
  useEffect(() => {
    let over = false;
    const read = async () => {
      const all = await session.scopes(frame.id);
      const [first] = all;
      const children = first && !first.expensive ? await session.children(first.reference) : null;
      if (over) return;
      setFailed(null);
      setVersion((now) => now + 1);
      setScopes(all);
      if (first && children)
        setNodes((now) =>
          new Map(now).set(
            first.name,
            children.children.map((value) => nodeOf(value, first.name, first.reference)),
          ),
        );
    };
    read().catch((error: unknown) => {
      if (!over) setFailed(error instanceof Error ? error.message : String(error));
    });
    return () => {
      over = true;
    };
  }, [session, frame.id, reading]);

  if (failed !== null) return <p className="tool-nothing">{failed}</p>;
  const top: Node[] = scopes.flatMap(({ name, reference, expensive }, at) => {
    const scope: Node = {
      id: name,
      name,
      value: "",
      type: "",
      reference,
      parent: 0,
      scope: true,
      ...(at === 0 && !expensive ? { open: true } : {}),
    };
    return [scope];
  });
  return (
    <section className="debugger-values" aria-label={t("Variables of {name}", { name: frame.name })}>
      <h3 className="debugger-head">{t("Variables of {name}", { name: frame.name })}</h3>
      <ValueGrid
        label={t("Frame variables")}
        top={top}
        known={nodes}
        children={(reference) => session.children(reference)}
        {...(canSet
          ? {
              set: (node: Node, value: string) =>
                unawaited(
                  "setting a value",
                  tellFailure(shell, () => session.set(node.parent, node.name, value)),
                ),
            }
          : {})}
        actions={(node) => actionsOf(shell, frame, node)}
        version={version}
      />
    </section>
  );
}
