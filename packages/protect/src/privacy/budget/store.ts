import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ProtectError } from "../../errors.ts";
import { acquireLock } from "../../files/lock.ts";
import { syncFolder, writeFileWhole } from "../../files/new-file.ts";
import { composed, epsilonAt, type PrivacyCost, within } from "../accounting/cost.ts";
import { approximately, compare, type Rational, rational, readRational, written } from "../rational.ts";
import { type BudgetFile, type Charge, chargeOf, hashOf, lineOf, type Opening, readBudgetFile } from "./entry.ts";

/** By hash of the name, so that no name is a special one. */
const Register = z.record(z.string(), z.strictObject({ dataset: z.string(), head: z.string(), lines: z.int().min(1) }));

export interface BudgetState {
  readonly dataset: string;
  readonly unit: string;
  /** What may be told of one person in all. */
  readonly epsilon: number;
  readonly delta: number;
  /** The epsilon that all answers so far come to, at that delta. */
  readonly spent: number;
  readonly answers: number;
  readonly charges: readonly Charge[];
}

/**
 * What may still be told about the people of a data set. Charges are written and durable before an answer is given: a
 * crash between the two costs budget and tells nothing. One process at a time; two at once would both see the same rest.
 */
export class BudgetStore {
  readonly #folder: string;
  readonly #clock: () => Date;

  /** @param folder made with mode 0700, outside of what is analysed @throws ProtectError FILE_UNWRITABLE */
  constructor(folder: string, clock: () => Date) {
    this.#folder = folder;
    this.#clock = clock;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new ProtectError("FILE_UNWRITABLE", `${folder} cannot be made; privacy budgets need a folder that lasts.`, { cause });
    }
  }

  /** Sets what may be spent; a budget that stands is never raised or begun again. @throws ProtectError OPTION_INVALID */
  open(dataset: string, unit: string, epsilon: Rational, delta: Rational): BudgetState {
    if (epsilon.numerator <= 0n || delta.numerator < 0n || compare(delta, rational(1n)) >= 0)
      throw new ProtectError("OPTION_INVALID", "A budget needs an epsilon above 0 and a delta from 0 to below 1.");
    return this.#alone(() => {
      if (this.#register()[hashOf(dataset)] !== undefined || existsSync(this.#path(dataset)))
        throw new ProtectError("OPTION_INVALID", `${dataset} has a privacy budget already; what was told cannot be taken back.`);
      const opening: Opening = {
        schema: "castellan/privacy-budget/1",
        dataset,
        unit,
        epsilon: written(epsilon),
        delta: written(delta),
        time: this.#clock().toISOString(),
      };
      writeFileWhole(this.#path(dataset), lineOf(opening), 0o600);
      this.#note(dataset, hashOf(lineOf(opening)), 1);
      return this.#stateOf(this.#read(dataset));
    });
  }

  /** @throws ProtectError KEY_MISSING where it has none, LOG_INCONSISTENT where its record was changed */
  state(dataset: string): BudgetState {
    return this.#alone(() => this.#stateOf(this.#read(dataset)));
  }

  /** Every data set that has a budget. */
  datasets(): readonly string[] {
    return Object.values(this.#register())
      .map(({ dataset }) => dataset)
      .sort();
  }

  /**
   * Takes what an answer costs, for good.
   * @throws ProtectError BUDGET_SPENT where it is more than what is left; nothing is taken then
   */
  charge(dataset: string, cost: PrivacyCost, purpose: string, asked: string): BudgetState {
    if (cost.rho.numerator <= 0n || cost.delta.numerator < 0n || (cost.epsilon?.numerator ?? 1n) <= 0n)
      throw new ProtectError("OPTION_INVALID", "An answer that costs nothing tells nothing; its cost must be above zero.");
    return this.#alone(() => {
      const file = this.#read(dataset);
      const delta = readRational(file.opening.delta);
      const total = composed([file.spent, cost]);
      const limit = readRational(file.opening.epsilon);
      const after = epsilonAt(total, delta);
      if (!within(total, limit, delta))
        throw new ProtectError(
          "BUDGET_SPENT",
          `${dataset}: this answer would bring what is told about one person to epsilon ${Number.isFinite(after) ? after.toPrecision(4) : "without bound"}, ` +
            `more than the budget of ${approximately(limit)} (delta ${approximately(delta)}); ${epsilonAt(file.spent, delta).toPrecision(4)} is spent. Ask less, or more coarsely.`,
        );
      const charge: Charge = {
        sequence: file.charges.length + 1,
        time: this.#clock().toISOString(),
        purpose,
        asked,
        ...chargeOf(cost),
        previous: file.head,
      };
      this.#append(dataset, file.bytes, lineOf(charge));
      this.#note(dataset, hashOf(lineOf(charge)), file.charges.length + 2);
      return this.#stateOf(this.#read(dataset));
    });
  }

  #stateOf({ opening, spent, charges }: BudgetFile): BudgetState {
    const delta = readRational(opening.delta);
    return {
      dataset: opening.dataset,
      unit: opening.unit,
      epsilon: approximately(readRational(opening.epsilon)),
      delta: approximately(delta),
      spent: epsilonAt(spent, delta),
      answers: charges.length,
      charges,
    };
  }

  #path(dataset: string): string {
    return join(this.#folder, `${hashOf(dataset).slice(0, 32)}.jsonl`);
  }

  #register(): z.infer<typeof Register> {
    const path = join(this.#folder, "register.json");
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return {};
      throw new ProtectError("FILE_UNREADABLE", `${path} cannot be read, so no budget can be trusted.`, { cause });
    }
    try {
      return Register.parse(JSON.parse(text));
    } catch (cause) {
      throw new ProtectError("LOG_INCONSISTENT", `${path} is not what castellan wrote, so no budget can be trusted.`, { cause });
    }
  }

  #note(dataset: string, head: string, lines: number): void {
    const entries = { ...this.#register(), [hashOf(dataset)]: { dataset, head, lines } };
    writeFileWhole(join(this.#folder, "register.json"), `${JSON.stringify(entries, null, 2)}\n`, 0o600);
  }

  /** The register is written after the file: the file may be one line ahead of it, never behind, never another. */
  #read(dataset: string): BudgetFile {
    const noted = this.#register()[hashOf(dataset)];
    const path = this.#path(dataset);
    if (!existsSync(path)) {
      if (noted !== undefined)
        throw new ProtectError("LOG_INCONSISTENT", `${path} is gone, and with it what was told of ${dataset}; nothing more is answered.`);
      throw new ProtectError("KEY_MISSING", `${dataset} has no privacy budget; set one with castellan privacy budget.`);
    }
    const file = readBudgetFile(readFileSync(path, "utf8"), path);
    if (file.opening.dataset !== dataset) throw new ProtectError("LOG_INCONSISTENT", `${path} is the budget of another data set.`);
    const lines = file.charges.length + 1;
    const heads = [...file.charges.map(({ previous }) => previous), file.head];
    if (noted === undefined ? lines > 1 : lines < noted.lines || lines > noted.lines + 1 || heads[noted.lines - 1] !== noted.head)
      throw new ProtectError("LOG_INCONSISTENT", `${path} is not the record that was kept last: lines were taken away or changed.`);
    return file;
  }

  /** Puts a line behind the last whole one, and waits until the disk has it. */
  #append(dataset: string, bytes: number, line: string): void {
    const path = this.#path(dataset);
    try {
      const descriptor = openSync(path, "r+");
      try {
        ftruncateSync(descriptor, bytes);
        const content = Buffer.from(line);
        for (let done = 0; done < content.length; ) done += writeSync(descriptor, content, done, content.length - done, bytes + done);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      syncFolder(this.#folder);
    } catch (cause) {
      throw new ProtectError("FILE_UNWRITABLE", `${path} cannot be written, so nothing is answered.`, { cause });
    }
  }

  #alone<Result>(action: () => Result): Result {
    const lock = acquireLock(join(this.#folder, "lock"));
    try {
      return action();
    } finally {
      lock.release();
    }
  }
}
