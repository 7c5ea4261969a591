import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readMaskingKey } from "./keys.ts";
import { type Lookup, Vault } from "./vault.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-vault-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const key = Buffer.alloc(32, 1);
const path = (): string => join(folder, "vault.jsonl");
const filled = (): void => {
  const vault = Vault.open(folder, "people", key);
  vault.put("t1", "name", "Anna Schmidt");
  vault.put("t2", "name", "");
  vault.put("t1", "name", "Anna Schmidt");
  vault.commit();
  vault.close();
};
function opened<T>(work: (vault: Vault) => T): T {
  const vault = Vault.open(folder, "people", key);
  try {
    vault.tell({ reason: "test", what: "names" }, () => undefined);
    return work(vault);
  } finally {
    vault.close();
  }
}

describe("a vault", () => {
  it("keeps values sealed, over openings, and tells who looks up before it gives one", () => {
    filled();
    expect(readFileSync(path(), "utf8")).not.toContain("Anna");
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    const vault = Vault.open(folder, "people", key);
    expect(vault.size).toBe(2);
    expect(() => vault.get("t1", "name")).toThrow(/before the look-up is recorded/);
    expect(() => vault.tell({ reason: " ", what: "x" }, () => undefined)).toThrow(/reason/);
    expect(() =>
      vault.tell({ reason: "x", what: "x" }, () => {
        throw new Error("ledger is full");
      }),
    ).toThrow("ledger is full");
    expect(() => vault.get("t1", "name")).toThrow(/before/);
    const told: Lookup[] = [];
    vault.tell({ reason: "case 7", what: "names" }, (lookup) => told.push(lookup));
    expect(told).toEqual([{ dataset: "people", reason: "case 7", what: "names" }]);
    expect(vault.get("t1", "name")).toBe("Anna Schmidt");
    expect(vault.get("t2", "name")).toBe("");
    expect(vault.get("none", "name")).toBeUndefined();
    vault.put("t3", "name", "new");
    expect(vault.get("t3", "name")).toBe("new");
    vault.close();
  });

  it("lets one process at a time in", () => {
    const vault = Vault.open(folder, "people", key);
    expect(() => Vault.open(folder, "people", key)).toThrow(/held by another/);
    vault.close();
    opened(() => undefined);
  });

  it("takes away a torn line and goes on", () => {
    filled();
    appendFileSync(path(), '{"token":"t9","sea');
    opened((vault) => {
      expect(vault.size).toBe(2);
      vault.put("t4", "name", "four");
      vault.commit();
    });
    expect(opened((vault) => vault.get("t4", "name"))).toBe("four");
  });

  it("refuses another key, another data set, moved and changed entries", () => {
    filled();
    expect(() => Vault.open(folder, "people", Buffer.alloc(32, 2))).toThrow(/another key/);
    expect(() => Vault.open(folder, "orders", key)).toThrow(/another data set/);
    expect(() => opened((vault) => vault.get("t1", "street"))).toThrow(/was changed/);
    const text = readFileSync(path(), "utf8");
    writeFileSync(path(), text.replace('"token":"t1"', '"token":"t8"'));
    expect(() => opened((vault) => vault.get("t8", "name"))).toThrow(/was changed/);
    writeFileSync(path(), text.replace(/"sealed":"..../, '"sealed":"AAAA'));
    expect(() => opened((vault) => vault.get("t1", "name"))).toThrow(/was changed/);
    writeFileSync(path(), `${text}junk\n`);
    expect(() => Vault.open(folder, "people", key)).toThrow(/begins no entry/);
    writeFileSync(path(), "{}\n");
    expect(() => Vault.open(folder, "people", key)).toThrow(/no vault/);
  });

  it("cannot be made where there is no folder", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => Vault.open(join(folder, "file", "below"), "people", key)).toThrow(/cannot be made/);
  });
});

describe("masking keys", () => {
  it("are read as bytes, hexadecimal or base64, and refused otherwise without being quoted", () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7));
    for (const content of [bytes, Buffer.from(`${bytes.toString("hex")}\n`), Buffer.from(`${bytes.toString("base64")}\n`)])
      expect(Buffer.from(readMaskingKey(content, "k"))).toEqual(bytes);
    for (const content of ["", "secretsecret", "a".repeat(63), "a".repeat(5000)]) {
      expect(() => readMaskingKey(Buffer.from(content), "mask.key")).toThrow(/mask\.key is no masking key/);
      if (content.includes("secretsecret"))
        try {
          readMaskingKey(Buffer.from(content), "mask.key");
        } catch (error) {
          expect(String(error)).not.toContain("secretsecret");
        }
    }
  });
});
