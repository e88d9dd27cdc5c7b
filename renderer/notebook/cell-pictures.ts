/** Pictures of Markdown cells: attachments and files beside the notebook become part of the HTML, before it is made safe. */
import { tandem } from "../floor/bridge";
import { joinPath } from "../floor/paths";

/** Most pictures of one cell that are read. */
const MOST_PICTURES = 40;

/**
 * @param attachments as the cell has them: name to content by type
 * @param folder where paths begin; null for a notebook that was never saved
 */
export async function withPictures(
  html: string,
  attachments: Readonly<Record<string, unknown>>,
  folder: string | null,
): Promise<string> {
  if (!/<img\b/i.test(html)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  const pictures = [...page.querySelectorAll("img[src]")].slice(0, MOST_PICTURES);
  await Promise.all(
    pictures.map(async (picture) => {
      const source = picture.getAttribute("src") ?? "";
      const found = await contentOf(source, attachments, folder);
      if (found !== null) picture.setAttribute("src", found);
    }),
  );
  return page.body.innerHTML;
}

async function contentOf(
  source: string,
  attachments: Readonly<Record<string, unknown>>,
  folder: string | null,
): Promise<string | null> {
  if (source.startsWith("attachment:")) return attached(attachments, unescaped(source.slice(11)));
  if (folder === null || source === "" || /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(source)) return null;
  const path = unescaped(source.replace(/[?#].*$/s, ""));
  const read = await tandem.request("files.readPicture", {
    path: path.startsWith("/") ? path : joinPath(folder, path),
  });
  return read && `data:${read.type};base64,${read.data}`;
}

/** The largest form of an attachment that can be drawn. */
function attached(attachments: Readonly<Record<string, unknown>>, name: string): string | null {
  const bundle = attachments[name];
  if (typeof bundle !== "object" || bundle === null) return null;
  for (const type of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const data = (bundle as Record<string, unknown>)[type];
    const text = Array.isArray(data) ? data.join("") : data;
    if (typeof text === "string") return `data:${type};base64,${text.replace(/\s/g, "")}`;
  }
  return null;
}

function unescaped(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
