import MarkdownIt from "markdown-it";
import { expect, it } from "vitest";
import { taskRules } from "./task-lists";

const markdown = new MarkdownIt();
taskRules(markdown);
const html = (source: string) => markdown.render(source).replaceAll("\n", "");

it("draws tasks of lists as boxes, in lists within lists and numbered ones too", () => {
  expect(html("- [ ] dark frames\n- [x] *flat* fields\n  1. [X] lamp\n- plain")).toBe(
    '<ul><li class="task">☐ dark frames</li><li class="task">☑ <em>flat</em> fields' +
      '<ol><li class="task">☑ lamp</li></ol></li><li>plain</li></ul>',
  );
  expect(html("- [ ] a\n\n- [x] b")).toBe(
    '<ul><li class="task"><p>☐ a</p></li><li class="task"><p>☑ b</p></li></ul>',
  );
});

it("leaves all else as it is written", () => {
  expect(html("[ ] no list")).toBe("<p>[ ] no list</p>");
  for (const item of ["[y] a", "[x]a", "[] a", "\\[ ] a", "`[ ]` a"])
    expect(html(`- ${item}`)).not.toMatch(/task|☐|☑/);
  expect(html("- first\n\n  [ ] second")).not.toContain("☐");
});
