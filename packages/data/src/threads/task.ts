/** A part of heavy work: a pure function that another thread can run, found there by its name. */
export interface Task<P, R> {
  readonly name: string;
  /** Payload and result are copied between threads (structured clone), but for shared memory. */
  readonly run: (payload: P) => R;
}

/** Places in the control words of one piece of work. */
export const NEXT = 0;
export const FINISHED = 1;
/** Place in the state of a thread: 1 once it ended. */
export const DEAD = 0;

/** To a thread: take parts until none is left. */
export interface CrewRequest {
  readonly task: string;
  readonly payloads: readonly unknown[];
  readonly control: Int32Array;
}

/** From a thread: one part's result, or why there is none. */
export type CrewAnswer<R> = { readonly index: number; readonly result: R } | { readonly index: number; readonly failure: string };
