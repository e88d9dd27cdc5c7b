/** A picture. What changes is decoded before it takes the place of what is shown, so that nothing flickers. */

import { useEffect, useState } from "react";
import { t } from "../../../../preload/texts/texts";
import { plainText } from "../../../../preload/transcript/text";
import { type Display, drawnSize, pictureOf } from "../content/picture";

interface PictureViewProps {
  readonly output: Display;
  readonly type: string;
  /** Room for it, in px. */
  readonly width: number;
}

export function PictureView({ output, type, width }: PictureViewProps) {
  const picture = pictureOf(output, type);
  const url = typeof picture === "string" ? null : picture.url;
  const [shown, setShown] = useState(url);
  const [broken, setBroken] = useState<string | null>(null);
  useEffect(() => {
    if (url === null || url === shown) return;
    let wanted = true;
    const next = new Image();
    next.src = url;
    const show = () => wanted && setShown(url);
    next.decode().then(show, show);
    return () => {
      wanted = false;
    };
  }, [url, shown]);

  if (typeof picture === "string" || shown === null) return null;
  if (broken === shown) {
    return <p className="output-remark">{t("This picture cannot be shown: its data are broken.")}</p>;
  }
  const size = drawnSize(picture.size, width);
  const light = needsBackground(output, type);
  return (
    <div className="picture-card">
      <img
        src={shown}
        alt={plainText(output.data) ?? t("Picture")}
        width={size.width}
        height={size.height}
        draggable={false}
        decoding="async"
        data-background={light}
        onError={() => setBroken(shown)}
      />
    </div>
  );
}

/** "light" or "dark" for a picture with a clear ground that says what it needs (nbformat, output metadata). */
function needsBackground({ metadata }: Display, type: string): string | undefined {
  const own = metadata[type];
  const needs =
    (typeof own === "object" && own !== null
      ? (own as Record<string, unknown>).needs_background
      : undefined) ?? metadata.needs_background;
  return needs === "light" || needs === "dark" ? needs : undefined;
}
