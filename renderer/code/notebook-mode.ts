/** Whether keys write into a notebook's cell, or are commands on whole cells, as Jupyter has it. */
import { createStore } from "../floor/store";

export type NotebookMode = "edit" | "command";

/** Of the notebook in front. In command mode no cell shows its Markdown as text. */
export const notebookMode = createStore<NotebookMode>("command");
