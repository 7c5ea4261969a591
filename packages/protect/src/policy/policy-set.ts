import { hash } from "node:crypto";
import { ProtectError } from "../errors.ts";
import { BASELINE_POLICIES } from "./baseline.ts";
import { parsePolicy, validatePolicies } from "./cedar.ts";
import { Evaluator } from "./evaluate/authorize.ts";
import { type CompiledPolicy, compilePolicy } from "./evaluate/compile-policy.ts";
import { POLICY_SCHEMA } from "./schema.ts";
import { type PolicySource, splitPolicies } from "./source.ts";

/** A file of policies. */
export interface PolicyFile {
  readonly name: string;
  readonly text: string;
}

/** Policies that were parsed, validated and compiled. */
export interface PolicySet {
  readonly sources: ReadonlyMap<string, PolicySource>;
  readonly compiled: ReadonlyMap<string, CompiledPolicy>;
  readonly evaluator: Evaluator;
  /** SHA-256 of ids and texts, hexadecimal: two sets with one digest decide alike. */
  readonly digest: string;
}

const BASELINE_FILE: PolicyFile = { name: "castellan baseline", text: BASELINE_POLICIES };

/**
 * Reads the policies of somebody, with the baseline that always stands.
 * @param schema of Cedar; the published one unless told; undefined validates nothing and adds no baseline
 * @throws ProtectError POLICY_INVALID with file and line
 */
export function readPolicySet(files: readonly PolicyFile[], schema: string | undefined = POLICY_SCHEMA): PolicySet {
  return policySetOf([BASELINE_FILE, ...files], schema);
}

/** Policies exactly as given. @throws ProtectError POLICY_INVALID with file and line */
export function policySetOf(files: readonly PolicyFile[], schema?: string): PolicySet {
  const sources = new Map<string, PolicySource>();
  const compiled = new Map<string, CompiledPolicy>();
  for (const { name, text } of files)
    for (const source of splitPolicies(name, text)) {
      const policy = compilePolicy(parsePolicy(source));
      const id = policy.annotations.get("id") ?? nameOf(source, sources);
      const same = sources.get(id);
      if (same !== undefined)
        throw new ProtectError(
          "POLICY_INVALID",
          `${name}, line ${source.line}: the id ${id} is that of ${same.file}, line ${same.line}, too; give it another.`,
        );
      sources.set(id, source);
      compiled.set(id, policy);
    }
  if (schema !== undefined) validatePolicies(sources, schema);
  const sorted = [...sources].sort(([left], [right]) => (left < right ? -1 : 1)).map(([id, { text }]) => [id, text]);
  return { sources, compiled, evaluator: new Evaluator(compiled), digest: hash("sha256", JSON.stringify(sorted)) };
}

/** File and line; a second of the same line gets a number. */
function nameOf({ file, line }: PolicySource, taken: ReadonlyMap<string, PolicySource>): string {
  const name = `${file}:${line}`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? name : `${name}#${number}`;
    if (!taken.has(id)) return id;
  }
}
