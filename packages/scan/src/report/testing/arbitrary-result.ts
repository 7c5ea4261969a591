import {
  ASSET_KINDS,
  type Asset,
  CONFIDENCES,
  type Finding,
  type Json,
  LIFECYCLES,
  RELATION_KINDS,
  type Relation,
  SCOPES,
  SEVERITIES,
  STRENGTHS,
  stableId,
  TECHNIQUES,
} from "@castellan/graph";
import fc from "fast-check";
import type { ScanResult } from "../../result.ts";

/** Text as a hostile project writes it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    " ",
    "</script><script>alert(1)</script>",
    "<!--",
    "]]>",
    "=1+1",
    "a\nb",
    "\u202Ereversed",
    "\u001b[31m",
    "__proto__",
    "constructor",
    "https://user:secret@host/path",
    "s3://bucket/key",
    "pkg:pypi/x y",
    "pkg:huggingface/a/b@c",
    "MIT",
    "mit",
    "GPL-3.0-or-later AND MIT",
    "../../etc/passwd",
    "\ud800",
  ),
);

const json: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.integer(),
  hostileText,
  fc.array(hostileText, { maxLength: 3 }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
);
/** Keys that reporters read, so that wrong types meet them too. */
const KEYS = [
  "provider",
  "version",
  "revision",
  "task",
  "architecture",
  "approach",
  "url",
  "uri",
  "licence",
  "license",
  "description",
  "inputs",
  "outputs",
  "datasets",
  "metrics",
  "classification",
  "sensitiveData",
  "rows",
  "columns",
  "format",
  "authenticated",
  "public",
  "owner",
  "limitations",
  "intendedUse",
  "users",
  "command",
  "releaseTime",
  "role",
];
const attributes = fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), hostileText), json, { maxKeys: 6 });
const optional = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<{ [key: string]: T }> =>
  fc.option(value).map((item) => (item === null ? {} : { [name]: item }));

const location = fc
  .tuple(
    fc.oneof(
      hostileText.map((file) => ({ file })),
      hostileText.map((resource) => ({ resource })),
    ),
    optional("line", fc.integer({ min: 1, max: 9999 })),
    optional("cell", fc.integer({ min: 1, max: 99 })),
  )
  .map(([place, line, cell]) => ({ ...place, ...line, ...cell }));
const sighting = fc
  .tuple(location, fc.constantFrom(...TECHNIQUES), fc.constantFrom(...CONFIDENCES), optional("symbol", hostileText))
  .map(([place, technique, confidence, symbol]) => ({ ...place, technique, confidence, ...symbol }));
const evidence = fc.tuple(sighting, optional("excerpt", hostileText)).map(([seen, excerpt]) => ({ ...seen, ...excerpt }));
const identity = fc
  .tuple(
    hostileText,
    optional("purl", hostileText),
    optional("arn", hostileText),
    optional("uri", hostileText),
    optional("provider", hostileText),
    optional("digest", hostileText),
  )
  .map(([key, purl, arn, uri, provider, digest]) => ({ key, ...purl, ...arn, ...uri, ...provider, ...digest }));

const assets: fc.Arbitrary<Asset[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...ASSET_KINDS),
      name: hostileText,
      identity,
      lifecycle: fc.constantFrom(...LIFECYCLES),
      scope: fc.constantFrom(...SCOPES),
      attributes,
      digests: fc.dictionary(
        fc.constantFrom("sha256", "md5", "sha1", "blake3", "etag"),
        fc.oneof(hostileText, fc.constant("0".repeat(64)), fc.constant("F".repeat(32))),
      ),
      occurrences: fc.array(sighting, { maxLength: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((drafts) => drafts.map((draft, position) => ({ ...draft, id: stableId(String(position), draft.kind) })));

const check = fc.record({
  rule: hostileText,
  applicable: fc.nat(9),
  passed: fc.nat(9),
  failed: fc.nat(9),
  unknown: fc.nat(9),
  suppressed: fc.nat(9),
});

function related(list: readonly Asset[]): fc.Arbitrary<Relation[]> {
  if (list.length === 0) return fc.constant([]);
  const id = fc.constantFrom(...list.map((asset) => asset.id));
  return fc
    .uniqueArray(
      fc.record({
        from: id,
        kind: fc.constantFrom(...RELATION_KINDS),
        to: id,
        strength: fc.constantFrom(...STRENGTHS),
        evidence: fc.array(evidence, { maxLength: 2 }),
      }),
      { maxLength: 20, selector: (relation) => `${relation.from} ${relation.kind} ${relation.to}` },
    )
    .map((relations) => relations.filter((relation) => relation.from !== relation.to));
}

function found(list: readonly Asset[]): fc.Arbitrary<Finding[]> {
  const asset = list.length === 0 ? fc.constant({}) : optional("asset", fc.constantFrom(...list.map((each) => each.id)));
  return fc
    .array(
      fc
        .tuple(
          fc.record({
            rule: hostileText,
            title: hostileText,
            severity: fc.constantFrom(...SEVERITIES),
            reasons: fc.array(hostileText, { maxLength: 3 }),
            confidence: fc.constantFrom(...CONFIDENCES),
            location,
            message: hostileText,
            evidence: fc.array(evidence, { maxLength: 3 }),
            remediation: hostileText,
            scope: fc.constantFrom(...SCOPES),
            controls: fc.array(fc.oneof(hostileText, fc.constantFrom("LLM01:2025", "CWE-502", "AML.T0010", "GOVERN 1.1", "CWE-0")), {
              maxLength: 3,
            }),
            factors: fc.constant({ exposure: 1, exploitability: 1, data: 1, blast: 1 } as const),
          }),
          asset,
          fc.option(fc.record({ by: fc.constantFrom("inline", "baseline", "ignore-file", "configuration"), reason: hostileText })),
          optional("patch", fc.record({ file: hostileText, diff: hostileText })),
        )
        .map(([row, of, suppressed, patch]) => ({ ...row, ...of, ...patch, ...(suppressed === null ? {} : { suppressed }) })),
      { maxLength: 6 },
    )
    .map((rows) =>
      rows.map((row, position) => ({
        ...row,
        id: stableId("finding", String(position)),
        fingerprint: stableId("print", String(position)),
      })),
    );
}

/** Any result that keeps the form of `castellan/scan/1`: ids are unique, relations end at assets. */
export const arbitraryResult: fc.Arbitrary<ScanResult> = assets.chain((list) =>
  fc
    .record({
      relations: related(list),
      findings: found(list),
      targets: fc.array(hostileText, { minLength: 1, maxLength: 2 }),
      checks: fc.array(check, { maxLength: 4 }),
      flowText: hostileText,
      files: fc.nat(3),
      required: fc.boolean(),
    })
    .map(
      ({ relations, findings, targets, checks, flowText, files, required }): ScanResult => ({
        schema: "castellan/scan/1",
        tool: { name: "castellan", version: "0.1.0", catalog: "1" },
        targets,
        inventory: {
          assets: list,
          relations,
          packages: [
            { purl: flowText, name: flowText, scope: "runtime", file: flowText },
            { purl: "pkg:npm/zod@4.6.7", name: "zod", version: "4.6.7", scope: "transitive", file: "package-lock.json", line: 4 },
          ],
          resources: [{ address: flowText, type: flowText, file: flowText, line: 1, attributes: {} }],
        },
        findings,
        actions: findings.map((finding, position) => ({
          rank: position + 1,
          severity: finding.severity,
          title: finding.title,
          reasons: finding.reasons,
          fix: finding.remediation,
          findings: [finding.id],
          scope: finding.scope,
          confidence: finding.confidence,
          location: finding.location,
        })),
        paths:
          list.length === 0
            ? []
            : [
                {
                  id: "p",
                  title: findings[0]?.title ?? flowText,
                  severity: "high",
                  steps: list.map((asset) => ({ asset: asset.id, via: flowText, evidence: [] })),
                  fixes: [{ relation: flowText, cuts: 1 }],
                },
              ],
        checks,
        flows: [
          {
            data: list[0]?.id ?? flowText,
            class: flowText,
            through: list.map((asset) => asset.id),
            provider: flowText,
            location: { file: flowText, line: 1 },
          },
        ],
        artifacts: [
          { file: flowText, formats: [flowText], verdict: "suspicious", complete: false, sha256: "0".repeat(64), bytes: 1, findings: [] },
        ],
        coverage: {
          files,
          bytes: files,
          skipped: [{ file: flowText, reason: flowText, required }],
          unresolved: [{ what: flowText, file: flowText, line: 1, candidates: [flowText] }],
        },
        summary: {
          complete: !required,
          files,
          bytes: files,
          assets: {},
          findings: {},
          suppressed: 0,
          staleSuppressions: [flowText],
          targetConfiguration: true,
        },
      }),
    ),
);
