import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { type ArrowValue, readArrowTable } from "./index.ts";

/** Written by pyarrow, zlib-compressed here: a Feather file of three rows and every type, buffers in LZ4. */
const FEATHER = inflateSync(
  Buffer.from(
    "eNrtWL1vHEUUf7O7d16FBTb4hI5g4GSEMFYQRkLiJCLlgpBwYRQrDSlC5K+LfMRYJr4gpzuhILmgSIUoXZouBcWVlvgHUlBQpLgCCRcUkUAoEviW33zdzTzv3oFJQeGV3s28eb95X/NmdvYuXbly+eO3iTI8+xFRSvI5QwmVqUQxenhERBDR46Msk+1Z0AI6CehhSHQftAtaAr0DikEPAqI26HdBtA/aAs2DfsXc8yCpJ/4ry6BcSJsVM6bMgTZBu5Cf15izUl41GClPTfsZ6D4we5nE0dMSUzM4mKerRvcEqLnZvtVqblMP+Ltab5A6euVTAn2xvHG7iXZHYUjUlL0KsiH1JIpLDZz7jtDpZvMOfYBcHWobKfe9Yny7sUF0DjjZrxwpbMj9kW2r3ZRh0i2NoYZuozzbK61NOoB8TWMqHCNtbWwT/Qx5Cksx1lnGJOPTMYmSxNedPFo/1lqrbdmPVSYi80u0dzTM04V+lvW0bbUWU85a1M26yf42NK0Dm/QVtpRXAyugryGf6w/XimOWpZ99bb+Bn2samxTVC1JOPWDu9vPX3833jqP3e42fSJ2YbM7XmqvIRaIyEqvdo2M81HPO5K1BG2vwvqrZgFLVijgvvjXQp7q2qa5x5aJcdSG/lhXnEybpIeSdLL/WJGZd8Xq/74/A3UDdyNopm5Efs/x8SuxthY0UNh7spTLbS3ruFJvbUnMS0ISaa9dDnlddE6N8EljVJ1aitFIQKT/mafi4dZuqOVNoo8Gcq8a+3Z80qAmdj5CKn1dNO2PaFxyZYPq0v0b39EfVpcaXYDu50MDHge3s3HHkMg+H0Yg8hJGKKS25tv24Z8Jh3GFO3HPOWJW1r5m2weKz/DnTLrF5Oyxve2y+5V8y7QGb/5NpX3eT7OS9Jnx8nfGLjF8Xvj/3mHzf8LPWPpM/YvJawOwHvr9LrCAsb/O5y+bvMb5r+GnD95i+HrMXh35+ZlgxW97Gvxiy/Bj+DcN/y/R1Gf5B6Nt/HPr1UI18/Bzj5w3/lq0XJr8X+fq7kR9PEf+KXT+m7xHDW/5FVvuhX27HzoSTyp8UH5zQHj0hf8vMDy4XTP84PizQY85DsJ2Su45m/Bm5FQXQnaNMP0yPwYHtZOpyOEZ/7nl9cFEPpsPTr+zjyhJXpwuD8ytHv3Ip9cdT8z4IHCp6H/zwHY33P2dc/Mt4f7k8fOWMtcfWYxLdrxq/Lfxx/cMy5mz13n1PfBKO9luJ547rmf0G6Nk/M0ETL9NiQf2cNL/p8TqaVnUUjLVTGmWf5eMpdN+Uern/BX4KfjcYdy8Ycb/4R/mq+ePPoTsJ8KSI6fkgPuZ2nj9bn598XUKHivbt8srqeP0548/mrEdV2e1c1DeXBqjT+C91JRwyd08PF/P1yNF/k9zvEj0e2X3r3v9ocJ+tqJu2/JpLzA1uwdxJ7XfQQcl/v7n3QuG8J+155d6fT7//T7//T7//T7///w/f//L8uqT+u/wbr/cvTA==",
    "base64",
  ),
);

function rowsOf(bytes: Uint8Array): readonly Readonly<Record<string, ArrowValue>>[] {
  const { fields, batches } = readArrowTable(bytesSource(bytes));
  const rows: Record<string, ArrowValue>[] = [];
  for (const batch of batches)
    for (let row = 0; row < batch.rows; row++)
      rows.push(Object.fromEntries(fields.map(({ name }, column) => [name, batch.columns[column]?.(row) ?? null])));
  return rows;
}

describe("readArrowTable", () => {
  it("reads the values of every type, compressed", () => {
    const [first, second, third] = rowsOf(FEATHER);
    expect(first).toEqual({
      i: "1",
      u: 255,
      f: 1.5,
      h: 0.5,
      s: "é",
      b: true,
      d: "2026-01-02",
      ts: "2026-01-02T03:04:05Z",
      dec: "1.50",
      l: ["1", "2"],
      st: { a: "1", b: "x" },
      dict: "x",
      ls: "p",
      bin: "3 bytes",
      fl: [1, 2],
      m: [{ key: "k", value: 1 }],
      n: null,
    });
    expect(second).toMatchObject({ i: null, s: "", dec: "-0.05", l: [], st: null, dict: "y", m: [] });
    expect(third).toMatchObject({ i: "-3", h: -2, s: null, d: "1969-12-31", st: { a: null, b: "y" }, dict: "x", fl: null });
  });

  it("names the types as the file states them", () => {
    expect(
      readArrowTable(bytesSource(FEATHER))
        .fields.slice(0, 5)
        .map(({ typeName }) => typeName),
    ).toEqual(["int64", "uint8", "float32", "float16", "string"]);
  });

  it("throws nothing but FormatError for cut and changed files, in bounded time", () => {
    let damaged = 0;
    for (let length = 0; length < FEATHER.length; length += 41) {
      const bytes = Uint8Array.from(FEATHER.subarray(0, length));
      try {
        rowsOf(bytes);
      } catch (error) {
        damaged++;
        expect(error).toBeInstanceOf(FormatError);
      }
    }
    for (let at = 8; at < FEATHER.length; at += 5) {
      const bytes = Uint8Array.from(FEATHER);
      bytes[at] = (bytes[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 0x41);
      try {
        rowsOf(bytes);
      } catch (error) {
        damaged++;
        expect(error).toBeInstanceOf(FormatError);
      }
    }
    expect(damaged).toBeGreaterThan(50);
  });

  it("refuses what is no Arrow", () => {
    expect(() => readArrowTable(bytesSource(Buffer.from("PAR1 and more bytes")))).toThrow(/not Arrow IPC/);
  });
});
