/** The open question as an alertdialog: it holds the keyboard until it is answered and gives it back after. */
import { useEffect, useId, useRef, useState } from "react";
import { useStore } from "../store";
import { openQuestion } from "./dialogs";

export function DialogView() {
  const question = useStore(openQuestion);
  const box = useRef<HTMLDialogElement>(null);
  const textId = useId();
  const [checked, setChecked] = useState(false);

  useEffect(() => {
    const dialog = box.current;
    if (!question || !dialog) return;
    const before = document.activeElement;
    setChecked(false);
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[data-primary]")?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [question]);

  if (!question) return null;
  const primary = question.choices.find((choice) => choice.primary) ?? question.choices[0];
  return (
    <dialog
      ref={box}
      role="alertdialog"
      className="dialog popup"
      aria-label={question.name}
      aria-describedby={textId}
      onCancel={(event) => {
        event.preventDefault();
        question.answer(question.cancel, checked);
      }}
    >
      <h2>{question.name}</h2>
      <div id={textId} className="dialog-text">
        <p>{question.sentence}</p>
        {question.details && question.details.length > 0 ? (
          <ul>
            {question.details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
      </div>
      {question.checkbox ? (
        <label className="dialog-box">
          <input type="checkbox" checked={checked} onChange={(event) => setChecked(event.target.checked)} />
          {question.checkbox}
        </label>
      ) : null}
      <div className="dialog-choices">
        {question.choices.map((choice) => (
          <button
            key={choice.id}
            type="button"
            className={choice === primary ? "button primary" : "button"}
            data-primary={choice === primary ? "" : undefined}
            onClick={() => question.answer(choice.id, checked)}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </dialog>
  );
}
