import { describe, expect, it } from "vitest";
import type { LogRecord } from "../contract/records";
import { exportTranscript } from "./export";
import { reduce } from "./reduce";

const envelope = (seq: number) => ({ seq, life: 1, time: 1000 * seq });
const message = (seq: number, msgType: string, content: Record<string, unknown>): LogRecord => ({
  ...envelope(seq),
  kind: "message",
  socket: "iopub",
  msgType,
  msgId: `m${seq}`,
  parent: "request-1",
  foreign: false,
  content,
});

const png = "aGVsbG8=";
const records: LogRecord[] = [
  { ...envelope(1), kind: "raw", name: "stderr", offset: 0, text: "a <word> before\n" },
  { ...envelope(2), kind: "request", msgId: "request-1", client: "w", code: 'print("<b>")\nf()' },
  { ...envelope(3), kind: "request_sent", msgId: "request-1" },
  message(4, "execute_input", { code: "", execution_count: 7 }),
  {
    ...envelope(5),
    kind: "stream",
    parent: "request-1",
    foreign: false,
    name: "stdout",
    text: "one\n\x1b[1;31m<two>\x1b[0m\n",
  },
  message(6, "display_data", { data: { "image/png": png, "text/plain": "<Figure>" }, metadata: {} }),
  message(7, "execute_result", {
    data: { "text/plain": "42", "text/html": "<script>x</script>" },
    metadata: {},
    execution_count: 7,
  }),
  message(8, "error", { ename: "ValueError", evalue: "no", traceback: ["Traceback", "ValueError: no"] }),
  { ...envelope(9), kind: "request_end", msgId: "request-1", status: "error" },
];
const transcript = reduce(records, []);
const about = { name: "Python <3>", language: "python" };

describe("a notebook", () => {
  const notebook = JSON.parse(exportTranscript(transcript, "ipynb", about));

  it("has a cell for each request, with its number, code and outputs as nbformat 4.5 writes them", () => {
    expect(notebook).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { language_info: { name: "python" } },
    });
    expect(notebook.cells[1]).toEqual({
      cell_type: "code",
      id: "block-2",
      execution_count: 7,
      metadata: {},
      source: ['print("<b>")\n', "f()"],
      outputs: [
        { output_type: "stream", name: "stdout", text: ["one\n", "\x1b[1;31m<two>\x1b[0m\n"] },
        { output_type: "display_data", data: { "image/png": png, "text/plain": ["<Figure>"] }, metadata: {} },
        {
          output_type: "execute_result",
          execution_count: 7,
          data: { "text/plain": ["42"], "text/html": ["<script>x</script>"] },
          metadata: {},
        },
        {
          output_type: "error",
          ename: "ValueError",
          evalue: "no",
          traceback: ["Traceback", "ValueError: no"],
        },
      ],
    });
  });

  it("keeps what belongs to no request as raw text", () => {
    expect(notebook.cells[0]).toMatchObject({ cell_type: "raw", source: ["a <word> before"] });
  });
});

describe("a page", () => {
  const page = exportTranscript(transcript, "html", about);

  it("has text as text, colours as styles, and pictures inside", () => {
    expect(page).toContain("<title>Python &lt;3&gt;</title>");
    expect(page).toContain("print(&quot;&lt;b&gt;&quot;)\nf()");
    expect(page).toContain('<span style="color:#b4232f;font-weight:600">&lt;two&gt;</span>');
    expect(page).toContain(`<img src="data:image/png;base64,${png}" alt="&lt;Figure&gt;">`);
    expect(page).toContain("Out[7]:");
  });

  it("holds nothing that runs", () => {
    expect(page).not.toContain("<script");
    expect(page).toContain("default-src 'none'");
  });
});

it("as text is what the shell shows", () => {
  expect(exportTranscript(transcript, "text", about)).toBe(
    [
      "a <word> before",
      "",
      'In [7]: print("<b>")',
      "   ...: f()",
      "one",
      "<two>",
      "<Figure>",
      "Out[7]: 42",
      "Traceback",
      "ValueError: no",
      "",
    ].join("\n"),
  );
});
