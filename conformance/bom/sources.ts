import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "./label-schema.ts";

/** A folder to scan, or the reason why there is none. Never counted as passed. */
export type Obtained =
  | { readonly state: "ready"; readonly folder: string; readonly note?: string }
  | { readonly state: "skipped"; readonly reason: string };

export interface Places {
  /** Folder of this repository, where the examples stand. */
  readonly root: string;
  /** Folder of checkouts `<org>__<name>` and unpacked packages `<registry>__<name>`. */
  readonly sources: string;
  /** Folder for downloads; kept between runs. */
  readonly cache: string;
}
type Registry = Extract<Source, { version: string }>;

/** Runs a program without a shell; replaced in tests. Returns its standard output. */
export type Run = (program: string, args: readonly string[], folder: string) => string;
export const runProgram: Run = (program, args, folder) =>
  execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 600_000 });

const skipped = (reason: string): Obtained => ({ state: "skipped", reason });
const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

/** The folder name of a source: `org__name`, or `pypi__name` with an npm scope flattened. */
export function sourceName(source: Exclude<Source, { type: "example" }>): string {
  if (source.type === "github") return source.repository.replace("/", "__");
  return `${source.type}__${source.name.replace(/^@/u, "").replace(/\//gu, "__")}`;
}

/**
 * The ordinary client's command that puts the published source archive into the working folder. With a
 * hash, pip checks it before it runs the package's build script for its metadata.
 */
export function downloadCommand(source: Registry): readonly [string, readonly string[]] | undefined {
  const { name, version, sha256 } = source;
  if (source.type === "npm") return ["npm", ["pack", "--silent", "--ignore-scripts", `${name}@${version}`]];
  if (source.type !== "pypi") return undefined;
  const hash = sha256 === undefined ? "" : ` --hash=sha256:${sha256}`;
  const script = 'printf "%s\\n" "$1" > requirement.txt && python3 -m pip download -q --no-deps --no-binary :all: -r requirement.txt -d .';
  return ["sh", ["-c", script, "pip", `${name}==${version}${hash}`]];
}

function onlyEntry(folder: string): string {
  const entries = readdirSync(folder);
  const [entry] = entries;
  return entries.length === 1 && entry !== undefined ? join(folder, entry) : folder;
}

function download(source: Registry, places: Places, run: Run): Obtained {
  const kept = join(places.cache, `${sourceName(source)}__${source.version}`);
  if (existsSync(kept)) return { state: "ready", folder: onlyEntry(kept) };
  const command = downloadCommand(source);
  if (command === undefined) return skipped(`${source.type} packages are read from --sources only`);
  mkdirSync(places.cache, { recursive: true });
  const work = mkdtempSync(join(places.cache, "download-"));
  try {
    run(command[0], command[1], work);
    const archive = readdirSync(work).find((name) => /\.(?:tar\.gz|tgz)$/u.test(name));
    if (archive === undefined) return skipped("the registry has no source archive (.tar.gz)");
    const digest = createHash("sha256")
      .update(readFileSync(join(work, archive)))
      .digest("hex");
    if (source.sha256 !== undefined && digest !== source.sha256) return skipped(`sha256 is ${digest}, the label is for ${source.sha256}`);
    mkdirSync(join(work, "unpacked"));
    run("tar", ["-xzf", archive, "--no-same-owner", "-C", "unpacked"], work);
    renameSync(join(work, "unpacked"), kept);
    return { state: "ready", folder: onlyEntry(kept) };
  } catch (error) {
    return skipped(`could not be downloaded: ${firstLine(error)}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function checkout(folder: string, commit: string, run: Run): Obtained {
  if (!existsSync(folder)) return skipped(`no folder ${folder}`);
  if (!existsSync(join(folder, ".git"))) return { state: "ready", folder, note: "commit not verified" };
  try {
    const head = run("git", ["rev-parse", "HEAD"], folder).trim();
    return head === commit ? { state: "ready", folder } : skipped(`checkout is at ${head}, the label is for ${commit}`);
  } catch (error) {
    return skipped(`the commit could not be read: ${firstLine(error)}`);
  }
}

/** Finds or downloads what a label is about. An unpacked copy under `sources` serves when a registry cannot. */
export function obtain(source: Source, places: Places, run: Run = runProgram): Obtained {
  if (source.type === "example") {
    const folder = join(places.root, source.path);
    return existsSync(folder) ? { state: "ready", folder } : skipped(`no folder ${folder}`);
  }
  const local = join(places.sources, sourceName(source));
  if (source.type === "github") return checkout(local, source.commit, run);
  const downloaded = download(source, places, run);
  if (downloaded.state === "ready" || !existsSync(local)) return downloaded;
  return { state: "ready", folder: local, note: `unverified copy (${downloaded.reason})` };
}
