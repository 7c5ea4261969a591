import type { Asset, Finding, Location } from "@castellan/graph";
import type { AdvisoryIndex } from "../advisories/advisory-index.ts";
import { connectors } from "../connect/registry.ts";
import { requireEnvironment } from "../discover/environment-name.ts";
import { renderCharts } from "../discover/helm/render-charts.ts";
import { discoverers } from "../discover/registry.ts";
import { builtKnowledge } from "../knowledge/built.ts";
import { LibraryIndex } from "../knowledge/index-libraries.ts";
import type { Library } from "../knowledge/schema.ts";
import { withSameAs } from "../observed/same-as.ts";
import { attackPathsOf } from "../paths/attack-paths.ts";
import type { FileFacts, Project, ProjectFile, Target } from "../project/facts.ts";
import type { LoadedSettings } from "../project/load-settings.ts";
import { NO_SETTINGS } from "../project/no-settings.ts";
import { ownerFinder } from "../project/owners.ts";
import { createProject } from "../project/project.ts";
import type { Artifact, Coverage, ScanResult } from "../result.ts";
import { judge } from "../rules/judge.ts";
import { rules } from "../rules/registry.ts";
import { ownRules } from "../rules/settings/own-rules.ts";
import { assess } from "./assess.ts";
import { type Discovered, discoverAll } from "./collector.ts";
import { addEarlierScan } from "./earlier-scan.ts";
import { environmentFacts } from "./environment-file.ts";
import { createInventory } from "./inventory.ts";
import { applyModelStatements } from "./known-models.ts";
import type { ScanOptions } from "./options.ts";
import { readTargets } from "./read/read-targets.ts";
import type { ReaderPool } from "./read/start-pool.ts";
import { assetChosen, findingChosen, type SectionChoice } from "./sections.ts";
import { singleTarget } from "./single-target.ts";
import { summarise } from "./summarise.ts";
import { countSuppressed, openActions, suppress } from "./suppress/apply.ts";
import type { Baseline } from "./suppress/baseline-document.ts";
import type { LocalTarget } from "./targets.ts";
import { textReader } from "./text-reader.ts";
import { CATALOG_VERSION, TOOL_VERSION } from "./version.ts";

export interface AnalysisInput {
  readonly targets: readonly LocalTarget[];
  /** Undefined where nobody states anything. */
  readonly settings?: LoadedSettings;
  readonly options: ScanOptions;
  /** Started, without its briefing. */
  readonly pool: ReaderPool;
  readonly baseline?: Baseline;
  readonly renames: ReadonlyMap<string, string>;
  /** Paths by target that `--since` names; undefined: all. */
  readonly changed?: readonly ReadonlySet<string>[];
  readonly today: string;
}

export interface Analysis {
  readonly result: ScanResult;
  /** The same input would give the same again: no crash, no permission, no clock had a hand in it. */
  readonly repeatable: boolean;
}

/** Reads, discovers, judges. The dear part of a scan, run only where no cached result fits. */
export async function analyse(input: AnalysisInput): Promise<Analysis> {
  const { options } = input;
  const settings = input.settings?.settings ?? NO_SETTINGS;
  const index = new LibraryIndex(await knowledgeOf(input.settings));
  const read = await readAll(input, index);
  const { targets, earlier } = await allTargets(input.targets);
  const stated = await applyModelStatements(read.files, settings, input.today);
  const files: ProjectFile[] = [...stated, ...environmentFacts(options.environmentFile, settings.environment)];
  const project = renderCharts(createProject(targets, files, settings, options.environment));
  requireEnvironment(project);
  options.progress?.("discover", 0, 1);
  const discovered = discoverAll(
    project,
    discoverers(index),
    earlier.map(
      ({ scan, first }) =>
        (sink) =>
          addEarlierScan(scan, first, sink),
    ),
    connectors,
  );
  const { found, skipped, failed } = await assess(discovered, input.targets, options);
  options.progress?.("judge", 0, 1);
  const advisories = await advisoriesFor(found, options.advisories);
  return {
    result: conclude(input, project, found, [...read.skipped, ...skipped, ...advisories.skipped], advisories.index),
    repeatable: read.repeatable && !failed,
  };
}

/** What is shipped, and what the project teaches. The reader of knowledge files is loaded only where it is needed. */
async function knowledgeOf(settings: LoadedSettings | undefined): Promise<readonly Library[]> {
  const built = settings === undefined || settings.knowledge.length === 0 ? builtKnowledge() : undefined;
  return built ?? (await import("../knowledge/load.ts")).allKnowledge(settings?.knowledge ?? []);
}

async function readAll({ targets, options, pool }: AnalysisInput, index: LibraryIndex): ReturnType<typeof readTargets> {
  pool.brief({ modules: [...index.moduleWords()] });
  const timer =
    options.timeout === undefined
      ? undefined
      : setTimeout(() => pool.stop(`the time of ${options.timeout ?? 0} s was over`), options.timeout * 1000);
  const abort = (): void => pool.stop("interrupted");
  options.signal?.addEventListener("abort", abort);
  try {
    return await readTargets(targets, pool, (done, total) => options.progress?.("read", done, total));
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", abort);
    // Their memory is free for what follows.
    await pool.close();
  }
}

/** Targets of this scan, then those of earlier scans that join it. */
async function allTargets(local: readonly LocalTarget[]): Promise<{
  readonly targets: readonly Target[];
  readonly earlier: readonly { readonly scan: ScanResult; readonly first: number }[];
}> {
  const targets: Target[] = local.map(({ index, name, key, repository }) => ({
    index,
    name,
    key,
    ...(repository === undefined ? {} : { repository }),
  }));
  const earlier: { scan: ScanResult; first: number }[] = [];
  for (const target of local) {
    if (target.earlier === undefined) continue;
    const { readScanResult } = await import("./read-result.ts");
    const scan = readScanResult(target.name, target.earlier);
    // The first target of an earlier scan takes the place of its file; further ones are added.
    const first = scan.targets.length > 1 ? targets.length : target.index;
    if (scan.targets.length > 1)
      for (const name of scan.targets) targets.push({ index: targets.length, name: `${target.name}#${name}`, key: name });
    earlier.push({ scan, first });
  }
  return { targets, earlier };
}

/** Records on the packages of this scan; what could not be read stands in the coverage. */
async function advisoriesFor(
  found: Discovered,
  paths: readonly string[] | undefined,
): Promise<{ readonly index?: AdvisoryIndex; readonly skipped: Coverage["skipped"] }> {
  if (paths === undefined || paths.length === 0) return { skipped: [] };
  const { readAdvisories } = await import("../advisories/read-advisories.ts");
  const { osvPackage } = await import("../advisories/affected.ts");
  const wanted = new Set(found.packages.flatMap(({ purl }) => osvPackage(purl)?.key ?? []));
  const { index, problems } = await readAdvisories(paths, wanted);
  return { index, skipped: problems.map(({ file, reason }) => ({ file, reason: `advisory ${reason}`, required: true })) };
}

function conclude(
  input: AnalysisInput,
  project: Project,
  found: Discovered,
  skippedFiles: Coverage["skipped"],
  advisories: AdvisoryIndex | undefined,
): ScanResult {
  const { options, targets } = input;
  const own = ownRules(input.settings?.rules ?? [], new Set(rules.map(({ card }) => card.id)));
  const settings = input.settings?.settings ?? NO_SETTINGS;
  const owners = targets.map(({ index }) =>
    ownerFinder(
      codeOwnersOf(project, index),
      settings.owners.map(({ path, owner }) => ({ pattern: path, owners: [owner], line: 1 })),
    ),
  );
  const ownerOf = (target: number, file: string | undefined): string | undefined =>
    file === undefined ? undefined : owners[target]?.(file);
  const owned = found.assets.map((asset): Asset => {
    const [first] = asset.occurrences;
    const owner = asset.owner ?? ownerOf(first?.target ?? 0, first?.file);
    const repository = asset.repository ?? project.targets[first?.target ?? 0]?.repository;
    return { ...asset, ...(owner === undefined ? {} : { owner }), ...(repository === undefined ? {} : { repository }) };
  });
  const inventory = createInventory(project, found, owned, advisories);
  const judged = judge(inventory, { readText: textReader(targets), rules: [...rules, ...own] });
  const choice: SectionChoice = { only: options.only ?? settings.only ?? [], skip: options.skip ?? settings.skip ?? [] };
  const chosen = judged.findings
    .map((finding) => withOwner(finding, ownerOf))
    .filter((finding) => {
      const asset = finding.asset === undefined ? undefined : inventory.asset(finding.asset);
      const inChange =
        input.changed === undefined ||
        (finding.location.file !== undefined && input.changed[finding.location.target ?? 0]?.has(finding.location.file) === true);
      return inChange && findingChosen(finding, asset, choice);
    });
  const { findings, stale } = suppress(chosen, owned, project, {
    renames: input.renames,
    settings,
    inline: options.targetConfiguration !== false,
    today: input.today,
    ...(input.baseline === undefined ? {} : { baseline: input.baseline }),
  });
  const assets = owned.filter((asset) => assetChosen(asset, choice));
  const kept = new Set(assets.map(({ id }) => id));
  const coverage: Coverage = {
    files: project.files.length,
    bytes: project.files.reduce((sum, { bytes }) => sum + bytes, 0),
    skipped: [
      ...targets.flatMap((target) => target.skipped.map((item) => ({ target: target.index, ...item }))),
      ...targets.flatMap((target) =>
        target.leftOut.map((file) => ({ target: target.index, file, reason: "left out by .castellanignore", required: false })),
      ),
      ...skippedFiles,
      ...found.failures.map(({ discoverer, reason }) => ({
        target: 0,
        file: ".",
        reason: `discoverer ${discoverer} failed: ${reason}`,
        required: true,
      })),
    ].sort((a, b) => (a.target ?? 0) - (b.target ?? 0) || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.reason < b.reason ? -1 : 1)),
    unresolved: found.unresolved,
  };
  const staleAll = [
    ...stale,
    ...targets.flatMap(({ stalePatterns }) => stalePatterns.map((pattern) => `.castellanignore ${pattern} leaves nothing out`)),
  ];
  const result: ScanResult = {
    schema: "castellan/scan/1",
    tool: { name: "castellan", version: TOOL_VERSION, catalog: CATALOG_VERSION },
    targets: project.targets.map(({ name }) => name),
    inventory: {
      assets,
      relations: found.relations.filter(({ from, to }) => kept.has(from) && kept.has(to)),
      packages: found.packages,
      resources: withSameAs(found.resources),
    },
    findings,
    actions: openActions(judged.actions, findings).map((action) => withOwner(action, ownerOf)),
    paths: attackPathsOf(inventory, judged),
    checks: countSuppressed(judged.checks, findings),
    flows: judged.flows,
    artifacts: artifacts(project, findings),
    coverage,
    summary: summarise({ assets, findings, coverage, stale: staleAll, targetConfiguration: options.targetConfiguration !== false }),
  };
  return project.targets.length === 1 ? singleTarget(result) : result;
}

/** What has no owner by its asset belongs to the owner of its file. */
function withOwner<T extends { readonly owner?: string; readonly location: Location }>(
  item: T,
  ownerOf: (target: number, file: string | undefined) => string | undefined,
): T {
  const owner = item.owner ?? ownerOf(item.location.target ?? 0, item.location.file);
  return owner === undefined ? item : { ...item, owner };
}

/** Where CODEOWNERS may stand; the first that is there holds. */
const OWNER_PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".bitbucket/CODEOWNERS"];

function codeOwnersOf(project: Project, target: number): NonNullable<FileFacts["owners"]> {
  return OWNER_PLACES.map((path) => project.file(target, path)?.facts.owners).find((rules) => rules !== undefined) ?? [];
}

/** Model files and what loaders act on, each with what its inspection says. */
function artifacts(project: Project, findings: readonly Finding[]): readonly Artifact[] {
  return project.files.flatMap(({ target, path, facts }): Artifact[] => {
    const { modelFile, inspection } = facts;
    const formats = inspection === undefined || inspection.formats.length === 0 ? (modelFile?.formats ?? []) : inspection.formats;
    // A configuration without anything to report is no artifact.
    if (modelFile === undefined && (inspection === undefined || (formats.length === 0 && inspection.verdict === "benign"))) return [];
    const own = findings.filter(({ location }) => location.file === path && (location.target ?? 0) === target).map(({ id }) => id);
    return [
      {
        target,
        file: path,
        formats,
        verdict: inspection?.verdict ?? "not-examined",
        complete: inspection?.complete ?? false,
        sha256: facts.sha256,
        bytes: facts.bytes,
        findings: own,
      },
    ];
  });
}
