import { availableParallelism } from "node:os";
import { ScanError } from "../../engine/errors.ts";
import { TOOL_VERSION } from "../../engine/version.ts";
import { WorkerPool } from "../../worker-pool/worker-pool.ts";
import type { Verdict } from "../interpreter.ts";
import { applyPolicy, type InspectionPolicy } from "../policy/policy.ts";
import { listRemote } from "../remote/list.ts";
import { RangeLoader } from "../remote/load-range.ts";
import { isRemote } from "../remote/location.ts";
import { answerRangeCall, isRangeCall } from "../remote/range-call.ts";
import type { Fetch, RemoteEnvironment, RemoteFile } from "../remote/remote-file.ts";
import { type Inspection, worse } from "../result.ts";
import { digestOfFile } from "./digest-of-file.ts";
import type { InspectedFile, ModelInspectResult } from "./document.ts";
import { type InspectAnswer, type InspectTask, isInspectAnswer } from "./protocol.ts";
import { type WalkedPath, walkAll } from "./walk-all.ts";

/** Wall time for one file, its digest included; what is beyond is suspicious. */
const FILE_TIME = 300_000;

export interface InspectPathsOptions {
  /** Files and folders. */
  readonly targets: readonly string[];
  /** Workers; default one per core, at most four. */
  readonly jobs?: number;
  /** Seconds for one file. */
  readonly timeout?: number;
  readonly policy?: InspectionPolicy;
  /** For encrypted files: the content behind one, which is inspected in its place; undefined for any other file. */
  readonly unseal?: (file: string) => Promise<UnsealedFile | undefined>;
  /** For remote targets: requests, and the variables with addresses and tokens. Without it they are refused. */
  readonly network?: { readonly fetch: Fetch; readonly environment: RemoteEnvironment };
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  readonly progress?: (done: number, total: number) => void;
}

interface Item {
  readonly target: number;
  readonly path: string;
  readonly place:
    | { readonly file: string; readonly root: string }
    | { readonly remote: RemoteFile; readonly beside: readonly RemoteFile[] };
}

/** The content of an encrypted file: it is read by ranges, and never stands anywhere in the clear. */
export interface UnsealedFile {
  /** Name of the content, without the ending of the encryption. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  read(offset: number, length: number): Uint8Array;
}

/** The files of one target. */
interface Listed {
  readonly name: string;
  readonly items: readonly Item[];
  readonly unreadable: WalkedPath["unreadable"];
  readonly loader?: Pick<RangeLoader, "load">;
}

/**
 * Inspects every regular file below the targets, each in a worker; ignores nothing. Opens a socket for remote targets
 * only (`hf:`, `s3:`, `https:`), and then asks for ranges: tensors stay where they are.
 * @throws ScanError REMOTE_TARGET; the error of the file system for a path that is not there
 */
export async function inspectPaths(options: InspectPathsOptions): Promise<ModelInspectResult> {
  const clock = options.clock ?? ((): Date => new Date());
  const started = clock();
  const listed: Listed[] = [];
  for (const [target, name] of options.targets.entries()) listed.push(await list(name, target, options));
  const items = listed.flatMap((each) => each.items);
  const answers = await inspectAll(items, listed, options);
  const several = options.targets.length > 1;
  const files = items.map((item, id) => inspectedFile(item, answers[id], several, options.policy));
  const unread = [
    ...listed.flatMap(({ unreadable }, target) => unreadable.map(({ path, reason }) => ({ target, file: path, reason }))),
    ...items.flatMap(({ target, path }, id) => {
      const failure = answers[id] === undefined ? "not read" : answers[id].failure;
      return failure === undefined ? [] : [{ target, file: path, reason: failure }];
    }),
  ];
  const ended = clock();
  return {
    schema: "castellan/model-inspect/1",
    tool: { name: "castellan", version: TOOL_VERSION },
    targets: listed.map(({ name }) => name),
    files,
    unread,
    summary: {
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      verdict: files.reduce<Verdict>((verdict, file) => worse(verdict, file.verdict), "benign"),
      malicious: files.filter(({ verdict }) => verdict === "malicious").length,
      suspicious: files.filter(({ verdict }) => verdict === "suspicious").length,
      benign: files.filter(({ verdict }) => verdict === "benign").length,
      complete: unread.length === 0,
    },
    run: { startedAt: started.toISOString(), durationMs: ended.getTime() - started.getTime() },
  };
}

async function list(name: string, target: number, { network, unseal }: InspectPathsOptions): Promise<Listed> {
  if (!isRemote(name)) {
    const { root, files, unreadable } = walkAll(name);
    const unsealed = new Map<string, UnsealedFile>();
    const items: Item[] = [];
    for (const { file, path } of files) {
      const content = await unseal?.(file);
      const url = `sealed:${target}:${items.length}`;
      if (content === undefined) items.push({ target, path, place: { file, root } });
      else {
        unsealed.set(url, content);
        items.push({
          target,
          path,
          place: { remote: { path: content.name, url, bytes: content.bytes, sha256: content.sha256 }, beside: [] },
        });
      }
    }
    const load = async ({ url, offset, length }: { url: string; offset: number; length: number }): Promise<Uint8Array> =>
      unsealed.get(url)?.read(offset, length) ?? Promise.reject(new Error("the address is no file of a target"));
    return { name, unreadable, items, ...(unsealed.size === 0 ? {} : { loader: { load } }) };
  }
  if (network === undefined) throw new ScanError("REMOTE_TARGET", `${name} is remote, and the network is not to be used (--offline).`);
  const listing = await listRemote(name, network.fetch, network.environment);
  const files = [...listing.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return {
    name: listing.target,
    unreadable: [],
    items: files.map((remote): Item => ({ target, path: remote.path, place: { remote, beside: files } })),
    loader: new RangeLoader(network.fetch, listing.headers),
  };
}

/** Answers a worker's request for a range with the loader of the target that the address belongs to. */
function rangeAnswerer(listed: readonly Listed[]): (message: unknown) => void {
  const loaders = new Map(
    listed.flatMap(({ items, loader }) =>
      items.flatMap(({ place }) => (loader === undefined || !("remote" in place) ? [] : [[place.remote.url, loader] as const])),
    ),
  );
  return (message) => {
    if (!isRangeCall(message)) return;
    void answerRangeCall(message, (range) => {
      const loader = loaders.get(range.url);
      return loader === undefined ? Promise.reject(new Error("the address is no file of a target")) : loader.load(range);
    });
  };
}

async function inspectAll(
  items: readonly Item[],
  listed: readonly Listed[],
  options: InspectPathsOptions,
): Promise<readonly (InspectAnswer | undefined)[]> {
  const answers: (InspectAnswer | undefined)[] = items.map(() => undefined);
  const pool = new WorkerPool<InspectTask, InspectAnswer>({
    size: Math.max(1, Math.min(options.jobs ?? Math.min(availableParallelism(), 4), items.length)),
    fileTime: options.timeout === undefined ? FILE_TIME : options.timeout * 1000,
    setup: {},
    // Beside this module, in the sources as in the build.
    script: new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./inspect-worker.js", import.meta.url),
    isAnswer: isInspectAnswer,
    asked: rangeAnswerer(listed),
    failed: (id, failure) => ({ id, failure }),
  });
  const stop = (): void => pool.stop("interrupted");
  options.signal?.addEventListener("abort", stop);
  let done = 0;
  // One large file: its digest is taken here while the worker starts and reads its structure.
  const [only] = items;
  const alone = only !== undefined && items.length === 1 && "file" in only.place ? digestOfFile(only.place.file) : undefined;
  // Looked at below: a worker that fails first must not leave it unheard.
  alone?.catch(() => {});
  try {
    await pool.run(
      items.map(({ place }, id) => ({ id, ...place, ...(alone === undefined ? {} : { withoutDigest: true }) })),
      (answer) => {
        answers[answer.id] = answer;
        options.progress?.(++done, items.length);
      },
    );
    const [answer] = answers;
    if (alone !== undefined && answer?.inspection !== undefined)
      answers[0] = { ...answer, inspection: { ...answer.inspection, sha256: await alone } };
  } finally {
    options.signal?.removeEventListener("abort", stop);
    await pool.close();
  }
  return answers;
}

function inspectedFile(
  { target, path }: Item,
  answer: InspectAnswer | undefined,
  several: boolean,
  policy: InspectionPolicy | undefined,
): InspectedFile {
  const inspection = answer?.inspection ?? notRead(answer?.failure ?? "not read");
  return { ...(several ? { target } : {}), file: path, ...(policy === undefined ? inspection : applyPolicy(inspection, policy)) };
}

/** What was not read is never benign. */
function notRead(reason: string): Inspection {
  return {
    formats: [],
    verdict: "suspicious",
    complete: false,
    sha256: "",
    bytes: 0,
    facts: {},
    findings: [
      { rule: "not-examined", verdict: "suspicious", severity: "medium", message: `The file could not be read to its end: ${reason}.` },
    ],
  };
}
