import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProtectError } from "../errors.ts";
import { discardUnfinished, NewFile, writeFileWhole } from "./new-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castellan-new-file-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

describe("NewFile", () => {
  it("shows nothing until it is whole", () => {
    const path = join(folder, "deep/er/x.bin");
    const file = new NewFile(path, 0o600);
    file.write(Buffer.from("one "));
    expect(readdirSync(join(folder, "deep/er"))).toEqual([`x.bin.${process.pid}.part`]);
    file.write(Buffer.from("two"));
    file.finish();
    expect(readdirSync(join(folder, "deep/er"))).toEqual(["x.bin"]);
    expect(readFileSync(path, "utf8")).toBe("one two");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("leaves the old file as it is when it is given up", () => {
    const path = join(folder, "x");
    writeFileWhole(path, "old");
    const file = new NewFile(path);
    file.write(Buffer.from("new"));
    file.discard();
    file.finish();
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["x"]);
  });

  it("takes away parts when the process is interrupted", () => {
    new NewFile(join(folder, "x")).write(Buffer.from("half"));
    discardUnfinished();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not write through a link that somebody laid where its part goes", () => {
    const victim = join(folder, "victim");
    writeFileSync(victim, "kept");
    symlinkSync(victim, join(folder, `x.${process.pid}.part`));
    writeFileWhole(join(folder, "x"), "new");
    expect(readFileSync(victim, "utf8")).toBe("kept");
    expect(readFileSync(join(folder, "x"), "utf8")).toBe("new");
  });

  it("says what cannot be written, and leaves nothing", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => writeFileWhole(join(folder, "file/x"), "new")).toThrow(ProtectError);
    expect(() => writeFileWhole(folder, "new")).toThrow(/cannot be written/);
    expect(readdirSync(folder)).toEqual(["file"]);
  });
});
