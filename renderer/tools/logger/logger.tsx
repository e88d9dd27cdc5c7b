/** The tool "Logger": the messages of the shell in front on each of its sockets, the app's log, and the host's. */
import { useEffect, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { useStore } from "../../floor/store";
import { windowShells } from "../../kernels/window-shells";
import { following, followMessages } from "./following";
import { LogReplay } from "./log-replay";
import { LogText } from "./log-text";
import "./logger.css";
import { MessageLog } from "./message-log";

type What = "messages" | "replay" | "app" | "host";

export function Logger() {
  const shell = useStore(windowShells().front);
  const followed = useStore(following);
  const own = shell ? followed.get(shell) : undefined;
  const [what, setWhat] = useState<What>("messages");
  useEffect(followMessages, []);
  const choice = (
    <select
      className="choice"
      aria-label={t("What is shown")}
      value={what}
      onChange={(event) => setWhat(event.target.value as What)}
    >
      <option value="messages">{t("Messages of the kernel")}</option>
      <option value="replay">{t("Replay of the session’s log")}</option>
      <option value="host">{t("Log of its host")}</option>
      <option value="app">{t("Log of the app")}</option>
    </select>
  );
  if (what === "app") return <LogText key="app" session={null} choice={choice} />;
  if (!shell)
    return (
      <div className="tool-column logger">
        <div className="logger-bar">{choice}</div>
        <p className="tool-nothing">{t("Open a shell to see its messages.")}</p>
      </div>
    );
  if (what === "replay") return <LogReplay key={shell.view} shell={shell} choice={choice} />;
  return what === "host" ? (
    <LogText key={shell.session} session={shell.session} choice={choice} />
  ) : own ? (
    <MessageLog key={shell.view} shell={shell} followed={own} choice={choice} />
  ) : null;
}
