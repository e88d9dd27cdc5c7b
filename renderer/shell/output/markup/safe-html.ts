/** HTML of markup made safe for the window's own page: words, lists, tables, links, mathematics, and nothing else. */
import DOMPurify from "dompurify";
import { t } from "../../../../preload/texts/texts";
import { rasterSize } from "../content/image-size";
import { hostOf } from "../frame/frame-reports";

/** Styles as KaTeX and tables write them: lengths, colours and sides, no addresses and no place of its own. */
const PLAIN_DECLARATION = /^(?!position|z-index|inset)[\w-]+:[-\w\s.%#(),]*$/;
const BAD_STYLE = /url|expression|image|var\(|position/i;
/** Pictures of more pixels are not decoded. */
const MOST_PIXELS = 16_000_000;

const purify = DOMPurify(window);
purify.addHook("uponSanitizeAttribute", (_element, data) => {
  if (data.attrName !== "style") return;
  const style = data.attrValue.replaceAll(/color:var\(--dead\)|position:relative/g, "");
  const isPlain = style.split(";").every((one) => one === "" || PLAIN_DECLARATION.test(one));
  if (!isPlain || BAD_STYLE.test(style)) data.keepAttr = false;
});
purify.addHook("afterSanitizeAttributes", (element) => {
  if (element.localName === "a") {
    const href = element.getAttribute("href") ?? "";
    element.setAttribute("title", href);
    element.setAttribute("rel", "noreferrer");
    element.removeAttribute("target");
  }
  if (element.localName !== "img") return;
  const [, data = ""] =
    /^data:image\/(?:png|jpeg|gif|webp);base64,(.*)$/s.exec(element.getAttribute("src") ?? "") ?? [];
  const size = rasterSize(data);
  // Pictures from elsewhere would be loaded without anybody's leave.
  if (!size || size.width * size.height > MOST_PIXELS) {
    notLoaded.set(element, element.getAttribute("src") ?? "");
    element.removeAttribute("src");
  }
});
/** Pictures without their source. */
const notLoaded = new WeakMap<Element, string>();

/** The nodes of HTML, without anything that runs, loads, navigates, or takes a place outside its own. */
export function safeFragment(html: string): DocumentFragment {
  const fragment = purify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, mathMl: true, svg: true },
    FORBID_TAGS: [
      "style",
      "form",
      "input",
      "button",
      "select",
      "textarea",
      "option",
      "video",
      "audio",
      "source",
      "picture",
      "dialog",
      "use",
      "image",
      "filter",
      "foreignobject",
      "map",
      "area",
    ],
    FORBID_ATTR: [
      "id",
      "name",
      "autofocus",
      "tabindex",
      "contenteditable",
      "popover",
      "srcset",
      "background",
    ],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: true,
    SANITIZE_NAMED_PROPS: true,
  });
  for (const picture of fragment.querySelectorAll("img:not([src])")) picture.replaceWith(standIn(picture));
  return fragment;
}

/** What is said in place of a picture; a link to it where it is on the web. */
function standIn(picture: Element): Element {
  const source = notLoaded.get(picture) ?? "";
  const name = picture.getAttribute("alt") || t("Picture");
  const host = hostOf(source);
  const said = document.createElement(host ? "a" : "span");
  said.className = "markup-picture";
  said.textContent = host
    ? t("{name}, a picture at {host} that was not loaded", { name, host })
    : t("{name}, a picture that cannot be shown here", { name });
  if (host) said.setAttribute("href", source);
  said.title = source.slice(0, 300);
  return said;
}
