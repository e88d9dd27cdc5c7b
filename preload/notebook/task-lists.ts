/** Tasks in Markdown lists (`- [ ]` and `- [x]`, as GitHub writes them), drawn as boxes: what they say is not to be changed there. */
import type { MarkdownIt } from "markdown-it";

const TASK = /^\[([ xX])\][ \t]+/;

/** Teaches a Markdown parser lists of tasks. */
export function taskRules(md: MarkdownIt): void {
  md.core.ruler.after("inline", "tasks", ({ tokens }) => {
    tokens.forEach((inline, at) => {
      const item = tokens[at - 2];
      const text = inline.children?.[0];
      if (inline.type !== "inline" || tokens[at - 1]?.type !== "paragraph_open" || text?.type !== "text")
        return;
      const mark = item?.type === "list_item_open" ? TASK.exec(text.content) : null;
      if (!item || !mark) return;
      item.attrJoin("class", "task");
      // Itself a sign that is read aloud as what it is.
      text.content = `${mark[1] === " " ? "☐" : "☑"} ${text.content.slice(mark[0].length)}`;
    });
  });
}
