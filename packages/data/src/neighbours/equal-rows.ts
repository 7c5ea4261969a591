/** Rows that are equal in every column, as groups. */
export interface EqualRows {
  /** The first row of each group, in order. */
  readonly firsts: Int32Array;
  /** The group of each row. */
  readonly groupOf: Int32Array;
  /** Rows of all groups, group after group, each in order. */
  readonly members: Int32Array;
  /** groups + 1 places in `members`. */
  readonly starts: Int32Array;
}

/** Groups equal rows (rows × columns); -0 equals 0, and a row with NaN equals one of the same bytes. */
export function equalRows(values: Float32Array, rows: number, columns: number): EqualRows {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length);
  const capacity = 2 ** Math.ceil(Math.log2(2 * rows + 2));
  const slots = new Int32Array(capacity).fill(-1);
  const groupOf = new Int32Array(rows);
  const firsts: number[] = [];
  const sizes: number[] = [];
  for (let row = 0; row < rows; row++) {
    let hash = 0x811c9dc5 | 0;
    const from = row * columns;
    for (let at = from; at < from + columns; at++) {
      const word = words[at] as number;
      hash = Math.imul(hash ^ (word === NEGATIVE_ZERO ? 0 : word), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let slot = hash & (capacity - 1);
    for (;;) {
      const group = slots[slot] as number;
      if (group < 0) {
        slots[slot] = firsts.length;
        groupOf[row] = firsts.length;
        firsts.push(row);
        sizes.push(1);
        break;
      }
      if (same(words, from, (firsts[group] as number) * columns, columns)) {
        groupOf[row] = group;
        sizes[group] = (sizes[group] as number) + 1;
        break;
      }
      slot = (slot + 1) & (capacity - 1);
    }
  }
  const starts = new Int32Array(firsts.length + 1);
  for (const [group, size] of sizes.entries()) starts[group + 1] = (starts[group] as number) + size;
  const next = starts.slice();
  const members = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row] as number;
    members[next[group] as number] = row;
    next[group] = (next[group] as number) + 1;
  }
  return { firsts: Int32Array.from(firsts), groupOf, members, starts };
}

const NEGATIVE_ZERO = -0x80000000;

function same(words: Int32Array, left: number, right: number, length: number): boolean {
  for (let index = 0; index < length; index++) {
    const [a, b] = [words[left + index] as number, words[right + index] as number];
    if (a !== b && !((a === 0 || a === NEGATIVE_ZERO) && (b === 0 || b === NEGATIVE_ZERO))) return false;
  }
  return true;
}
