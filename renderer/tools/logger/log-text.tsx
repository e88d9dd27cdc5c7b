/** A log of the app or of a host: its end, read again as it grows. */

import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { RequestOutput } from "../../../preload/contract/requests";
import { t } from "../../../preload/texts/texts";
import { byteSize } from "../../../preload/transcript/quantities";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { FilterField } from "./filter-field";

/** It is read again so often, in ms. */
const EVERY_MS = 1_500;

interface LogTextProps {
  /** Whose host's; null: the app's. */
  readonly session: string | null;
  readonly choice: ReactNode;
}

export function LogText({ session, choice }: LogTextProps) {
  const [log, setLog] = useState<RequestOutput<"logs.read"> | null>(null);
  const [filter, setFilter] = useState("");
  const place = useRef<HTMLPreElement>(null);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const now = await tandem.request("logs.read", { session });
      if (wanted) setLog((before) => (before?.text === now.text ? before : now));
    };
    unawaited("reading a log", read());
    const timer = setInterval(() => unawaited("reading a log", read()), EVERY_MS);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [session]);
  const text = useMemo(() => {
    const word = filter.toLowerCase();
    if (word === "") return log?.text ?? "";
    return (log?.text ?? "")
      .split("\n")
      .filter((line) => line.toLowerCase().includes(word))
      .join("\n");
  }, [log, filter]);
  useLayoutEffect(() => {
    const element = place.current;
    if (element && text !== "") element.scrollTop = element.scrollHeight;
  }, [text]);
  return (
    <div className="tool-column logger">
      <search className="logger-bar">
        {choice}
        <FilterField
          label={t("Filter the log")}
          placeholder={t("Filter")}
          value={filter}
          change={setFilter}
        />
      </search>
      <p className="logger-said" role="status" title={log?.path}>
        {log && log.before > 0 ? t("{size} before this are left out.", { size: byteSize(log.before) }) : null}
        {log?.text === "" ? t("Nothing stands in this log.") : null}
      </p>
      {/* What can be scrolled can have the keyboard. */}
      <pre
        ref={place}
        className="logger-text"
        tabIndex={0}
        aria-label={session === null ? t("Log of the app") : t("Log of its host")}
        role="log"
      >
        {text}
      </pre>
    </div>
  );
}
