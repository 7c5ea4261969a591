import type { ResourceEntry } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { holds } from "./condition.ts";
import { ResourceIndex } from "./resource-index.ts";

const entry = (address: string, rest: Partial<ResourceEntry> = {}): ResourceEntry => ({
  address,
  type: address.split(".")[0] ?? "",
  file: "main.tf",
  line: 1,
  root: "",
  attributes: {},
  ...rest,
});
const addresses = (list: readonly ResourceEntry[]): readonly string[] => list.map(({ address }) => address);

describe("ResourceIndex", () => {
  const first = entry("bucket.a", { attributes: { name: "same" } });
  const second = entry("bucket.b", { attributes: { name: "same" } });

  it("goes by the reference where there is one, and by the name where there is none", () => {
    const referring = entry("policy.r", { attributes: { bucket: "same" }, references: { bucket: ["bucket.b"] } });
    const naming = entry("policy.n", { attributes: { bucket: "same" } });
    const index = new ResourceIndex([first, second, referring, naming]);
    expect(addresses(index.linkedFrom(first, ["policy"], "bucket"))).toEqual(["policy.n"]);
    expect(addresses(index.linkedFrom(second, ["policy"], "bucket"))).toEqual(["policy.r", "policy.n"]);
    expect(addresses(index.refersTo(referring, ["bucket"], "bucket"))).toEqual(["bucket.b"]);
    expect(addresses(index.refersTo(naming, ["bucket"], "bucket"))).toEqual(["bucket.a", "bucket.b"]);
  });

  it("stays within a root and a target", () => {
    const elsewhere = entry("policy.e", { attributes: { bucket: "same" }, root: "other" });
    const scanned = entry("policy.t", { attributes: { bucket: "same" }, target: 1 });
    expect(new ResourceIndex([first, elsewhere, scanned]).linkedFrom(first, ["policy"], "bucket")).toEqual([]);
  });

  it("takes the same variable for the same name, and a loop's value for none", () => {
    const named = (name: string): readonly ResourceEntry[] => [
      entry("bucket.v", { attributes: { name } }),
      entry("policy.v", { attributes: { bucket: name } }),
    ];
    for (const [name, found] of [
      ["${var.name}", 1],
      ["${local.prefix}-data", 1],
      ["${each.value}", 0],
      ["${random_id.x.hex}", 0],
    ] as const) {
      const [bucket, policy] = named(name);
      if (bucket === undefined || policy === undefined) throw new Error("two resources were made");
      expect(new ResourceIndex([bucket, policy]).linkedFrom(bucket, ["policy"], "bucket")).toHaveLength(found);
    }
  });

  it("does not fall for names of objects", () => {
    const index = new ResourceIndex([entry("bucket.x", { attributes: { name: "constructor" } })]);
    expect(index.ofTypes(["__proto__", "constructor"])).toEqual([]);
    expect(index.refersTo(entry("policy.x", { attributes: { bucket: "toString" } }), ["bucket"], "bucket")).toEqual([]);
  });

  it("looks up links among ten thousand buckets without going through them for each", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => [
      entry(`bucket.n${i}`, { attributes: { name: `n${i}` } }),
      entry(`policy.n${i}`, { attributes: { bucket: `n${i}` } }),
    ]).flat();
    const index = new ResourceIndex(many);
    const linked = many.filter(({ type }) => type === "bucket").map((bucket) => index.linkedFrom(bucket, ["policy"], "bucket").length);
    expect(new Set(linked)).toEqual(new Set([1]));
  });
});

describe("a switch that Terraform cannot read", () => {
  it("says what it was meant to say", () => {
    const resource = entry("volume.x", { attributes: { encrypted: "${False}", public: "${True}" } });
    const subject = { attributes: resource.attributes, resource, index: new ResourceIndex([resource]) };
    expect(holds({ setting: "encrypted", isNot: true }, subject)).toBe(true);
    expect(holds({ setting: "public", is: true }, subject)).toBe(true);
    expect(holds({ setting: "encrypted", is: true }, { ...subject, attributes: { encrypted: "${var.on}" } })).toBe("unknown");
  });
});
