/** Amounts and times as sentences have them. */
import { locale } from "../texts/language";
import { t } from "../texts/texts";

const UNITS = ["bytes", "KB", "MB", "GB", "TB"];

/** Bytes in decimal units: "812 bytes", "2.1 GB", in German "2,1 GB". */
export function byteSize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  if (unit === 0) return t("{count} bytes", { count: Math.round(amount) });
  const digits = amount >= 99.5 ? 0 : 1;
  const number = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${number.format(amount)} ${UNITS[unit]}`;
}

/** The time of day, "14:02", of ms since 1970, as logs and terminals have it; windows write times as their locale does. */
export function clockTime(time: number): string {
  const date = new Date(time);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}
