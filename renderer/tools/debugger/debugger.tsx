/** The tool "Debugger": where a kernel stands, the values there, what is watched, and all breakpoints. */
import { t } from "../../../preload/texts/texts";
import { debugged } from "../../code/debugged-shell";
import { runCommand } from "../../floor/commands/commands";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import { windowShells } from "../../kernels/window-shells";
import { BreakpointList } from "./breakpoint-list";
import { CallStack } from "./call-stack";
import "./debugger.css";
import { FrameVariables } from "./frame-variables";
import { Watch } from "./watch";

export function Debugger() {
  const now = useStore(debugged);
  return (
    <div className="debugger">
      <div className="debugger-columns">
        <div className="debugger-side">
          {now ? <CallStack debugged={now} /> : <NothingStopped />}
          <Watch />
          <BreakpointList />
        </div>
        {now?.frame ? (
          <FrameVariables
            key={`${now.shell.view} ${now.frame.name} ${now.frame.file}`}
            debugged={now}
            frame={now.frame}
          />
        ) : null}
      </div>
    </div>
  );
}

function NothingStopped() {
  const front = useStore(windowShells().front);
  return front ? <StateOf key={front.view} shell={front} /> : <p className="tool-nothing">{ASLEEP}</p>;
}

/** Code runs under the debugger. */
function Running({ sentence }: { readonly sentence: string }) {
  return (
    <p className="tool-nothing">
      {sentence}{" "}
      <button
        type="button"
        className="button"
        onClick={() => unawaited("pausing", runCommand("debugger.pause"))}
      >
        {t("Pause")}
      </button>
    </p>
  );
}

const ASLEEP = t(
  "Nothing is stopped. Click into the margin of a file to set a breakpoint, and debug a cell.",
);

function StateOf({ shell }: { readonly shell: NonNullable<ReturnType<typeof debugged.get>>["shell"] }) {
  const state = useStore(shell.client.debugger.state);
  const kernel = useStore(shell.state);
  if (state?.started && !state.stopped && state.attached)
    return <Running sentence={t("The program runs.")} />;
  if (state?.started && !state.stopped && kernel === "busy") return <Running sentence={t("Code runs.")} />;
  if (state?.has !== "no") return <p className="tool-nothing">{ASLEEP}</p>;
  return (
    <p className="tool-nothing">
      {t("{name} has no debugger. {reason}", { name: shell.name, reason: state.reason ?? "" })}
    </p>
  );
}
