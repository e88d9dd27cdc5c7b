/**
 * The worker that makes HTML of Markdown and LaTeX: what takes for ever here stops nothing, and is stopped. Its HTML is
 * made safe by whoever shows it.
 */
import MarkdownIt from "markdown-it";
import { mathRules } from "../../../../preload/notebook/math-rules";
import { taskRules } from "../../../../preload/notebook/task-lists";
import { drawLatex, drawMath } from "./draw-math";
import type { MarkupAnswer, MarkupRequest } from "./markup-messages";

function reader(html: boolean) {
  const markdown = new MarkdownIt({ html, linkify: true, typographer: false, maxNesting: 40 });
  // Addresses with their scheme are links; names with a dot in them are most often files.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  mathRules(markdown, drawMath);
  taskRules(markdown);
  return markdown;
}
// HTML in Markdown that a kernel sends stays text.
const markdown = reader(false);
const notebook = reader(true);

self.addEventListener("message", ({ data }: MessageEvent<MarkupRequest>) => {
  const answer = (message: MarkupAnswer) => self.postMessage(message);
  try {
    const html =
      data.language === "latex"
        ? drawLatex(data.source)
        : (data.language === "notebook" ? notebook : markdown).render(data.source);
    answer({ id: data.id, html });
  } catch (error) {
    answer({ id: data.id, failed: error instanceof Error ? error.message : String(error) });
  }
});
