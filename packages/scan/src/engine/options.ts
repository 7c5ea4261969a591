import type { AssetAnalyzer } from "@castellan/graph";
import type { Section } from "../project/settings.ts";

/** What a scan is told. Everything has a default but the targets. */
export interface ScanOptions {
  /** Folders, files, earlier scans. */
  readonly targets: readonly string[];
  /** Names the project of a single target, where its folder does not: a revision unpacked to a temporary place. */
  readonly identity?: { readonly key: string; readonly repository?: string };
  /** Only what git tracks: the same commit gives the same bytes. */
  readonly trackedOnly?: boolean;
  /** False leaves out ignore files, inline ignores, settings and the baseline that stand in the target. */
  readonly targetConfiguration?: boolean;
  /** A settings file of one's own instead of the target's castellan.yaml. */
  readonly configFile?: string;
  readonly baselineFile?: string;
  /** False reports everything as if there were no baseline: `baseline create`. */
  readonly useBaseline?: boolean;
  /** Values of variables that the code reads. */
  readonly environmentFile?: string;
  /** Picks variables files, workspaces, chart values and overlays of this name (`prod`). */
  readonly environment?: string;
  /** OSV records: files, folders or zips of an ecosystem, matched with the packages; nothing is fetched. */
  readonly advisories?: readonly string[];
  /** Findings only in files that changed since this git revision. */
  readonly since?: string;
  readonly only?: readonly Section[];
  readonly skip?: readonly Section[];
  readonly offline?: boolean;
  /** Reading workers; default one per core, at most four. */
  readonly jobs?: number;
  /** Seconds after which reading is given up; what is unread then is said. */
  readonly timeout?: number;
  readonly cache?: CacheOptions;
  readonly signal?: AbortSignal;
  /** What looks into assets more deeply than a scan does (`--deep`). */
  readonly analyzers?: readonly AssetAnalyzer[];
  readonly progress?: (stage: "walk" | "read" | "discover" | "assess" | "judge", done: number, total: number) => void;
  readonly clock?: () => Date;
}

export interface CacheOptions {
  /** Absolute folder. */
  readonly folder: string;
  /** Read every file again even where nothing seems changed. */
  readonly verify?: boolean;
}
