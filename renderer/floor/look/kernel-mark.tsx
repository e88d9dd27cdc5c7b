/** The state of a kernel as a 12 px mark: a shape of its own as well as a colour, the same wherever it stands. */
import type { ReactNode } from "react";
import type { KernelState } from "../../../preload/contract/kernel-state";

const ring = { cx: 6, cy: 6, r: 4.5, strokeWidth: 2 } as const;
const dashed = <circle {...ring} strokeDasharray="2.5 2.2124" transform="rotate(-15 6 6)" />;

/** Starting and restarting share one mark and differ by their word. */
const marks: Record<KernelState, { readonly color: string; readonly shape: ReactNode }> = {
  starting: { color: "var(--muted)", shape: dashed },
  restarting: { color: "var(--muted)", shape: dashed },
  idle: { color: "var(--muted)", shape: <circle {...ring} /> },
  busy: {
    color: "var(--busy)",
    shape: <path d="M8.6 2.3A4.5 4.5 0 1 1 2.8 2.8" strokeWidth="2" strokeLinecap="round" />,
  },
  "waiting for input": {
    color: "var(--wait)",
    shape: (
      <path d="M1.5 2.5 6 6 1.5 9.5M7 10.3h4" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    ),
  },
  unresponsive: {
    color: "var(--hang)",
    shape: <path d="M6 1 11.3 10.5H.7z" fill="currentcolor" stroke="none" />,
  },
  dead: {
    color: "var(--dead)",
    shape: <path d="M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M9.2 2.8 2.8 9.2" strokeWidth="2" />,
  },
  disconnected: {
    color: "var(--hang)",
    shape: <path d="M1.9 4.1a4.5 4.5 0 0 1 8.2 0M1.9 7.9a4.5 4.5 0 0 0 8.2 0" strokeWidth="2" />,
  },
};

/** A kernel's mark. Hidden from assistive technology: whatever it stands beside says the state in words. */
export function KernelMark({ state }: { readonly state: KernelState }) {
  const { color, shape } = marks[state];
  return (
    <svg
      aria-hidden="true"
      className="kernel-mark"
      data-state={state}
      width={12}
      height={12}
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentcolor"
      style={{ width: "var(--mark)", height: "var(--mark)", flex: "none", color }}
    >
      {shape}
    </svg>
  );
}
