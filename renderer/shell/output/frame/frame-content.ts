/** What a frame is given of an output. */
import { plainText } from "../../../../preload/transcript/text";
import { type Display, drawnSize, pictureOf } from "../picture";
import { textOfType } from "../representations";
import type { FrameContent } from "./frame-messages";

/** @param width room for it, in px */
export function frameContent(output: Display, type: string, width: number): FrameContent {
  const { data } = output;
  if (type.startsWith("image/")) {
    const picture = pictureOf(output, type);
    if (typeof picture === "string") throw new Error(picture);
    return {
      kind: "picture",
      url: picture.url,
      alt: plainText(data) ?? "Picture",
      width: drawnSize(picture.size, width).width,
    };
  }
  if (/javascript$/.test(type)) return { kind: "javascript", code: textOfType(data, type) };
  return { kind: "html", html: textOfType(data, type) };
}
