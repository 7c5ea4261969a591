import { createHash } from "node:crypto";
import { closeSync, lstatSync, mkdirSync, readdirSync, readlinkSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { ProtectError } from "../errors.ts";
import { discardLeftParts } from "../files/left-parts.ts";
import { writeFileWhole } from "../files/new-file.ts";
import { encodeBase64 } from "./base64.ts";
import { bytesReader, descriptorReader } from "./byte-reader.ts";
import { decryptFile, encryptFile, type FileOptions, openInput } from "./encrypt-file.ts";
import type { Identity, Recipient } from "./recipient.ts";
import { encryptStream, readHeader } from "./stream.ts";
import { type FolderManifest, MANIFEST, readManifest, SEALED_ENDING, staysInside, writeManifest } from "./tree-manifest.ts";
import { TreeProgress } from "./tree-progress.ts";

const PROGRESS = ".castellan-progress";

/** What became of a folder; paths are relative and `/`-separated. */
export interface TreeResult {
  readonly files: number;
  readonly bytes: number;
  /** Done by an earlier run that was interrupted. */
  readonly before: number;
  /** What could not be done, and why; everything else is. */
  readonly failed: readonly { readonly path: string; readonly reason: string; readonly code?: string }[];
}

interface Found {
  readonly files: string[];
  readonly links: { path: string; target: string }[];
  readonly folders: string[];
  readonly failed: { path: string; reason: string }[];
}

/** Everything below a folder, sorted; links are not followed. */
function walk(root: string): Found {
  const found: Found = { files: [], links: [], folders: [], failed: [] };
  const visit = (folder: string): void => {
    let names: readonly Buffer[];
    try {
      names = readdirSync(join(root, folder), { encoding: "buffer" });
    } catch (cause) {
      found.failed.push({
        path: folder || ".",
        reason: `the folder cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
      });
      return;
    }
    if (names.length === 0 && folder !== "") found.folders.push(folder);
    for (const bytes of names) {
      const name = bytes.toString("utf8");
      const path = folder === "" ? name : `${folder}/${name}`;
      if (!Buffer.from(name).equals(bytes) || name.includes("\\")) {
        found.failed.push({ path, reason: "its name is not UTF-8 or has a backslash; rename it" });
        continue;
      }
      const stats = lstatSync(join(root, path));
      if (stats.isDirectory()) visit(path);
      else if (stats.isFile()) found.files.push(path);
      else if (stats.isSymbolicLink()) found.links.push({ path, target: readlinkSync(join(root, path)) });
      else found.failed.push({ path, reason: "it is neither a file, a folder nor a link" });
    }
  };
  visit("");
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  found.files.sort();
  found.folders.sort();
  found.links.sort(byPath);
  return found;
}

function real(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    return join(real(dirname(absolute)), absolute.slice(dirname(absolute).length));
  }
}

/** @throws ProtectError OPTION_INVALID where one folder lies in the other */
function checkApart(input: string, output: string): void {
  const [from, to] = [real(input), real(output)];
  const within = (one: string, other: string): boolean => !relative(other, one).split(sep).includes("..");
  if (within(to, from) || within(from, to))
    throw new ProtectError("OPTION_INVALID", `${output} and ${input} lie in one another; name a folder apart for the result.`);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
  } catch (cause) {
    throw new ProtectError("FILE_UNWRITABLE", `${path} cannot be made (${cause instanceof Error ? cause.message : String(cause)}).`, {
      cause,
    });
  }
}

const purposeOf = (what: string, names: readonly string[]): string =>
  createHash("sha256")
    .update(JSON.stringify([what, ...names]))
    .digest("hex");

/** What tells an encrypted file from every other. @throws ProtectError FILE_MISSING, FILE_UNREADABLE, FORMAT_INVALID, NOT_DECRYPTED */
async function codeOf(path: string): Promise<string> {
  const { descriptor } = openInput(path);
  try {
    return encodeBase64((await readHeader(descriptorReader(descriptor, path))).header.mac);
  } finally {
    closeSync(descriptor);
  }
}

interface TreeJob {
  readonly input: string;
  readonly output: string;
  readonly paths: readonly { readonly from: string; readonly to: string }[];
  readonly progress: TreeProgress;
  readonly options: FileOptions;
  act(from: string, to: string, options: FileOptions): Promise<number>;
}

async function each({ input, output, paths, progress, options, act }: TreeJob): Promise<TreeResult> {
  let [files, bytes, before] = [0, 0, 0];
  const failed: { path: string; reason: string; code?: string }[] = [];
  const folders = new Set<string>();
  for (const [index, { from, to }] of paths.entries()) {
    options.signal?.throwIfAborted();
    options.progress?.(index, paths.length);
    const [source, target] = [join(input, from), join(output, to)];
    try {
      if (!folders.has(dirname(target))) {
        folders.add(dirname(target));
        discardLeftParts(`${dirname(target)}/`);
      }
      const stats = lstatSync(source, { throwIfNoEntry: false });
      if (stats === undefined) throw new ProtectError("FILE_MISSING", "it is not there");
      if (progress.has(from, stats, lstatSync(target, { throwIfNoEntry: false }))) {
        before++;
        continue;
      }
      bytes += await act(source, target, {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        durable: options.durable ?? false,
      });
      files++;
      progress.add(from, stats, lstatSync(target).size);
    } catch (error) {
      if (options.signal?.aborted === true) throw error;
      failed.push({
        path: from,
        reason: error instanceof Error ? error.message : String(error),
        ...(error instanceof ProtectError ? { code: error.code } : {}),
      });
    }
  }
  return { files, bytes, before, failed };
}

/**
 * Encrypts every file of a folder to one of its own beside a manifest, each whole or not there. What an earlier run did is
 * not done again. Without a failure the manifest closes the folder; with one there is none, and a next run goes on.
 * @throws ProtectError OPTION_INVALID, FILE_UNWRITABLE
 */
export async function encryptTree(
  input: string,
  output: string,
  recipients: readonly Recipient[],
  options: FileOptions = {},
): Promise<TreeResult> {
  checkApart(input, output);
  const found = walk(input);
  if (found.files.includes(MANIFEST))
    throw new ProtectError("OPTION_INVALID", `${input} holds a file ${MANIFEST}, whose place is the manifest's; rename it.`);
  makeFolder(output);
  const progress = new TreeProgress(
    join(output, PROGRESS),
    purposeOf(
      "encrypt",
      recipients.map(({ name }) => name),
    ),
  );
  const paths = found.files.map((path) => ({ from: path, to: `${path}${SEALED_ENDING}` }));
  const act = (from: string, to: string, own: FileOptions): Promise<number> => encryptFile(from, to, recipients, own);
  const result = await each({ input, output, paths, progress, options, act });
  const failed = [...found.failed, ...result.failed];
  if (failed.length > 0) return { ...result, failed };
  const files: FolderManifest["files"] = [];
  for (const path of found.files) {
    const stats = lstatSync(join(input, path));
    const code = await codeOf(join(output, `${path}${SEALED_ENDING}`));
    files.push({ path, bytes: stats.size, executable: (stats.mode & 0o100) !== 0, code });
  }
  const manifest: FolderManifest = {
    schema: "castellan/encrypted-folder/1",
    files,
    links: found.links,
    folders: found.folders,
  };
  const parts: Buffer[] = [];
  await encryptStream(
    bytesReader(Buffer.from(writeManifest(manifest))),
    { write: (part) => void parts.push(Buffer.from(part)) },
    recipients,
  );
  writeFileWhole(join(output, `${MANIFEST}${SEALED_ENDING}`), Buffer.concat(parts));
  progress.finish();
  return { ...result, failed };
}

/**
 * Decrypts a folder that `encryptTree` wrote; links that would leave it are not made.
 * @throws ProtectError FILE_MISSING without a manifest, NOT_DECRYPTED, OPTION_INVALID, FILE_UNWRITABLE
 */
export async function decryptTree(
  input: string,
  output: string,
  identities: readonly Identity[],
  options: FileOptions = {},
): Promise<TreeResult> {
  checkApart(input, output);
  const parts: Buffer[] = [];
  await decryptFile(join(input, `${MANIFEST}${SEALED_ENDING}`), { write: (part) => void parts.push(Buffer.from(part)) }, identities);
  const manifest = readManifest(Buffer.concat(parts).toString("utf8"));
  makeFolder(output);
  const progress = new TreeProgress(join(output, PROGRESS), purposeOf("decrypt", []));
  const stated = new Map(manifest.files.map((file) => [file.path, file]));
  const act = async (from: string, to: string, own: FileOptions): Promise<number> => {
    const path = relative(input, from).split(sep).join("/").slice(0, -SEALED_ENDING.length);
    checkNoLink(output, path);
    const wanted = stated.get(path);
    if ((await codeOf(from)) !== wanted?.code)
      throw new ProtectError(
        "NOT_DECRYPTED",
        "This is not the file that was encrypted here: it was exchanged for another. Take it from where it was encrypted again.",
      );
    return decryptFile(from, to, identities, { ...own, mode: wanted.executable ? 0o700 : 0o600 });
  };
  const paths = manifest.files.map(({ path }) => ({ from: `${path}${SEALED_ENDING}`, to: path }));
  const result = await each({ input, output, paths, progress, options, act });
  const failed = [...result.failed];
  for (const path of manifest.folders) {
    checkNoLink(output, `${path}/x`);
    makeFolder(join(output, path));
  }
  for (const { path, target } of manifest.links) {
    if (!staysInside(path, target))
      failed.push({ path, reason: `the link leaves the folder (to ${target}); make it yourself if it is wanted` });
    else if (lstatSync(join(output, path), { throwIfNoEntry: false }) === undefined) {
      checkNoLink(output, path);
      makeFolder(dirname(join(output, path)));
      symlinkSync(target, join(output, path));
    }
  }
  if (failed.length === 0) progress.finish();
  return { ...result, failed };
}

/** Nothing is written through a link that stands in the output. @throws ProtectError OPTION_INVALID */
function checkNoLink(output: string, path: string): void {
  let place = output;
  for (const part of path.split("/").slice(0, -1)) {
    place = join(place, part);
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw new ProtectError("OPTION_INVALID", `${place} is a link; nothing is written through it. Take it away or name another folder.`);
  }
}
