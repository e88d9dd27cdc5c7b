/** Finds a block by its number. Blocks are in the order of their numbers. */

/**
 * @param count how many there are
 * @param seqAt the number of the block at a place
 * @returns the place of block `seq`, or -1
 */
export function findBlock(count: number, seqAt: (place: number) => number, seq: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seqAt(middle) >= seq) high = middle;
    else low = middle + 1;
  }
  return low < count && seqAt(low) === seq ? low : -1;
}
