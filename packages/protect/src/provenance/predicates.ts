import { z } from "zod";
import { ProtectError } from "../errors.ts";
import type { Digests } from "./lineage.ts";

/** Predicates of in-toto attestations that Castellan makes (in-toto/attestation, spec/predicates; slsa.dev/provenance/v1). */
export const PREDICATES = {
  training: "https://slsa.dev/provenance/v1",
  scan: "https://in-toto.io/attestation/test-result/v0.1",
  approval: "https://slsa.dev/verification_summary/v1",
} as const;
export type PredicateName = keyof typeof PREDICATES;
export const PREDICATE_NAMES = ["training", "scan", "approval"] as const satisfies readonly PredicateName[];

const DigestSet = z.record(z.string(), z.string()).refine((digests) => Object.keys(digests).length > 0, "has no digest");
/** ResourceDescriptor of in-toto 1.0. */
const Resource = z.looseObject({ name: z.string().optional(), uri: z.string().optional(), digest: DigestSet.optional() });

const Provenance = z.looseObject({
  buildDefinition: z.looseObject({
    buildType: z.string(),
    externalParameters: z.record(z.string(), z.unknown()),
    resolvedDependencies: z.array(Resource).optional(),
  }),
  runDetails: z.looseObject({
    builder: z.looseObject({ id: z.string() }),
    metadata: z
      .looseObject({ invocationId: z.string().optional(), startedOn: z.string().optional(), finishedOn: z.string().optional() })
      .optional(),
  }),
});
const TestResult = z.looseObject({
  result: z.enum(["PASSED", "WARNED", "FAILED"]),
  configuration: z.array(Resource),
  url: z.string().optional(),
  passedTests: z.array(z.string()).optional(),
  warnedTests: z.array(z.string()).optional(),
  failedTests: z.array(z.string()).optional(),
});
const Summary = z.looseObject({
  verifier: z.looseObject({ id: z.string() }),
  timeVerified: z.string().optional(),
  resourceUri: z.string(),
  policy: Resource,
  inputAttestations: z.array(Resource).optional(),
  verificationResult: z.enum(["PASSED", "FAILED"]),
  verifiedLevels: z.array(z.string()),
});
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  [PREDICATES.training]: Provenance,
  [PREDICATES.scan]: TestResult,
  [PREDICATES.approval]: Summary,
};

/** Whether a predicate of a known type is as its specification wants it. @returns why not */
export function predicateFault(type: string, predicate: unknown): string | undefined {
  const schema = Object.hasOwn(SCHEMAS, type) ? SCHEMAS[type] : undefined;
  const parsed = schema?.safeParse(predicate);
  return parsed === undefined || parsed.success
    ? undefined
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

export interface NamedDigest {
  readonly name: string;
  readonly uri?: string;
  readonly digest: Digests;
}

export interface TrainingRun {
  readonly builder: string;
  readonly invocation?: string | undefined;
  readonly started?: string | undefined;
  readonly finished?: string | undefined;
  /** Command, hyperparameters: whatever the run was told. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Data sets, base models and code that went in, by digest. */
  readonly inputs: readonly NamedDigest[];
}

/** A training run as SLSA provenance 1: training is the build, data sets and base models are its dependencies. */
export function trainingPredicate({ builder, invocation, started, finished, parameters, inputs }: TrainingRun): object {
  return {
    buildDefinition: {
      buildType: "https://castellan.dev/training/v1",
      externalParameters: parameters,
      resolvedDependencies: inputs.map(({ name, uri, digest }) => ({ name, ...(uri === undefined ? {} : { uri }), digest })),
    },
    runDetails: {
      builder: { id: builder },
      metadata: {
        ...(invocation === undefined ? {} : { invocationId: invocation }),
        ...(started === undefined ? {} : { startedOn: started }),
        ...(finished === undefined ? {} : { finishedOn: finished }),
      },
    },
  };
}

const Check = z.looseObject({ rule: z.string(), failed: z.number(), unknown: z.number(), applicable: z.number() });
const Scan = z.looseObject({
  schema: z.literal("castellan/scan/1"),
  checks: z.array(Check),
  findings: z.array(z.looseObject({ rule: z.string(), severity: z.string() })),
  summary: z.looseObject({ complete: z.boolean() }),
});
const Inspection = z.looseObject({
  schema: z.literal("castellan/model-inspect/1"),
  files: z.array(z.looseObject({ file: z.string(), verdict: z.string(), complete: z.boolean() })),
});

/**
 * The result of `castellan scan` or `castellan model inspect` as a test result. What was not read to the end never passed.
 * @throws ProtectError FORMAT_INVALID for other documents
 */
export function scanPredicate(document: unknown, configuration: NamedDigest): object {
  const scan = Scan.safeParse(document);
  if (scan.success) {
    const { checks, findings, summary } = scan.data;
    const urgent = findings.some(({ severity }) => severity === "critical" || severity === "high");
    const named = (wanted: (check: z.infer<typeof Check>) => boolean): readonly string[] =>
      checks
        .filter((check) => check.applicable > 0 && wanted(check))
        .map(({ rule }) => rule)
        .sort();
    return {
      result: urgent ? "FAILED" : findings.length > 0 || !summary.complete ? "WARNED" : "PASSED",
      configuration: [configuration],
      passedTests: named(({ failed, unknown }) => failed === 0 && unknown === 0),
      warnedTests: named(({ failed, unknown }) => failed === 0 && unknown > 0),
      failedTests: named(({ failed }) => failed > 0),
    };
  }
  const inspection = Inspection.safeParse(document);
  if (!inspection.success)
    throw new ProtectError(
      "FORMAT_INVALID",
      "This is no result of castellan scan or castellan model inspect; give the file that --format json wrote.",
    );
  const { files } = inspection.data;
  const listed = (wanted: (file: (typeof files)[number]) => boolean): readonly string[] =>
    files
      .filter(wanted)
      .map(({ file }) => file)
      .sort();
  const failed = listed(({ verdict }) => verdict === "malicious");
  const warned = listed(({ verdict, complete }) => verdict !== "malicious" && (verdict !== "benign" || !complete));
  return {
    result: failed.length > 0 ? "FAILED" : warned.length > 0 ? "WARNED" : "PASSED",
    configuration: [configuration],
    passedTests: listed(({ verdict, complete }) => verdict === "benign" && complete),
    warnedTests: warned,
    failedTests: failed,
  };
}

export interface Approval {
  readonly verifier: string;
  readonly time: string;
  readonly resource: string;
  readonly policy: NamedDigest;
  /** Attestations that the decision rests on. */
  readonly inputs: readonly NamedDigest[];
  readonly passed: boolean;
}

/** A person's or a gate's decision about a model as a verification summary. */
export function approvalPredicate({ verifier, time, resource, policy, inputs, passed }: Approval): object {
  return {
    verifier: { id: verifier },
    timeVerified: time,
    resourceUri: resource,
    policy: { uri: policy.uri ?? policy.name, digest: policy.digest },
    ...(inputs.length === 0 ? {} : { inputAttestations: inputs.map(({ uri, name, digest }) => ({ uri: uri ?? name, digest })) }),
    verificationResult: passed ? "PASSED" : "FAILED",
    // No level of SLSA is claimed: who approves has not looked at how it was built.
    verifiedLevels: [],
  };
}
