import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EMPTY_ROOT, hashLeaf, hashNode } from "./hash.ts";
import { consistencyProof, inclusionProof, type NodeSource, rangeRoot } from "./make-proof.ts";
import { Peaks } from "./peaks.ts";
import { consistent, includes, isSubtree, subtreeConsistent, subtreeIncludes } from "./verify-proof.ts";

const leaves = Array.from({ length: 40 }, (_, index) => hashLeaf(Buffer.from(`entry ${index}`)));
/** RFC 6962, 2.1, word for word. */
function definition(list: readonly Uint8Array[]): Uint8Array {
  const [only] = list;
  if (only === undefined) return EMPTY_ROOT;
  if (list.length === 1) return only;
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  return createHash("sha256")
    .update(Buffer.from([1]))
    .update(definition(list.slice(0, split)))
    .update(definition(list.slice(split)))
    .digest();
}
const nodes: NodeSource = (height, index) => definition(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height));
const leafAt = (index: number): Uint8Array => leaves[index] ?? new Uint8Array();

describe("Merkle trees", () => {
  it("hash as RFC 6962 says", () => {
    expect(Buffer.from(EMPTY_ROOT).toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hashLeaf(Buffer.from("L123456")).toString("hex")).toBe("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    expect(hashNode(Buffer.from("N123"), Buffer.from("N456")).toString("hex")).toBe(
      "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb",
    );
    expect(hashLeaf(Buffer.alloc(70_000))).toEqual(createHash("sha256").update(Buffer.alloc(70_001)).digest());
  });

  it("have the root that the definition gives, grown or computed", () => {
    const peaks = new Peaks();
    for (const [index, leaf] of leaves.entries()) {
      expect(peaks.root()).toEqual(definition(leaves.slice(0, index)));
      expect(rangeRoot(nodes, 0, index)).toEqual(definition(leaves.slice(0, index)));
      peaks.push(0, leaf);
    }
  });

  it("prove every entry of every subtree, and no other", () => {
    for (let start = 0; start < 12; start++)
      for (let end = start + 1; end <= 14; end++) {
        if (!isSubtree(start, end)) continue;
        const root = definition(leaves.slice(start, end));
        for (let index = start; index < end; index++) {
          const proof = inclusionProof(nodes, index, start, end);
          expect(subtreeIncludes(index, start, end, leafAt(index), proof, root)).toBe(true);
          expect(subtreeIncludes(index, start, end, leafAt(index + 1), proof, root)).toBe(false);
          expect(subtreeIncludes(index, start, end, leafAt(index), [...proof, root], root)).toBe(false);
          expect(subtreeIncludes(index, start, end, leafAt(index), proof.slice(1), root)).toBe(end - start === 1);
          if (index + 1 < end) expect(subtreeIncludes(index + 1, start, end, leafAt(index), proof, root)).toBe(false);
        }
      }
  });

  it("prove that they grew out of every subtree, and out of nothing else", () => {
    for (let size = 1; size <= 20; size++)
      for (let start = 0; start < size; start++)
        for (let end = start + 1; end <= size; end++) {
          const [before, after] = [definition(leaves.slice(start, end)), definition(leaves.slice(0, size))];
          const proof = isSubtree(start, end) ? consistencyProof(nodes, start, end, size) : [];
          expect(subtreeConsistent(start, end, size, before, proof, after)).toBe(isSubtree(start, end));
          if (start !== 0) continue;
          expect(consistent(end, size, before, proof, after)).toBe(true);
          expect(consistent(end, size, leafAt(30), proof, after)).toBe(false);
          expect(consistent(end, size, before, proof, leafAt(30))).toBe(false);
          expect(consistent(end, size, before, [...proof, after], after)).toBe(false);
        }
  });

  it("say no to sizes that are none", () => {
    const root = definition(leaves.slice(0, 1));
    for (const size of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(includes(0, size, leafAt(0), [], root)).toBe(false);
      expect(subtreeConsistent(0, 1, size, root, [], root)).toBe(false);
      expect(includes(size, 1, leafAt(0), [], root)).toBe(size === 0);
    }
    expect(consistent(0, 1, EMPTY_ROOT, [], root)).toBe(false);
    expect(consistent(2, 1, root, [], root)).toBe(false);
    expect(consistent(0, 0, EMPTY_ROOT, [], EMPTY_ROOT)).toBe(true);
  });
});
