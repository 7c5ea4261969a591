import { EMPTY_ROOT, hashNode } from "./hash.ts";

interface Peak {
  readonly height: number;
  readonly hash: Uint8Array;
}

/** Roots of the complete subtrees of a growing tree, the largest first: all that its root needs. */
export class Peaks {
  readonly #peaks: Peak[];

  constructor(peaks: readonly Peak[] = []) {
    this.#peaks = [...peaks];
  }

  copy(): Peaks {
    return new Peaks(this.#peaks);
  }

  /**
   * Puts a complete subtree of 2^height entries behind the others, which are all at least as large.
   * @param grown told of each larger subtree that this completes
   */
  push(height: number, hash: Uint8Array, grown?: (height: number, hash: Uint8Array) => void): void {
    let node = hash;
    let at = height;
    for (let last = this.#peaks.at(-1); last?.height === at; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      node = hashNode(last.hash, node);
      at++;
      grown?.(at, node);
    }
    this.#peaks.push({ height: at, hash: node });
  }

  root(): Uint8Array {
    const last = this.#peaks.at(-1);
    if (last === undefined) return EMPTY_ROOT;
    return this.#peaks.slice(0, -1).reduceRight((right, left) => hashNode(left.hash, right), last.hash);
  }
}
