import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileJournal } from "./journal.ts";
import { limited } from "./limit.ts";
import { withoutSecrets } from "./masking.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("fileJournal", () => {
  it("gives back what an earlier run noted, and is readable by its owner only", () => {
    const file = join(folder, "calls.jsonl");
    fileJournal(file).put("a", { b: [1] });
    expect(fileJournal(file).get("a")).toEqual({ b: [1] });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("goes on after a line that was cut off", () => {
    const file = join(folder, "calls.jsonl");
    fileJournal(file).put("a", 1);
    appendFileSync(file, '{"key":"b","ans');
    const journal = fileJournal(file);
    expect([journal.get("a"), journal.get("b")]).toEqual([1, undefined]);
    journal.put("c", 3);
    expect(readFileSync(file, "utf8").trim().split("\n").at(-1)).toBe('{"key":"c","answer":3}');
    expect(fileJournal(file).get("c")).toBe(3);
  });

  it("refuses a file that is something else, with the line", () => {
    const file = join(folder, "notes.txt");
    writeFileSync(file, '{"key":"a","answer":1}\nmy notes\n{"key":"b","answer":2}\n');
    expect(() => fileJournal(file)).toThrow(/notes\.txt:2 is no line/);
  });
});

describe("withoutSecrets", () => {
  it("masks by name and by form, in scripts of base64 too, and leaves the rest", () => {
    const script = Buffer.from(
      `#!/bin/bash\nexport AWS_ACCESS_KEY_ID=AKIA${"QZ7T4MXN2WKD6PLE"}\necho ready for the next notebook\n`,
    ).toString("base64");
    const clean = withoutSecrets({
      Environment: { DB_PASSWORD: "correct-horse-7", MODE: "production-mode" },
      env: [{ name: "API_TOKEN", value: "abcdefgh12345" }],
      OnStart: [{ Content: script }],
      Image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/serve@sha256:0000",
    });
    expect(clean).toEqual({
      Environment: { DB_PASSWORD: "********", MODE: "production-mode" },
      env: [{ name: "API_TOKEN", value: "********" }],
      OnStart: [{ Content: "********" }],
      Image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/serve@sha256:0000",
    });
  });

  it("leaves out what is too long to be looked through", () => {
    expect(String(withoutSecrets("x".repeat(300_000))).length).toBeLessThan(200);
  });
});

describe("limited", () => {
  it("runs no more at once than it is told, also where work fails", async () => {
    const run = limited(2);
    let [now, most] = [0, 0];
    const work = async (): Promise<void> => {
      now++;
      most = Math.max(most, now);
      await Promise.resolve();
      now--;
      throw new Error("no");
    };
    await Promise.allSettled(Array.from({ length: 9 }, () => run(work)));
    expect([now, most]).toEqual([0, 2]);
  });
});
