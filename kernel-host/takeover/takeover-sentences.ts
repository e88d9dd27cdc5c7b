/** What a host says to the user about the one before it. */

/** The host that watched the kernel ended without a word, and the kernel was ended after it. */
export function hostEnded(name: string): string {
  return `${name} was ended, because the process that looked after it had ended unexpectedly. Its memory is lost, and perhaps the last of what it printed.`;
}

/** A new host has taken over the running kernel. @param from when the last one was last seen to listen, ms; @param to now */
export function hostReplaced(from: number, to: number): string {
  const [begin, end] = [new Date(from), new Date(to)];
  const day = begin.toDateString() === end.toDateString() ? "" : `${dateOf(begin)} `;
  const time = timeOf(end);
  return `The kernel-host was replaced at ${time.slice(0, 5)}; output between ${day}${timeOf(begin)} and ${time} may be missing.`;
}

const two = (n: number) => String(n).padStart(2, "0");
const timeOf = (date: Date) => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
const dateOf = (date: Date) => [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
