/** The nodes of HTML that the window's page may draw, made safe a second time, by DOMPurify and by the same lists. */
import DOMPurify from "dompurify";
import { markEmptyHeads } from "../frame/empty-heads";
import { allowedStyle, isOwnPicture, PAGE_ATTRIBUTES, PAGE_ELEMENTS, type PageHtml } from "./page-html";

const purify = DOMPurify(window);
purify.addHook("uponSanitizeAttribute", (element, data) => {
  if (data.attrName === "style") {
    const style = allowedStyle(element as HTMLElement);
    if (style) data.attrValue = style;
    else data.keepAttr = false;
  }
  if (data.attrName === "src") data.keepAttr = isOwnPicture(data.attrValue);
});
purify.addHook("afterSanitizeAttributes", (element) => {
  if (element.localName !== "a") return;
  // Where it leads, not what it calls itself.
  element.setAttribute("title", element.getAttribute("href") ?? "");
  element.setAttribute("rel", "noreferrer");
  element.setAttribute("draggable", "false");
});

export function pageFragment(html: PageHtml): DocumentFragment {
  const fragment = purify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: [...PAGE_ELEMENTS],
    ALLOWED_ATTR: [...PAGE_ATTRIBUTES],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // Files are links as well: an address is judged by page-html, and followed by nobody but html-view.
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|file:|data:image\/|(?![a-z][\w+.-]*:))/i,
  });
  markEmptyHeads(fragment);
  return fragment;
}
