import { createHash } from "node:crypto";
import { existsSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { canonicalJson } from "@castellan/graph";
import { DataError } from "../errors.ts";
import type { IntakeAnalysis, IsolatedReport } from "./analysis.ts";
import { type Copied, copySource, hashFolder } from "./copy-source.ts";
import type { DataIntakeResult, FileManifest, History, IntakeFinding } from "./document.ts";
import { type Fetch, fetchSource } from "./fetch-source.ts";
import { judge, type Policy } from "./policy.ts";
import { nameOfOrigin, newestAccepted, Store } from "./store.ts";
import { writeWhole } from "./whole-file.ts";

export interface IntakeOptions {
  readonly source: string;
  readonly store: string;
  /** A lasting name of the source; from its origin unless told. */
  readonly name?: string | undefined;
  readonly policy: Policy;
  readonly policyFile?: string | undefined;
  readonly licence?: string | undefined;
  readonly signature?: string | undefined;
  readonly label?: string | undefined;
  readonly id?: string | undefined;
  readonly time?: string | undefined;
  /** Other sources of the store that state the same facts. */
  readonly peers: readonly string[];
  readonly seed: number;
  readonly version: string;
  readonly clock: () => Date;
  /** None: an https source is refused. */
  readonly fetch?: Fetch | undefined;
  readonly analysis: IntakeAnalysis;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((what: string) => void) | undefined;
}

type Kind = DataIntakeResult["source"]["kind"];

/**
 * Takes a source in: copied into the store's quarantine and hashed, looked at in isolation, compared with what was accepted
 * before, judged by the policy; moved on only when accepted. Every step leaves the store whole: after a crash the same
 * command goes on.
 * @throws DataError where the source cannot be had, the store is locked, or an option does not fit
 */
export async function takeIn(options: IntakeOptions): Promise<DataIntakeResult> {
  const remote = /^[a-z][a-z0-9+.-]*:\/\//i.test(options.source);
  const origin = remote ? options.source : resolve(options.source);
  const kind: Kind = remote ? "https" : statSync(origin, { throwIfNoEntry: false })?.isDirectory() === true ? "folder" : "file";
  const store = Store.open(options.store, options.name ?? nameOfOrigin(origin));
  try {
    return await takeInto(store, origin, kind, options);
  } finally {
    store.close();
  }
}

async function takeInto(store: Store, origin: string, kind: Kind, options: IntakeOptions): Promise<DataIntakeResult> {
  const { policy, clock, signal } = options;
  const incoming = join(store.incoming, "data");
  const copying = {
    limits: policy.limits,
    signal,
    progress: (bytes: number) => options.progress?.(`copied ${Math.floor(bytes / 1e6)} MB`),
  };
  const copied = kind === "https" ? await fetched(origin, incoming, copying, options.fetch) : copySource(origin, incoming, copying);
  const { manifest } = copied;
  const now = clock().toISOString();
  const id = manifest.total.slice(0, 16);
  const history = store.history(origin);
  const known = history.versions.find((version) => version.id === id);
  // After a crash it may lie in the store though the history does not say so yet.
  const taken = existsSync(join(store.path(store.placeOf("accepted", id)), "data"));
  const place = store.placeOf(taken ? "accepted" : "quarantine", id);
  const folder = store.path(place);
  // The same bytes as before: what lies there is used, and looked at again.
  if (existsSync(join(folder, "data"))) rmSync(store.incoming, { recursive: true, force: true });
  else store.move(store.incoming, folder);
  writeWhole(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const fetchedAt = known?.fetched ?? now;
  remember(store, history, {
    id,
    total: manifest.total,
    fetched: fetchedAt,
    status: taken ? "accepted" : (known?.status ?? "quarantined"),
    place,
  });
  options.progress?.("looking at the rows in isolation");
  const earlier = acceptedBefore(store, history, id);
  const { report, isolation } = await isolated(options, join(folder, "data"), earlier);
  const findings: IntakeFinding[] = [
    ...atTheDoor(origin, kind, copied, history, id, options),
    ...altered(join(folder, "data"), manifest),
    ...report.findings,
    ...required(report.analyses, policy),
  ];
  const judgement = judge(findings, policy, options.signature);
  const result = {
    schema: "castellan/data-intake/1",
    tool: { name: "castellan", version: options.version },
    source: { name: store.name, origin, kind },
    id,
    status: judgement.status,
    reasons: [...judgement.reasons],
    advice: [
      ...adviceOf(judgement.status, findings, options),
      ...(taken && judgement.status !== "accepted"
        ? [`It was accepted before and still lies in ${place}: keep it from being used, and clean what was made from it.`]
        : []),
    ],
    place: judgement.status === "accepted" ? store.placeOf("accepted", id) : place,
    manifest,
    findings,
    analyses: report.analyses,
    comparisons: report.comparisons,
    disagreements: report.disagreements,
    isolation,
    ...(options.signature === undefined ? {} : { signedOffBy: options.signature }),
    run: { fetched: fetchedAt },
  } satisfies DataIntakeResult;
  writeWhole(join(folder, "decision.json"), `${JSON.stringify(result, null, 2)}\n`);
  if (judgement.status === "accepted") {
    writeWhole(
      join(folder, "provenance.json"),
      `${JSON.stringify(provenanceOf(result, history, options, clock().toISOString()), null, 2)}\n`,
    );
    if (place !== result.place) store.move(folder, store.path(result.place));
  }
  remember(store, history, {
    id,
    total: manifest.total,
    fetched: fetchedAt,
    status: taken ? "accepted" : judgement.status,
    place: result.place,
  });
  return result;
}

async function fetched(
  origin: string,
  target: string,
  copying: Parameters<typeof copySource>[2],
  fetch: Fetch | undefined,
): Promise<Copied> {
  if (fetch === undefined)
    throw new DataError("OPTION_INVALID", `${origin} is remote, and --offline refuses that: fetch it yourself and take the file in.`);
  return fetchSource(origin, target, fetch, copying);
}

function remember(store: Store, history: History, version: History["versions"][number]): void {
  const at = history.versions.findIndex(({ id }) => id === version.id);
  if (at < 0) history.versions.push(version);
  else history.versions[at] = version;
  store.remember(history);
}

function acceptedBefore(store: Store, history: History, id: string): { id: string; folder: string } | undefined {
  const version = history.versions.findLast((own) => own.status === "accepted" && own.id !== id);
  const folder = version === undefined ? "" : join(store.path(version.place), "data");
  return version !== undefined && existsSync(folder) ? { id: version.id, folder } : undefined;
}

async function isolated(
  options: IntakeOptions,
  folder: string,
  earlier: { id: string; folder: string } | undefined,
): Promise<IsolatedReport> {
  const peers = options.peers.map((name) => {
    const found = newestAccepted(options.store, name);
    if (found === undefined) throw new DataError("OPTION_INVALID", `The store has no accepted version of ${name} to compare with.`);
    return { name, folder: resolve(found.folder) };
  });
  const { policy, seed, label, id, time } = options;
  try {
    return await options.analysis(
      {
        folder: resolve(folder),
        policy,
        seed,
        label,
        id,
        time,
        earlier: earlier === undefined ? undefined : { ...earlier, folder: resolve(earlier.folder) },
        peers,
      },
      options.signal,
    );
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof DataError && error.code === "ANALYSIS_FAILED")) throw error;
    return {
      report: {
        findings: [{ rule: "unchecked", severity: "high", message: error.message, blocks: true }],
        analyses: [{ id: "table", version: "1", status: "failed", reason: error.message, facts: {} }],
        comparisons: [],
        disagreements: [],
        permissions: { network: false, writes: false },
      },
      isolation: {
        process: true,
        network: "none",
        writes: "refused",
        memoryMegabytes: policy.limits["memory-megabytes"],
        seconds: policy.limits.seconds,
      },
    };
  }
}

/** What can be said before a row is looked at. */
function atTheDoor(
  origin: string,
  kind: Kind,
  { leftOut }: Copied,
  history: History,
  id: string,
  { policy, licence }: IntakeOptions,
): IntakeFinding[] {
  const findings: IntakeFinding[] = [];
  const { origins, licences } = policy;
  if (origins !== undefined && !origins.some((start) => origin.startsWith(start)))
    findings.push({
      rule: "origin",
      severity: "critical",
      message: `The policy does not take data from ${origin}; it takes ${origins.join(", ")}.`,
      blocks: true,
    });
  if (licence === undefined && (policy["licence-required"] || licences !== undefined))
    findings.push({ rule: "licence", severity: "medium", message: "No licence is stated: name it with --licence.", blocks: true });
  else if (licence !== undefined && licences !== undefined && !licences.includes(licence))
    findings.push({
      rule: "licence",
      severity: "medium",
      message: `The licence ${licence} is none of ${licences.join(", ")}.`,
      blocks: true,
    });
  const before = history.versions.findLast((version) => version.id !== id && version.status !== "quarantined");
  if (before !== undefined && !policy["changes-expected"])
    findings.push({
      rule: "split-view",
      severity: kind === "https" ? "high" : "medium",
      message: `${origin} has other bytes than when it was recorded (${before.total.slice(0, 16)}… on ${before.fetched.slice(0, 10)}): who fetches it now gets something else. Set changes-expected where it is meant to change.`,
      blocks: true,
    });
  if (leftOut.length > 0)
    findings.push({
      rule: "links",
      severity: "low",
      message: `${leftOut.length} links or devices were not followed: ${leftOut.slice(0, 5).join(", ")}${leftOut.length > 5 ? " …" : ""}.`,
      blocks: false,
    });
  return findings;
}

/** Nothing that looked at the files may have changed them. */
function altered(folder: string, manifest: FileManifest): IntakeFinding[] {
  return hashFolder(folder).total === manifest.total
    ? []
    : [
        {
          rule: "altered",
          severity: "critical",
          message: "The quarantined files are not what was copied: something changed them while they were looked at.",
          blocks: true,
        },
      ];
}

function required(analyses: DataIntakeResult["analyses"], policy: Policy): IntakeFinding[] {
  return policy.require.flatMap((id) => {
    const own = analyses.find((analysis) => analysis.id === id);
    if (own?.status === "done") return [];
    return [
      {
        rule: "unchecked",
        severity: "medium",
        message: `The policy requires ${id}, which ${own === undefined ? "this version does not do in intake" : `was ${own.status} (${own.reason ?? "no reason"})`}.`,
        blocks: true,
      } as const,
    ];
  });
}

function adviceOf(status: DataIntakeResult["status"], findings: readonly IntakeFinding[], { policy }: IntakeOptions): string[] {
  if (status === "accepted") return [];
  const signers = policy["signed-by"];
  const frontrun = findings.some(({ rule }) => rule === "frontrunning");
  return [
    ...(status === "rejected" ? ["Nothing was deleted: the files stay in quarantine as evidence."] : []),
    ...(frontrun ? ["Take an older snapshot, or wait until edits of the last days have been reviewed."] : []),
    ...(status === "held"
      ? [
          signers.length === 0
            ? "Look at the findings; to accept all the same, list who may under signed-by in the policy and run again with --sign-off NAME."
            : `Look at the findings; ${signers.join(" or ")} may accept with --sign-off NAME.`,
        ]
      : []),
  ];
}

function provenanceOf(result: DataIntakeResult, history: History, options: IntakeOptions, decided: string): object {
  return {
    schema: "castellan/data-provenance/1",
    tool: result.tool,
    source: result.source.name,
    origin: result.source.origin,
    kind: result.source.kind,
    fetched: result.run?.fetched,
    licence: options.licence,
    version: result.id,
    earlier: history.versions.filter(({ id, status }) => id !== result.id && status === "accepted").map(({ id }) => id),
    manifest: result.manifest,
    findings: result.findings,
    analyses: result.analyses,
    policy: { sha256: createHash("sha256").update(canonicalJson(options.policy)).digest("hex"), file: options.policyFile },
    signedOffBy: options.signature,
    decided,
  };
}
