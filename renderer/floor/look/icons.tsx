/** The window's icons: 16 px, drawn with a 1.25 px stroke in the colour of the text around them. */
import type { ReactNode } from "react";

const shapes = {
  search: <path d="M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14" />,
  close: <path d="m4 4 8 8m0-8-8 8" />,
  minimize: <path d="M3 8h10" />,
  maximize: <path d="M3.5 3.5h9v9h-9z" />,
  restore: <path d="M3.5 5.5h7v7h-7zM5.5 5.5v-2h7v7h-2" />,
  plus: <path d="M8 3v10M3 8h10" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />,
  play: <path d="M4.5 3v10l8-5z" />,
  advance: <path d="M8 3v9.5M4 9l4 4 4-4" />,
  chevronRight: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  chevronDown: <path d="m4 6 4 4 4-4" />,
  clock: <path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  trash: <path d="M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5" />,
  up: <path d="M8 13V3.5M4 7l4-4 4 4" />,
  refresh: <path d="M13 8a5 5 0 1 1-1.5-3.5L13 6m0-3.5V6H9.5" />,
  chevronLeft: <path d="M10 3.5 5.5 8l4.5 4.5" />,
  swipe: <path d="M2.5 3.5h11v9h-11zM8 1.5v13M5.5 6.5 4 8l1.5 1.5M10.5 6.5 12 8l-1.5 1.5" />,
  star: <path d="m8 2.2 1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z" />,
  starred: <path d="m8 2.2 1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z" fill="currentColor" />,
  popOut: <path d="M6.5 3.5h-3v9h9v-3M9 3h4v4m0-4L7.5 8.5" />,
  folder: (
    <path d="M2 4.5A1.5 1.5 0 0 1 3.5 3h2.6l1.6 2h4.8A1.5 1.5 0 0 1 14 6.5v5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5z" />
  ),
  file: <path d="M4 2.5h5L12 5.5v8H4zM9 2.5v3h3" />,
  newFile: <path d="M8 13.5H4v-11h5L12 5.5V8M9 2.5v3h3M12 10.5v4M10 12.5h4" />,
  newFolder: (
    <path d="M8 13H3.5A1.5 1.5 0 0 1 2 11.5v-7A1.5 1.5 0 0 1 3.5 3h2.6l1.6 2h4.8A1.5 1.5 0 0 1 14 6.5V8M12 10.5v4M10 12.5h4" />
  ),
  table: <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6" />,
  structure: <path d="M3 3.5h4M6 8h7M6 12.5h7M4.5 3.5v9H6M4.5 8H6" />,
  warning: <path d="M8 2.5 14.2 13H1.8zM8 6.5V9.5M8 11.3h.01" />,
  check: <path d="m3 8.5 3.5 3.5L13 4.5" />,
  clear: <path d="M2.5 3.5h11M7.5 8h6M7.5 12.5h6M2 7.5 5.5 11M5.5 7.5 2 11" />,
  interrupt: <path d="M3.5 3.5h9v9h-9z" />,
  restart: <path d="M3 8a5 5 0 1 0 1.5-3.5L3 6m0-3.5V6h3.5" />,
  down: <path d="M8 3v9.5M4 9l4 4 4-4" />,
  dot: <circle cx="8" cy="8" r="2.5" fill="currentcolor" stroke="none" />,
  picture: <path d="M2.5 3.5h11v9h-11zM2.5 10.5 6 7.5l2.5 2.5 2-1.5 3 2.5M10.5 6h.01" />,
  minus: <path d="M3 8h10" />,
  fit: <path d="M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10" />,
  branch: (
    <path d="M5 6v6m0-8.5a1.25 1.25 0 1 0 0-.01M5 12.5a1.25 1.25 0 1 0 0 .01M11 5.5a1.25 1.25 0 1 0 0-.01M11 7c0 2.5-6 1.5-6 4" />
  ),
  compare: <path d="M2.5 3.5h4.5v9H2.5zM9 3.5h4.5v9H9zM4 6h1.5M4 8h1.5M10.5 8H12M10.5 10H12" />,
  beside: <path d="M2.5 3.5h11v9h-11zM8 3.5v9" />,
  bug: (
    <path d="M5 6.5a3 3 0 0 1 6 0v3a3 3 0 0 1-6 0zM5.8 4.6 4.5 3.3M10.2 4.6l1.3-1.3M5 8H2.5M13.5 8H11M5 10.5l-2 1.5M11 10.5l2 1.5M8 7v5" />
  ),
  debugContinue: <path d="M3.5 3v10M6.5 3.5v9L13 8z" />,
  stepOver: <path d="M2.5 7.5a5.5 5.5 0 0 1 10.6-1.5M13.5 2.5V6H10M8 12.5h.01M8 12.5h.01" />,
  stepInto: <path d="M8 2v7M4.5 6 8 9.5 11.5 6M8 13.5h.01" />,
  stepOut: <path d="M8 10V2.5M4.5 6 8 2.5 11.5 6M8 13.5h.01" />,
  restartFrame: <path d="M2.5 3.5h11M2.5 7h11M2.5 10.5h4M13.5 9.5a2 2 0 0 1-2 3H9m1.5-1.5L9 12.5 10.5 14" />,
  stopDebugging: <path d="M4 4h8v8H4z" />,
  help: (
    <path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.7-.8 1.3M8 11.4h.01" />
  ),
  logger: <path d="M2.5 5h9M9 2.5 11.5 5 9 7.5M13.5 11h-9M7 8.5 4.5 11 7 13.5" />,
  filter: <path d="M2 3.5h12L9.5 8.5v4.5l-3-1.5v-3z" />,
  code: <path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />,
  pencil: <path d="m3 13 .7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7 11.3 7" />,
  undo: <path d="M3 6h6.5a3.5 3.5 0 0 1 0 7H7M5.5 3 2.5 6l3 3" />,
  export: <path d="M8 10V2.5M5 5.2 8 2.2l3 3M3 9.5v4h10v-4" />,
  pin: <path d="M6 2.5h4M6.8 2.5v4L5 9h6L9.2 6.5v-4M8 9v4.5" />,
  panelLeft: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="M3 4h3v8H3z" fill="currentcolor" stroke="none" />
    </>
  ),
  panelRight: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="M10 4h3v8h-3z" fill="currentcolor" stroke="none" />
    </>
  ),
  panelBottom: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="M3.5 9h9v3h-9z" fill="currentcolor" stroke="none" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** One icon, hidden from assistive technology: the control around it has the name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentcolor"
      strokeWidth="1.25"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {shapes[name]}
    </svg>
  );
}
