/** The German texts by the English ones, room by room. */
import { code } from "./code";
import { configurations } from "./configurations";
import { data } from "./data";
import { debugging } from "./debugging";
import { editor } from "./editor";
import { fileBrowser } from "./file-browser";
import { finding } from "./finding";
import { formatting } from "./formatting";
import { git } from "./git";
import { guide } from "./guide";
import { help } from "./help";
import { history } from "./history";
import { logSentences } from "./log-sentences";
import { logger } from "./logger";
import { main } from "./main";
import { notebooks } from "./notebooks";
import { outputs } from "./outputs";
import { rebuild } from "./rebuild";
import { results } from "./results";
import { sessions } from "./sessions";
import { settings } from "./settings";
import { shell } from "./shell";
import { tools } from "./tools";
import { updates } from "./updates";
import { workbench } from "./workbench";
import { zoom } from "./zoom";

export const german = {
  ...logSentences,
  ...main,
  ...outputs,
  ...shell,
  ...workbench,
  ...editor,
  ...code,
  ...debugging,
  ...fileBrowser,
  ...finding,
  ...guide,
  ...help,
  ...history,
  ...formatting,
  ...git,
  ...logger,
  ...configurations,
  ...notebooks,
  ...rebuild,
  ...results,
  ...sessions,
  ...settings,
  ...tools,
  ...data,
  ...updates,
  ...zoom,
} as const;
