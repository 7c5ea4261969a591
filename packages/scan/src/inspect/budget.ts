/** Limits of the inspection of one file with everything inside it. */
export interface InspectionBudget {
  /** Containers in containers. */
  readonly depth: number;
  /** Members and streams in all. */
  readonly members: number;
  /** Opcodes, fields, nodes: steps of readers. */
  readonly operations: number;
  /** Bytes that come out of decompression; below this amount no ratio is looked at. */
  readonly decompressed: number;
  /** Beyond `decompressed`: output to the size of the file. */
  readonly ratio: number;
  /** Output that says how large it is before it comes, and to which no ratio applies. */
  readonly declared: number;
  /** Wall time in milliseconds. */
  readonly time: number;
}

export const DEFAULT_INSPECTION_BUDGET: InspectionBudget = {
  depth: 6,
  members: 10_000,
  operations: 50_000_000,
  decompressed: 64 * 1024 * 1024,
  ratio: 200,
  declared: 1024 * 1024 * 1024,
  time: 120_000,
};

/** `download`: bytes of a remote file. */
export type BudgetName = keyof InspectionBudget | "download";

/** A budget is spent. Readers let it pass: the engine turns it into a finding. */
export class BudgetExceeded extends Error {
  readonly budget: BudgetName;

  constructor(budget: BudgetName, message: string) {
    super(message);
    this.name = "BudgetExceeded";
    this.budget = budget;
  }
}

/** How much of the budget of one file is used. */
export class Spending {
  readonly #budget: InspectionBudget;
  readonly #bytes: number;
  readonly #now: () => number;
  readonly #start: number;
  #members = 0;
  #operations = 0;
  #decompressed = 0;
  #declared = 0;
  #nextLook = 0;

  /** @param bytes size of the file; @param now milliseconds, monotonic */
  constructor(budget: InspectionBudget, bytes: number, now: () => number) {
    this.#budget = budget;
    this.#bytes = bytes;
    this.#now = now;
    this.#start = now();
  }

  /** @throws BudgetExceeded */
  spend(what: "operations" | "decompressed", amount: number): void {
    if (what === "operations") {
      this.#operations += amount;
      if (this.#operations > this.#budget.operations)
        throw new BudgetExceeded("operations", `more than ${this.#budget.operations} operations`);
      if (this.#operations >= this.#nextLook) {
        this.#nextLook = this.#operations + 10_000;
        this.checkTime();
      }
      return;
    }
    this.#decompressed += amount;
    const { decompressed, ratio, declared } = this.#budget;
    const unannounced = this.#decompressed - Math.min(this.#declared, declared);
    if (unannounced > decompressed && unannounced > ratio * this.#bytes && this.#decompressed <= this.#declared)
      throw new BudgetExceeded("declared", `more than ${declared} bytes are unpacked to be read`);
    if (unannounced > decompressed && unannounced > ratio * this.#bytes)
      throw new BudgetExceeded("ratio", `${this.#bytes} bytes unpack to more than ${ratio} times as many`);
    this.checkTime();
  }

  /** So many bytes are about to be unpacked: the content says so itself. */
  declare(bytes: number): void {
    this.#declared += bytes;
  }

  /** @throws BudgetExceeded */
  enter(depth: number): void {
    this.#members++;
    if (this.#members > this.#budget.members) throw new BudgetExceeded("members", `more than ${this.#budget.members} members`);
    if (depth > this.#budget.depth) throw new BudgetExceeded("depth", `more than ${this.#budget.depth} containers in one another`);
    this.checkTime();
  }

  /** @throws BudgetExceeded */
  checkTime(): void {
    if (this.#now() - this.#start > this.#budget.time) throw new BudgetExceeded("time", `more than ${this.#budget.time / 1000} seconds`);
  }
}
