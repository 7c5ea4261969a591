import { type ByteSource, FormatError } from "@castellan/formats";
import { BudgetExceeded, DEFAULT_INSPECTION_BUDGET, type InspectionBudget, Spending } from "./budget.ts";
import { ClaimsLedger } from "./claims.ts";
import { unfulfilledClaim } from "./foreign-content/unfulfilled-claim.ts";
import type { FactValue, InspectionFinding, Interpreter, Subject, SubjectContext, Verdict, Visit } from "./interpreter.ts";
import { INTERPRETERS, MODEL_FILE_RULES } from "./registry.ts";
import { compareFindings, type Inspection, type InspectionResultFinding, worse } from "./result.ts";
import type { ModelFileRule } from "./rule.ts";

/** Bytes of the beginning that every interpreter is given. */
const HEAD_BYTES = 64 * 1024;
/** Findings kept of one file; what is beyond is counted in a last one. */
const MAX_FINDINGS = 100;
const MAX_MESSAGE = 600;

export interface InspectionOptions {
  readonly budget?: Partial<InspectionBudget>;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
  /** A file beside the inspected one, by relative path; undefined where there is none or it leaves the folder. */
  readonly sibling?: (path: string) => ByteSource | undefined;
  readonly interpreters?: readonly Interpreter[];
  readonly rules?: readonly ModelFileRule[];
}

/**
 * Inspects the bytes of one file in every reading that a loader would accept. Runs nothing of it. Never throws on any
 * content: a reader that fails makes the file suspicious.
 */
export async function inspectSource(
  source: ByteSource,
  name: string,
  options: InspectionOptions = {},
): Promise<Omit<Inspection, "sha256">> {
  const inspector = new Inspector(source.size, options);
  await inspector.inspect(source, name, [], []);
  inspector.judgeName(name);
  return { ...inspector.result(), bytes: source.size };
}

class Inspector {
  readonly #options: InspectionOptions;
  readonly #spending: Spending;
  readonly #rules: ReadonlyMap<string, ModelFileRule>;
  readonly #interpreters: readonly Interpreter[];
  readonly #formats = new Set<string>();
  readonly #facts = new Map<string, FactValue>();
  readonly #findings = new Map<string, { finding: InspectionResultFinding; count: number }>();
  #verdict: Verdict = "benign";
  #complete = true;
  #beyond = 0;

  constructor(bytes: number, options: InspectionOptions) {
    this.#options = options;
    this.#spending = new Spending({ ...DEFAULT_INSPECTION_BUDGET, ...options.budget }, bytes, options.now ?? (() => performance.now()));
    this.#rules = new Map((options.rules ?? MODEL_FILE_RULES).map((rule) => [rule.id, rule]));
    this.#interpreters = options.interpreters ?? INTERPRETERS;
  }

  result(): Omit<Inspection, "sha256" | "bytes"> {
    const findings = [...this.#findings.values()].map(({ finding, count }) => (count === 1 ? finding : { ...finding, count }));
    if (this.#beyond > 0)
      findings.push({
        rule: "budget-exceeded",
        verdict: "suspicious",
        severity: "medium",
        message: `${this.#beyond} more findings are not listed.`,
      });
    return {
      formats: [...this.#formats],
      verdict: this.#verdict,
      complete: this.#complete,
      facts: Object.fromEntries([...this.#facts].sort(([a], [b]) => (a < b ? -1 : 1))),
      findings: findings.sort(compareFindings),
    };
  }

  /** Once everything is inspected: whether the file is what its name says. */
  judgeName(name: string): void {
    const finding = unfulfilledClaim(name, [...this.#formats]);
    if (finding !== undefined && this.#rules.has(finding.rule) && this.#findings.size === 0) this.#add(finding, []);
  }

  async inspect(
    source: ByteSource,
    name: string,
    within: readonly string[],
    members: readonly string[],
    context?: SubjectContext,
  ): Promise<void> {
    let subject: Subject;
    try {
      this.#spending.enter(members.length);
      subject = { source, head: source.read(0, HEAD_BYTES), name, within, ...(context === undefined ? {} : { context }) };
    } catch (error) {
      this.#failed(error, members, name);
      return;
    }
    for (const interpreter of this.#interpreters) {
      const ledger = new ClaimsLedger();
      try {
        if (!interpreter.accepts(subject)) continue;
        await interpreter.inspect(subject, this.#visit(ledger, within, members));
      } catch (error) {
        this.#failed(error, members, interpreter.id);
        // Bytes that were not reached are no second finding.
        continue;
      }
      if (!ledger.empty) this.#audit(ledger, source, interpreter.id, members);
    }
  }

  #visit(ledger: ClaimsLedger, within: readonly string[], members: readonly string[]): Visit {
    const formats: string[] = [];
    return {
      format: (name) => {
        formats.push(name);
        this.#formats.add(name);
      },
      claim: (start, end, what) => ledger.claim(start, end, what),
      finding: (finding) => this.#add(finding, members),
      fact: (name, value) => {
        // The outermost reading knows best what the file is.
        if (!this.#facts.has(name)) this.#facts.set(name, value);
      },
      incomplete: (reason, offset) => this.#notExamined(reason, members, offset),
      child: (name, source, context) => this.inspect(source, name, [...within, ...formats], [...members, name], context),
      sibling: (path) => (members.length === 0 ? this.#options.sibling?.(path) : undefined),
      spend: (what, amount) => this.#spending.spend(what, amount),
      declare: (bytes) => this.#spending.declare(bytes),
    };
  }

  #audit(ledger: ClaimsLedger, source: ByteSource, reading: string, members: readonly string[]): void {
    for (const { kind, start, end, what } of ledger.faults(source)) {
      if (kind === "unclaimed")
        this.#add(
          {
            rule: "unclaimed-bytes",
            offset: start,
            message: `${end - start} bytes from ${start} on are no part of the file as ${reading}.`,
          },
          members,
        );
      else if (kind === "overlap")
        this.#add(
          { rule: "overlapping-bytes", offset: start, message: `${what.join(" and ")} share the bytes from ${start} to ${end}.` },
          members,
        );
      else
        this.#add(
          { rule: "malformed", offset: start, message: `${what.join("")} reaches to byte ${end}, beyond the end of the file.` },
          members,
        );
    }
  }

  #failed(error: unknown, members: readonly string[], reading: string): void {
    this.#complete = false;
    if (error instanceof BudgetExceeded) {
      const bomb = error.budget === "ratio";
      this.#add(
        {
          rule: bomb ? "decompression-bomb" : "budget-exceeded",
          message: `${bomb ? "A bomb" : `The budget of ${error.budget} is spent`}: ${error.message} (${reading}).`,
        },
        members,
      );
    } else if (error instanceof FormatError) this.#add({ rule: "malformed", message: error.message }, members);
    else
      this.#add(
        { rule: "reader-failed", message: `The reader of ${reading} failed: ${error instanceof Error ? error.message : String(error)}` },
        members,
      );
  }

  #notExamined(reason: string, members: readonly string[], offset?: number): void {
    this.#complete = false;
    this.#add({ rule: "not-examined", message: reason, ...(offset === undefined ? {} : { offset }) }, members);
  }

  #add(finding: InspectionFinding, members: readonly string[]): void {
    const rule = this.#rules.get(finding.rule);
    if (rule === undefined) throw new Error(`there is no rule ${finding.rule}`);
    const { verdict = rule.verdict, ...rest } = finding;
    this.#verdict = worse(this.#verdict, verdict);
    const member = members.join("/");
    const key = JSON.stringify([finding.rule, member, finding.call?.callable ?? finding.message, verdict]);
    const known = this.#findings.get(key);
    if (known !== undefined) {
      known.count++;
      return;
    }
    if (this.#findings.size >= MAX_FINDINGS) {
      this.#beyond++;
      if (verdict !== "malicious" || this.#findings.size >= 2 * MAX_FINDINGS) return;
    }
    this.#findings.set(key, {
      count: 1,
      finding: {
        ...rest,
        verdict,
        severity: verdict === rule.verdict ? rule.severity : severityOf(verdict),
        message: finding.message.slice(0, MAX_MESSAGE),
        ...(member === "" ? {} : { member }),
      },
    });
  }
}

function severityOf(verdict: Verdict): InspectionResultFinding["severity"] {
  return verdict === "malicious" ? "critical" : verdict === "suspicious" ? "medium" : "info";
}
