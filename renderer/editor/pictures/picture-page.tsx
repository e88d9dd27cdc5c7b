/** Pictures of pixels (PNG, JPEG, GIF, WebP) are opened in a page of their own; as text their bytes are shown. */
import { useEffect, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { byteSize } from "../../../preload/transcript/quantities";
import { openAsText, registerFileViewer } from "../../code/open-path";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { openPage } from "../../floor/pages/pages";
import { baseName } from "../../floor/paths";
import "./pictures.css";

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

/** Registers the viewer. Called once, at start. */
export function registerPictures(): void {
  registerFileViewer({
    takes: (path) => /\.(?:png|jpe?g|gif|webp)$/i.test(path),
    open: (path) =>
      openPage({ key: `picture ${path}`, title: baseName(path), View: () => <PicturePage path={path} /> }),
  });
}

interface Picture {
  readonly source: string;
  readonly bytes: number;
}

/** The picture as it is on the disk; undefined until it is read, null where it is none. */
function usePicture(path: string): Picture | null | undefined {
  const [picture, setPicture] = useState<Picture | null>();
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const read = await tandem.request("files.readPicture", { path });
      if (gone) return;
      const source = read && `data:${read.type};base64,${read.data}`;
      // The same one is not drawn anew.
      setPicture((now) =>
        source === null || read === null
          ? null
          : now?.source === source
            ? now
            : { source, bytes: Math.floor((read.data.length * 3) / 4) },
      );
    };
    const lookNow = () => unawaited("reading a picture", look().catch(tell));
    lookNow();
    // A script has written it again: it is seen when somebody comes to look.
    const stop = tandem.on("files.folderChanged", lookNow);
    window.addEventListener("focus", lookNow);
    return () => {
      gone = true;
      stop();
      window.removeEventListener("focus", lookNow);
    };
  }, [path]);
  return picture;
}

function PicturePage({ path }: { readonly path: string }) {
  const picture = usePicture(path);
  const [whole, setWhole] = useState(true);
  const [size, setSize] = useState("");
  const name = baseName(path);
  return (
    <section className="picture-page" data-place="page" aria-label={name}>
      <div className="tool-bar">
        <span className="tool-path" title={path}>
          {path}
        </span>
        <span className="row-end">{picture ? `${size} · ${byteSize(picture.bytes)}` : ""}</span>
        <button
          type="button"
          className="icon-button"
          aria-label={t("Fit to the page")}
          title={t("Fit to the page")}
          aria-pressed={whole}
          onClick={() => setWhole((now) => !now)}
        >
          <Icon name="fit" />
        </button>
        <button
          type="button"
          className="button"
          onClick={() => unawaited("open file", openAsText(path).catch(tell))}
        >
          {t("Open as text")}
        </button>
      </div>
      {picture === null ? (
        <p className="tool-nothing">{t("{name} cannot be shown as a picture.", { name })}</p>
      ) : picture ? (
        <div className="picture-scroller" tabIndex={0} data-whole={whole ? "" : undefined}>
          <img
            src={picture.source}
            alt={name}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setSize(`${naturalWidth} × ${naturalHeight}`)
            }
          />
        </div>
      ) : null}
    </section>
  );
}
