import type { Encoded } from "../models/candidates.ts";
import type { Target } from "../models/model.ts";
import type { OutOfFold } from "../models/out-of-fold.ts";
import type { Neighbours } from "../neighbours/nearest.ts";
import type { Random } from "../statistics/random.ts";
import type { Dataset } from "../table/table.ts";

export const GROUP_KINDS = ["trigger", "flood", "source", "region", "outliers", "label-noise", "time", "text"] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Rows that one cause explains. */
export interface Group {
  readonly kind: GroupKind;
  /** What it is, in words. */
  readonly description: string;
  /** What its rows have in common: column and value. */
  readonly where: Readonly<Record<string, string>>;
  readonly rows: Int32Array;
  /** Corrected for all that was searched. */
  readonly p: number;
  /** Whether honest data would hardly have it: such a group alone makes a data set poisoned. */
  readonly attack: boolean;
  /** A p-value for each of `rows`, where they are not all alike; `p` otherwise. */
  readonly rowP?: Float64Array | undefined;
}

/** What one detector found. */
export interface Detection {
  readonly id: string;
  readonly title: string;
  /** One p-value per row; 1 where it says nothing. Undefined where it judges groups only. */
  readonly p?: Float64Array | undefined;
  /**
   * One per row, in the order of `p`: even where nothing is wrong, whatever `p` is (which may err on the safe side). The
   * order of all rows is made from these; from `p` where they are missing.
   */
  readonly calibrated?: Float64Array | undefined;
  /** Share of the rows that is expected to be out of order in this way before the data is seen; 0.001 where unsaid. */
  readonly prior?: number | undefined;
  /** One per row: the chance that it is wrong, where the detector can estimate that. */
  readonly wrong?: Float64Array | undefined;
  /** Whether the rows together say more than chance would; only then do they count. */
  readonly live: boolean;
  /** Of "no row is out of order". */
  readonly livenessP: number;
  readonly groups: readonly Group[];
  readonly note: string;
  /** Why a row is in question, for the list of scores. */
  readonly reason: string;
}

/** What all detectors look at. */
export interface Evidence {
  readonly dataset: Dataset;
  /** Rows to be judged; those behind them are trusted. */
  readonly own: number;
  readonly encoded: Encoded;
  readonly neighbours: Neighbours;
  /** Near-duplicate cluster of each row: the number of its first row. */
  readonly clusters: Int32Array;
  readonly target?: Target | undefined;
  readonly outOfFold?: OutOfFold | undefined;
  readonly random: Random;
}
