const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Lines with their ends, each with the empty ones behind it (and the first with those before it), and a rest without an end. */
export function* cutIntoLines(bytes: Buffer): Generator<Buffer> {
  let begin = 0;
  let said = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    const blank = byte === LINE_FEED || byte === CARRIAGE_RETURN;
    if (!blank && said && bytes[i - 1] === LINE_FEED) {
      yield bytes.subarray(begin, i);
      begin = i;
    }
    said ||= !blank;
  }
  if (begin < bytes.length) yield bytes.subarray(begin);
}
