import { locale } from "../../../preload/texts/language";

const tenths = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** How long something took, as short as it can be told: "12 ms", "2.1 s", "0:41", "9 h 17 min". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 59_950) return `${tenths.format(ms / 1000)} s`;
  return formatRunning(ms);
}

/** How long something runs by now, in whole seconds: "0:41", "12:07", "9 h 17 min". */
export function formatRunning(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
