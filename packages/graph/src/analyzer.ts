import type { Asset, Attributes, Occurrence } from "./asset.ts";

/** What an analyser is given beside the asset; it touches the outside by nothing else. */
export interface AnalyzerContext {
  /** Absolute path of the file that an occurrence stands in; undefined where it is not on this machine. */
  readonly pathOf: (occurrence: Occurrence) => string | undefined;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly progress?: (what: string) => void;
}

export interface AssetAnalysis {
  /** Attributes of the asset from now on; what was known of it before comes first. */
  readonly facts: Attributes;
  /** Files of the asset that could not be examined to the end, and why. */
  readonly unread: readonly { readonly occurrence: Occurrence; readonly reason: string }[];
}

/**
 * Looks into one asset more deeply than a scan does: a data set's rows, a model's behaviour. It says facts; rules judge
 * them. It never throws for what stands in an asset. Rooms that find risk have one each; the command line plugs them in.
 */
export interface AssetAnalyzer {
  readonly id: string;
  /** Part of the cache key. */
  readonly version: number;
  accepts(asset: Asset): boolean;
  analyze(asset: Asset, context: AnalyzerContext): Promise<AssetAnalysis>;
}
