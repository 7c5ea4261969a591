import type { HashType } from "../hashing/digest.ts";
import { type HashOptions, hashStretches } from "../hashing/hash-stretches.ts";
import type { TreeFile } from "../hashing/model-tree.ts";
import type { HashFailure, HashTask } from "../hashing/task.ts";
import type { SignedResource } from "./statement.ts";

/** How a model is cut into digests. */
export interface DigestPlan {
  readonly method: "files" | "shards";
  readonly hash: HashType;
  readonly shardBytes?: number | undefined;
  readonly links: boolean;
}

export interface DigestFault {
  readonly code: HashFailure;
  readonly file: string;
  readonly message: string;
}

export interface ModelDigests {
  /** In the order of the files, shards of one by their place. */
  readonly resources: readonly SignedResource[];
  readonly faults: readonly DigestFault[];
  readonly bytes: number;
}

/** The stretches of a file: whole, or shards of a size, of which an empty file has none (as in `model_signing`). */
function rangesOf(bytes: number, { method, shardBytes = 0 }: DigestPlan): readonly (readonly [number, number])[] {
  if (method === "files") return [[0, bytes]];
  return Array.from(
    { length: Math.ceil(bytes / shardBytes) },
    (_, index) => [index * shardBytes, Math.min(bytes, (index + 1) * shardBytes)] as const,
  );
}

/** Digests of the files of a model on all cores. @throws ProtectError where hashing as a whole was given up */
export async function digestsOf(files: readonly TreeFile[], plan: DigestPlan, options: HashOptions = {}): Promise<ModelDigests> {
  const places: { readonly file: string; readonly range: readonly [number, number] }[] = [];
  const tasks: HashTask[] = [];
  for (const { name, path, bytes } of files)
    for (const range of rangesOf(bytes, plan)) {
      places.push({ file: name, range });
      tasks.push({ path, start: range[0], end: range[1], bytes, type: plan.hash, links: plan.links });
    }
  const results = await hashStretches(tasks, options);
  const resources: SignedResource[] = [];
  const faults = new Map<string, DigestFault>();
  places.forEach(({ file, range }, index) => {
    const result = results[index];
    if (result === undefined || "failure" in result)
      faults.set(file, { code: result?.failure ?? "unreadable", file, message: result?.message ?? "it was not hashed" });
    else resources.push({ file, ...(plan.method === "shards" ? { range } : {}), digest: result.digest });
  });
  return { resources, faults: [...faults.values()], bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
