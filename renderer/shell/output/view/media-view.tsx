/** Audio and video in the browser's player. Nothing plays by itself. */

import { useEffect, useState } from "react";
import { t } from "../../../../preload/texts/texts";
import { blobOf } from "../content/output-content";
import type { Display } from "../content/picture";

export function MediaView({ output, type }: { readonly output: Display; readonly type: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made: string | undefined;
    setFailed(false);
    try {
      made = URL.createObjectURL(blobOf(output.data, type));
      setUrl(made);
    } catch {
      setFailed(true);
    }
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [output.data, type]);
  const isVideo = type.startsWith("video/");
  if (failed) {
    return (
      <p className="output-remark">
        {isVideo
          ? t("This video cannot be played here. Save it, and open it with another program.")
          : t("This sound cannot be played here. Save it, and open it with another program.")}
      </p>
    );
  }
  if (url === null) return null;
  const shared = { controls: true, preload: "metadata", src: url, onError: () => setFailed(true) } as const;
  return isVideo ? (
    <video className="output-video" aria-label={t("Video")} {...shared} />
  ) : (
    <audio className="output-audio" aria-label={t("Audio")} {...shared} />
  );
}
