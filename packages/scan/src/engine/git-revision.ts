import { execFile, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { repositoryAround } from "../project/git/repository.ts";
import { ScanError } from "./errors.ts";
import { GIT_ENVIRONMENT, GIT_SAFE } from "./git-changes.ts";

const run = promisify(execFile);

interface Blob {
  readonly path: string;
  readonly id: string;
}

/** Paths that cannot lead out of the folder, nor be taken for git's own. */
function isPlain(path: string): boolean {
  return (
    path !== "" &&
    !path.startsWith("/") &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== ".." && part.toLowerCase() !== ".git" && !part.includes("\\"))
  );
}

async function listBlobs(workTree: string, revision: string, prefix: string): Promise<readonly Blob[]> {
  const { stdout } = await run(
    "git",
    [...GIT_SAFE, "ls-tree", "-r", "-z", "--full-tree", revision, "--", ...(prefix === "" ? [] : [prefix])],
    { cwd: workTree, maxBuffer: 2 ** 28, env: { ...process.env, ...GIT_ENVIRONMENT } },
  );
  return stdout.split("\0").flatMap((line): Blob[] => {
    const [, mode, id, full] = /^(\d+) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
    const path = full !== undefined && prefix !== "" ? full.slice(prefix.length + 1) : full;
    return mode?.startsWith("100") === true && id !== undefined && path !== undefined && isPlain(path) ? [{ path, id }] : [];
  });
}

/**
 * Writes the files of a revision below a folder, as git has them: no filter, hook or attribute of the repository
 * runs. Links and submodules are left out.
 * @throws ScanError NOT_A_REVISION
 */
export async function materialiseRevision(folder: string, revision: string, into: string): Promise<void> {
  const repository = repositoryAround(folder);
  if (repository === undefined)
    throw new ScanError("NOT_A_REVISION", `${folder} is not in a git repository; give scan files instead of revisions.`);
  const prefix = relative(repository.workTree, folder).split(sep).join("/");
  let blobs: readonly Blob[];
  try {
    const { stdout } = await run("git", [...GIT_SAFE, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], {
      cwd: folder,
      env: { ...process.env, ...GIT_ENVIRONMENT },
    });
    blobs = await listBlobs(repository.workTree, stdout.trim(), prefix);
  } catch (cause) {
    throw new ScanError(
      "NOT_A_REVISION",
      `git knows no revision ${revision} in ${folder}; fetch it first (a shallow clone has few), or give a scan file.`,
      { cause },
    );
  }
  await writeBlobs(repository.workTree, blobs, into);
}

/** Feeds `git cat-file --batch` and splits its answers: `<id> blob <size>\n<bytes>\n`. */
function writeBlobs(workTree: string, blobs: readonly Blob[], into: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...GIT_SAFE, "cat-file", "--batch"], {
      cwd: workTree,
      env: { ...process.env, ...GIT_ENVIRONMENT },
      stdio: ["pipe", "pipe", "ignore"],
    });
    let rest = Buffer.alloc(0);
    let next = 0;
    const take = (): void => {
      for (;;) {
        const end = rest.indexOf(10);
        if (end < 0) return;
        const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(rest.toString("latin1", 0, end))?.[1] ?? "-1");
        const blob = blobs[next];
        if (blob === undefined) return;
        if (size >= 0 && rest.length < end + 2 + size) return;
        if (size >= 0) {
          const path = join(into, blob.path);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, rest.subarray(end + 1, end + 1 + size));
        }
        rest = rest.subarray(size < 0 ? end + 1 : end + 2 + size);
        next++;
      }
    };
    const chunks: Buffer[] = [];
    let waiting = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      waiting += chunk.length;
      // Joined in large steps: a blob of many chunks is not copied once for each.
      if (waiting < 1_000_000) return;
      rest = Buffer.concat([rest, ...chunks.splice(0)]);
      waiting = 0;
      take();
    });
    child.on("error", reject);
    child.on("close", () => {
      rest = Buffer.concat([rest, ...chunks.splice(0)]);
      take();
      if (next === blobs.length) resolve();
      else reject(new ScanError("NOT_A_REVISION", "git did not hand over all files of the revision; is the clone complete?"));
    });
    child.stdin.on("error", () => {});
    child.stdin.end(blobs.map(({ id }) => `${id}\n`).join(""));
  });
}
