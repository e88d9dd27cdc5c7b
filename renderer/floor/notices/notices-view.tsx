/** The notices as bars, each with its sentence, what can be done, and a way to take it away. */
import { t } from "../../../preload/texts/texts";
import { Icon } from "../look/icons";
import { useStore } from "../store";
import { dismissNotice, notices, notify, sentenceOf } from "./notices";

export function NoticesView() {
  const shown = useStore(notices);
  return (
    <div className="notices">
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
