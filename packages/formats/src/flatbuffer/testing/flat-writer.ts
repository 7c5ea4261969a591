/** What a test wants in a flatbuffer. Fields of a table stand at their numbers; undefined ones are left out. */
export type FlatValue =
  | { readonly i32: number }
  | { readonly text: string }
  | { readonly i32s: readonly number[] }
  | { readonly f64s: readonly number[] }
  | { readonly tables: readonly FlatValue[] }
  | { readonly table: readonly (FlatValue | undefined)[] };

/** A flatbuffer from front to back: parents first, their offsets patched when the children stand. */
export function flatBuffer(root: FlatValue): Uint8Array {
  const bytes: number[] = [0, 0, 0, 0];
  const u32 = (at: number, value: number): void => {
    for (let index = 0; index < 4; index++) bytes[at + index] = (value >>> (8 * index)) & 0xff;
  };
  const push = (...values: readonly number[]): number => {
    const at = bytes.length;
    for (const value of values) {
      const slot = bytes.length;
      bytes.push(0, 0, 0, 0);
      u32(slot, value);
    }
    return at;
  };
  const refer = (slot: number, value: FlatValue): void => u32(slot, write(value) - slot);
  const write = (value: FlatValue): number => {
    if ("text" in value) {
      const at = push(value.text.length);
      bytes.push(...new TextEncoder().encode(value.text), 0);
      return at;
    }
    if ("i32s" in value) return push(value.i32s.length, ...value.i32s);
    if ("f64s" in value) {
      const at = push(value.f64s.length);
      bytes.push(...new Uint8Array(Float64Array.from(value.f64s).buffer));
      return at;
    }
    if ("tables" in value) {
      const at = push(value.tables.length, ...value.tables.map(() => 0));
      for (const [index, inner] of value.tables.entries()) refer(at + 4 + 4 * index, inner);
      return at;
    }
    if ("i32" in value) return push(value.i32);
    const present = value.table.filter((field) => field !== undefined).length;
    const vtable = bytes.length;
    let slot = 4;
    const halves = [4 + 2 * value.table.length, 4 + 4 * present];
    for (const field of value.table) {
      halves.push(field === undefined ? 0 : slot);
      if (field !== undefined) slot += 4;
    }
    for (const half of halves) bytes.push(half & 0xff, half >> 8);
    const at = push(bytes.length - vtable, ...Array.from({ length: present }, () => 0));
    slot = at + 4;
    for (const field of value.table) {
      if (field === undefined) continue;
      if ("i32" in field) u32(slot, field.i32);
      else refer(slot, field);
      slot += 4;
    }
    return at;
  };
  u32(0, write(root));
  return Uint8Array.from(bytes);
}
