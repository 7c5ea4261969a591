import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Source } from "./label-schema.ts";
import { downloadCommand, obtain, type Places, type Run, sourceName } from "./sources.ts";

const COMMIT = "0123abc";
const GITHUB: Source = { type: "github", repository: "org/name", commit: COMMIT };
const NPM: Source = { type: "npm", name: "@scope/app", version: "1.2.3" };
const ARCHIVE = "archive";

/** A client that "downloads" one archive holding the folder `package`. */
const client: Run = (program, _args, folder) => {
  if (program === "tar") mkdirSync(join(folder, "unpacked", "package"));
  else writeFileSync(join(folder, "app.tgz"), ARCHIVE);
  return "";
};
const broken: Run = () => {
  throw new Error("no such package\nmore");
};

let base = "";
let places: Places = { root: "", sources: "", cache: "" };
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "bom-sources-"));
  places = { root: base, sources: join(base, "sources"), cache: join(base, "cache") };
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

describe("a checkout", () => {
  const folder = (): string => join(places.sources, "org__name");
  it("is skipped when it is not there", () => {
    expect(obtain(GITHUB, places)).toMatchObject({ state: "skipped" });
  });
  it("must stand at the labelled commit", () => {
    mkdirSync(join(folder(), ".git"), { recursive: true });
    expect(obtain(GITHUB, places, () => `${COMMIT}\n`)).toEqual({ state: "ready", folder: folder() });
    expect(obtain(GITHUB, places, () => "fff\n")).toMatchObject({ state: "skipped" });
    expect(obtain(GITHUB, places, broken)).toMatchObject({ state: "skipped" });
  });
  it("without a history is used and said to be unverified", () => {
    mkdirSync(folder(), { recursive: true });
    expect(obtain(GITHUB, places)).toMatchObject({ state: "ready", note: "commit not verified" });
  });
});

describe("an example of this repository", () => {
  it("is scanned where it stands", () => {
    const example: Source = { type: "example", path: "examples/demo" };
    expect(obtain(example, places)).toMatchObject({ state: "skipped" });
    mkdirSync(join(base, "examples/demo"), { recursive: true });
    expect(obtain(example, places)).toEqual({ state: "ready", folder: join(base, "examples/demo") });
  });
});

describe("a package", () => {
  it("is downloaded once and unpacked", () => {
    const first = obtain(NPM, places, client);
    expect(first).toEqual({ state: "ready", folder: join(places.cache, "npm__scope__app__1.2.3", "package") });
    expect(obtain(NPM, places, broken)).toEqual(first);
  });
  it("must have the labelled hash", () => {
    const sha256 = createHash("sha256").update(ARCHIVE).digest("hex");
    expect(obtain({ ...NPM, sha256 }, places, client)).toMatchObject({ state: "ready" });
    rmSync(places.cache, { recursive: true });
    expect(obtain({ ...NPM, sha256: "0".repeat(64) }, places, client)).toMatchObject({ state: "skipped" });
  });
  it("is skipped with the reason, and leaves nothing behind, when the registry fails", () => {
    expect(obtain(NPM, places, broken)).toEqual({ state: "skipped", reason: "could not be downloaded: no such package" });
    expect(existsSync(join(places.cache, "npm__scope__app__1.2.3"))).toBe(false);
  });
  it("falls back to an unpacked copy, which is said to be unverified", () => {
    const copy = join(places.sources, "npm__scope__app");
    mkdirSync(copy, { recursive: true });
    expect(obtain(NPM, places, broken)).toMatchObject({ state: "ready", folder: copy });
  });
  it("of a registry without a download command needs a copy", () => {
    expect(obtain({ type: "crate", name: "x", version: "1" }, places, client)).toMatchObject({ state: "skipped" });
  });
});

describe("names and commands", () => {
  it("names the folder after the source", () => {
    expect(sourceName(GITHUB)).toBe("org__name");
    expect(sourceName(NPM)).toBe("npm__scope__app");
  });
  it("passes the hash to pip, which checks it before it builds", () => {
    const [program, args] = downloadCommand({ type: "pypi", name: "app", version: "1.0", sha256: "ab" }) ?? ["", []];
    expect(program).toBe("sh");
    expect(args.at(-1)).toBe("app==1.0 --hash=sha256:ab");
    expect(args[1]).toContain("--no-binary :all:");
  });
  it("runs no scripts of npm packages", () => {
    expect(downloadCommand(NPM)?.[1]).toContain("--ignore-scripts");
  });
});
