import { afterAll, describe, expect, it } from "vitest";
import { NEAREST_PAIRS } from "../neighbours/nearest-pairs.ts";
import { Crew } from "./crew.ts";
import type { Task } from "./task.ts";

const unknown: Task<number, number> = { name: "not there", run: (value) => 2 * value };

describe("Crew", () => {
  const crew = new Crew(1);
  afterAll(async () => {
    await crew.dismiss();
  });

  it("works alone without helpers, in the order of the payloads", () => {
    expect(new Crew(0).run(unknown, [3, 1, 2])).toEqual([6, 2, 4]);
  });

  it("does one part itself", () => {
    expect(crew.run(unknown, [3])).toEqual([6]);
  });

  it("says what went wrong in another thread", () => {
    // The asking thread is slow, so that the other takes a part under a name that it does not know.
    const slow: Task<number, number> = {
      name: "not there",
      run: (value) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        return value;
      },
    };
    expect(() => crew.run(slow, new Array<number>(100).fill(1))).toThrow(/A thread of the check failed: .*there is no task not there/);
  });

  it("throws what a part throws in the asking thread", () => {
    expect(() => new Crew(0).run(NEAREST_PAIRS, [])).not.toThrow();
    const failing: Task<number, number> = {
      name: "failing",
      run: () => {
        throw new RangeError("no");
      },
    };
    expect(() => new Crew(0).run(failing, [1, 2])).toThrow("no");
  });
});
