import type { AccessEvent } from "@castellan/formats";

export interface PlacedEvent {
  readonly event: AccessEvent;
  readonly file: string;
}

/**
 * Puts events of several logs in the order of their time as far as a window of `size` events reaches: CloudTrail delivers
 * a quarter of an hour in any order. A binary heap; of equal times the first to come is the first to go.
 */
export class OrderedEvents {
  readonly #heap: { readonly placed: PlacedEvent; readonly number: number }[] = [];
  readonly #size: number;
  readonly #take: (placed: PlacedEvent) => void;
  #number = 0;

  constructor(size: number, take: (placed: PlacedEvent) => void) {
    this.#size = size;
    this.#take = take;
  }

  push(placed: PlacedEvent): void {
    this.#heap.push({ placed, number: this.#number++ });
    this.#up(this.#heap.length - 1);
    if (this.#heap.length > this.#size) this.#pop();
  }

  finish(): void {
    while (this.#heap.length > 0) this.#pop();
  }

  #before(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return false;
    return (
      first.placed.event.time < second.placed.event.time ||
      (first.placed.event.time === second.placed.event.time && first.number < second.number)
    );
  }

  #up(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #pop(): void {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return;
    if (this.#heap.length > 0) {
      this.#heap[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const least = this.#before(right, left) ? right : left;
        if (!this.#before(least, at)) break;
        this.#swap(at, least);
        at = least;
      }
    }
    this.#take(first.placed);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }
}
