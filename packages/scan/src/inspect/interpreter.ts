import type { ByteSource } from "@castellan/formats";

/*
 * Inspection of one file: every reading (interpretation) of its bytes that a loader would accept is followed, each by
 * an interpreter that says what it saw; children (archive members, decompressed streams, embedded files) are
 * inspected in the same way, within one budget. The worst finding decides.
 */

export type Verdict = "malicious" | "suspicious" | "benign";

/** What a container knows about bytes inside of it that they do not tell themselves. */
export interface SubjectContext {
  /** The function that would load them. */
  readonly loader?: string;
  /** Bytes of the storages that stand beside a pickle of PyTorch, by key; undefined where there is none. */
  readonly storages?: (key: string) => number | undefined;
  /** Whether classes of a module are defined by the container's own code, which is judged by itself (TorchScript). */
  readonly classes?: (module: string) => boolean;
}

/** What an interpreter looks at: a file, a member of an archive, or a decompressed stream. */
export interface Subject {
  readonly source: ByteSource;
  /** The first HEAD_BYTES, or all of a smaller file. */
  readonly head: Uint8Array;
  /** Name of the file or member as written, hostile; "" where there is none. Never decides what the bytes are. */
  readonly name: string;
  /** Formats around this one, outermost first. */
  readonly within: readonly string[];
  readonly context?: SubjectContext;
}

/** The call that a finding is about. */
export interface FoundCall {
  /** `module.name` as resolved. */
  readonly callable: string;
  /** Shortened literals, outside text. */
  readonly arguments: readonly string[];
}

export interface InspectionFinding {
  /** Id in the catalogue of model-file rules (`inspect/rules.ts`). */
  readonly rule: string;
  readonly message: string;
  /** In the bytes of the subject. */
  readonly offset?: number;
  readonly call?: FoundCall;
  /** The function that would run it: `torch.load`, `joblib.load`, `numpy.load(allow_pickle=True)`. */
  readonly loader?: string;
  /** Decompiled lines around the place. */
  readonly excerpt?: string;
  /** Only where a rule serves several verdicts. */
  readonly verdict?: Verdict;
}

/** Facts for the inventory: plain values by name (`architecture`, `parameters`, `dtypes`, `licence`, `baseModel`). */
export type FactValue = string | number | boolean | readonly string[];

/** Where an interpreter puts what it sees. */
export interface Visit {
  /** Adds to the formats of the file, most specific first within one interpreter. */
  format(name: string): void;
  /** This byte range of the subject is accounted for: `what` says by which part of the format. */
  claim(start: number, end: number, what: string): void;
  finding(finding: InspectionFinding): void;
  fact(name: string, value: FactValue): void;
  /** A part could not be examined to its end: the file cannot be benign. One clear sentence. */
  incomplete(reason: string, offset?: number): void;
  /**
   * Inspects bytes inside of the subject. `name` is the member's name, or a word in brackets for what has none
   * (`(gzip)`, `(tail)`). Budgets of depth, members and bytes are kept here.
   */
  child(name: string, source: ByteSource, context?: SubjectContext): Promise<void>;
  /** A file beside the inspected one (external tensors, a tokenizer); undefined where there is none or it leaves the folder. */
  sibling(path: string): ByteSource | undefined;
  /** Counts work against the budget of the file; throws BudgetExceeded where it is spent. Call in every long loop. */
  spend(budget: "operations" | "decompressed", amount: number): void;
  /** Content that is about to be unpacked declares its size, so that its ratio says nothing; up to the budget. */
  declare(bytes: number): void;
}

/** One way to read bytes. Registered in `inspect/registry.ts`. */
export interface Interpreter {
  readonly id: string;
  /** Whether a loader of this format would accept these bytes; by content alone. Never throws. */
  accepts(subject: Subject): boolean;
  inspect(subject: Subject, visit: Visit): void | Promise<void>;
}
