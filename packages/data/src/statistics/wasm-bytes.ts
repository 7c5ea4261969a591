/*
 * The bytes of small WebAssembly modules, written by hand (WebAssembly core specification 2.0, sections 5.4 and 5.5; SIMD
 * instructions 5.4.8).
 */

export const I32 = 0x7f;
export const V128 = 0x7b;
const EMPTY = 0x40;

export function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

export function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...unsigned(content.length), ...content];
}

export function text(name: string): readonly number[] {
  return [name.length, ...[...name].map((letter) => letter.charCodeAt(0))];
}

export const get = (index: number): readonly number[] => [0x20, index];
export const set = (index: number): readonly number[] => [0x21, index];
/** Small constants only: 0 to 63. */
export const constant = (value: number): readonly number[] => [0x41, value];
export const ADD = [0x6a];
export const MULTIPLY = [0x6c];
export const SHIFT_LEFT = [0x74];
export const LESS = [0x49];
export const BRANCH_IF = (depth: number): readonly number[] => [0x0d, depth];
export const LOOP = [0x03, EMPTY];
export const IF = [0x04, EMPTY];
export const END = [0x0b];
export const storeWord = (offset: number): readonly number[] => [0x36, 2, offset];
export const load = (offset: number): readonly number[] => [0xfd, 0x00, 2, offset];
export const splat = (offset: number): readonly number[] => [0xfd, 0x09, 2, offset];
export const store = (offset: number): readonly number[] => [0xfd, 0x0b, 2, offset];
export const zeros: readonly number[] = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
export const F32X4_ADD = [0xfd, 0xe4, 0x01];
export const F32X4_MULTIPLY = [0xfd, 0xe6, 0x01];
export const I32X4_ADD = [0xfd, 0xae, 0x01];
export const I32X4_AT_LEAST = [0xfd, 0x3f];
export const I32X4_LEAST = [0xfd, 0xb6, 0x01];
/** Products of signed 16-bit lanes, summed by neighbouring pairs. */
export const I32X4_DOT_I16X8 = [0xfd, 0xba, 0x01];
export const EITHER = [0xfd, 0x50];
export const ANY_TRUE = [0xfd, 0x53];

/** One function of a module: its parameters are i32. */
export interface Routine {
  readonly name: string;
  readonly parameters: number;
  /** Returns one i32. */
  readonly returns: boolean;
  /** Locals of i32 and, behind them, of v128. */
  readonly words: number;
  readonly vectors: number;
  readonly body: readonly number[];
}

/** A module that imports `e.m` (memory) and exports its routines. */
export function moduleBytes(routines: readonly Routine[]): Uint8Array<ArrayBuffer> {
  const bodies = routines.map(({ words, vectors, body }) => {
    const whole = [2, words, I32, vectors, V128, ...body];
    return [...unsigned(whole.length), ...whole];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [
      routines.length,
      ...routines.flatMap(({ parameters, returns }) => [
        0x60,
        parameters,
        ...new Array<number>(parameters).fill(I32),
        ...(returns ? [1, I32] : [0]),
      ]),
    ]),
    ...section(2, [1, ...text("e"), ...text("m"), 0x02, 0x00, 0x01]),
    ...section(3, [routines.length, ...routines.keys()]),
    ...section(7, [routines.length, ...routines.flatMap(({ name }, index) => [...text(name), 0x00, index])]),
    ...section(10, [routines.length, ...bodies.flat()]),
  ]);
}

/** The part of the WebAssembly interface that is needed; the types of Node do not carry it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => {
    readonly exports: Readonly<Record<string, unknown>>;
  };
};

const PAGE = 65_536;

/** A module at work in a memory of its own. */
export function instantiate(
  routines: readonly Routine[],
  bytes: number,
): { readonly buffer: ArrayBuffer; readonly routine: (name: string) => (...values: number[]) => number } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes(routines)), { e: { m: memory } });
  return {
    buffer: memory.buffer,
    routine: (name) => {
      const run = exports[name];
      if (typeof run !== "function") throw new RangeError(`the module exports no routine ${name}`);
      return (...values) => Number(run(...values));
    },
  };
}
