/** The notices as bars, each with its sentence, what can be done, and a way to take it away. */
import { useState } from "react";
import { t } from "../../../preload/texts/texts";
import { Icon } from "../look/icons";
import { useStore } from "../store";
import { dismissNotice, notices, notify, sentenceOf } from "./notices";

/** More would take the window's room: of more the newest are shown until the others are asked for. */
const MOST_SHOWN = 3;

export function NoticesView() {
  const all = useStore(notices);
  const [open, setOpen] = useState(false);
  const more = Math.max(0, all.length - MOST_SHOWN);
  if (more === 0 && open) setOpen(false);
  const shown = open ? all : all.slice(more);
  return (
    <div className="notices" data-open={open ? "" : undefined}>
      {more > 0 ? (
        <div className="bar">
          <span className="bar-sentence">{t("{count} earlier notices", { count: more })}</span>
          <span className="bar-actions">
            <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t("Show fewer") : t("Show them")}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => {
                for (const { id } of all) dismissNotice(id);
              }}
            >
              {t("Dismiss all")}
            </button>
          </span>
        </div>
      ) : null}
      {shown.map((notice) => (
        <div
          key={notice.id}
          role={notice.level === "info" ? "status" : "alert"}
          aria-label={t("Notice")}
          className={`bar ${notice.level}`}
        >
          <span className="bar-sentence">{notice.sentence}</span>
          <span className="bar-actions">
            {notice.actions.map((action) => (
              <button
                key={action.label}
                type="button"
                className="button"
                onClick={() => {
                  dismissNotice(notice.id);
                  Promise.resolve(action.run()).catch((error: unknown) =>
                    notify({ level: "error", sentence: sentenceOf(error) }),
                  );
                }}
              >
                {action.label}
              </button>
            ))}
            <button
              type="button"
              className="icon-button"
              aria-label={t("Dismiss")}
              onClick={() => dismissNotice(notice.id)}
            >
              <Icon name="close" />
            </button>
          </span>
        </div>
      ))}
    </div>
  );
}
