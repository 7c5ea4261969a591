import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type RItem, r, rda, rds } from "../../../../formats/src/r-data/testing/r-writer.ts";
import { inspectBytes } from "../testing/inspect-bytes.ts";

const verdict = async (bytes: Uint8Array, name = "object.rds") => {
  const { verdict: found, findings, formats } = await inspectBytes(bytes, name);
  return { verdict: found, rules: findings.map(({ rule }) => rule), formats };
};
const call = (name: string, ...parts: readonly RItem[]): RItem => r.call(r.symbol(name), ...parts);
const system = call("system", r.texts("id"));

describe("data of R", () => {
  it("is harmless as data, compressed or not", async () => {
    const bytes = rds(r.list(r.integers(1, 2), r.texts("system"), r.environment(r.pairs(["x", r.reals(1)]))));
    expect(await verdict(bytes)).toEqual({ verdict: "benign", rules: [], formats: ["rds"] });
    expect(await verdict(gzipSync(bytes))).toMatchObject({ verdict: "benign", formats: expect.arrayContaining(["gzip", "rds"]) });
    expect(await verdict(rda(["x", r.altrep("compact_intseq", "base", r.reals(3, 1, 1))]), "x.rda")).toMatchObject({
      verdict: "benign",
      formats: ["rdata"],
    });
  });

  it("is harmless with functions that compute, and says that they are there", async () => {
    expect(await verdict(rds(r.closure(call("+", r.symbol("x"), r.integers(1)))))).toMatchObject({
      verdict: "benign",
      rules: ["r-functions"],
    });
  });

  it("is malicious with a promise in the place of a value", async () => {
    const quiet = call("sum", r.symbol("x"));
    for (const item of [r.promise(system), r.promise(quiet), r.list(r.list(r.promise(system)))])
      expect(await verdict(rds(item))).toMatchObject({ verdict: "malicious", rules: expect.arrayContaining(["r-promise"]) });
    expect(await verdict(gzipSync(rda(["x", r.promise(system)])))).toMatchObject({ verdict: "malicious" });
  });

  it("judges promises of environments by their code", async () => {
    const held = (item: RItem) => verdict(rds(r.environment(r.pairs(["x", item]))));
    expect(await held(r.promise(call("sum", r.symbol("y"))))).toMatchObject({ verdict: "suspicious", rules: ["r-lazy-value"] });
    expect(await held(r.promise(system))).toMatchObject({ verdict: "malicious" });
    expect(await held(r.promise(system, r.integers(1)))).toMatchObject({ verdict: "benign" });
    expect(await verdict(rds(r.environment(r.activeBinding("x", r.closure(system)))))).toMatchObject({ verdict: "malicious" });
    expect(await verdict(rds(r.environment(r.activeBinding("x", r.closure(r.nil)))))).toMatchObject({ verdict: "suspicious" });
  });

  it("is malicious with a hook that reaches programs", async () => {
    for (const hook of [".First", ".Last", ".onLoad"])
      expect(await verdict(rda([hook, r.closure(system)]))).toMatchObject({
        verdict: "malicious",
        rules: expect.arrayContaining(["r-hook"]),
      });
    expect(await verdict(rda([".First", r.closure(call("print", r.texts("hi")))]))).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(rds(r.list(r.closure(call("print", r.texts(".First"))))))).toMatchObject({ verdict: "benign" });
  });

  it("tells code that reaches programs, in every way to write it", async () => {
    for (const body of [
      system,
      r.call(call("::", r.symbol("base"), r.symbol("system")), r.texts("id")),
      call("do.call", r.texts("system"), r.list(r.texts("id"))),
      call("eval", call("parse", r.texts("x"))),
      call("{", r.integers(1), call("download.file", r.texts("http://h"))),
      r.bytecode([1, r.symbol("system2")]),
      call("lapply", r.texts("id"), r.symbol("system")),
      call("{", call("<-", r.symbol("f"), r.symbol("system")), call("f", r.texts("id"))),
    ]) {
      expect(await verdict(rda(["print.model", r.closure(body)]))).toMatchObject({
        verdict: "suspicious",
        rules: expect.arrayContaining(["r-code"]),
      });
    }
    const column = call("~", r.symbol("y"), call("+", r.symbol("system"), call("$", r.symbol("data"), r.symbol("system"))));
    expect(await verdict(rds(r.list(column)))).toMatchObject({ verdict: "benign" });
    expect(await verdict(rds(r.list(system)))).toMatchObject({ verdict: "suspicious", rules: ["r-code"] });
  });

  it("tells compact vectors, packages and pointers that are not known", async () => {
    expect(await verdict(rds(r.altrep("mmap_real", "base", r.texts("/etc/passwd"))))).toMatchObject({
      verdict: "malicious",
      rules: ["r-altrep"],
    });
    expect(await verdict(rds(r.altrep("wrap_real", "evil", r.nil)))).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(rds(r.namespace("stats")))).toMatchObject({ verdict: "benign" });
    expect(await verdict(rds(r.namespace("evilpkg")))).toMatchObject({ verdict: "suspicious", rules: ["r-namespace"] });
    expect(await verdict(rds(r.pointer))).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(rds(r.persistent("x")))).toMatchObject({ verdict: "suspicious" });
  });

  it("is malicious with lengths that no file has, suspicious where it is broken or goes on", async () => {
    expect(await verdict(rds(Uint8Array.of(0, 0, 0, 19, 0x7f, 255, 255, 255)))).toMatchObject({
      verdict: "malicious",
      rules: ["impossible-length"],
    });
    expect(await verdict(rds(r.list(r.integers(1), r.integers(2))).subarray(0, 30))).toMatchObject({ verdict: "suspicious" });
    expect(await verdict(new Uint8Array([...rds(r.nil), 1, 2]))).toMatchObject({ verdict: "suspicious", rules: ["unclaimed-bytes"] });
  });
});
