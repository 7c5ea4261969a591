/*
 * Every flag, declared once: the command line, environment variables (CASTELLAN_…), castellan.yaml, completion and
 * docs/flags.md come from this table.
 */

export interface Flag {
  readonly kind: "switch" | "choice" | "choices" | "text" | "texts" | "count";
  readonly help: string;
  /** How the value is called in the help; none for switches. */
  readonly value?: string;
  readonly short?: string;
  readonly choices?: readonly string[];
  readonly fallback?: string;
  /** Key in castellan.yaml. */
  readonly config?: string;
  /** `--no-x`: on unless said otherwise. */
  readonly negative?: boolean;
  /** The environment variable, where it is not that of its name. */
  readonly variable?: string;
}

export const FAIL_LEVELS = ["critical", "high", "medium", "low", "none"] as const;
export const FORMATS = ["terminal", "json", "sarif", "cyclonedx", "cyclonedx-1.6", "spdx", "html", "markdown", "csv", "junit"] as const;
export const CONVERT_TARGETS = ["safetensors"] as const;
const DETECTORS = ["pii", "secrets", "injection", "hidden", "names"] as const;
const SECTION_NAMES = ["inventory", "models", "data", "agents", "infra", "secrets", "licences"] as const;

export const FLAGS = {
  format: { kind: "choice", value: "F", short: "-f", choices: FORMATS, fallback: "terminal", help: "form of the result" },
  output: { kind: "texts", value: "[F=]FILE", short: "-o", help: "write to a file; with F= in a further format, repeatable" },
  "fail-on": {
    kind: "choice",
    value: "LEVEL",
    choices: FAIL_LEVELS,
    fallback: "high",
    config: "fail-on",
    help: "exit 1 for findings at or above this severity",
  },
  scope: {
    kind: "choice",
    value: "S",
    choices: ["production", "all"],
    fallback: "production",
    config: "scope",
    help: "whose findings can fail: tests, docs and examples do not",
  },
  only: { kind: "choices", value: "SECTION", choices: SECTION_NAMES, config: "only", help: "these sections only, separated by commas" },
  skip: { kind: "choices", value: "SECTION", choices: SECTION_NAMES, config: "skip", help: "without these sections" },
  targets: { kind: "text", value: "FILE", help: "file with one target a line" },
  baseline: {
    kind: "text",
    value: "FILE",
    help: "accept what this file lists (default: castellan-baseline.json of the target); of logs: what an earlier run learned",
  },
  since: { kind: "text", value: "REV", help: "findings only in files that changed since this git revision" },
  "tracked-only": { kind: "switch", help: "only what git tracks: same commit, same bytes" },
  deep: { kind: "switch", help: "look into the rows of data sets too, which takes longer" },
  env: { kind: "text", value: "NAME", help: "environment whose variables files, workspace, chart values and overlays hold (prod)" },
  "env-file": { kind: "text", value: "FILE", help: "values of variables that the code reads" },
  advisories: {
    kind: "texts",
    value: "PATH",
    help: "OSV records matched with the packages, offline: a file, a folder, or the zip of an ecosystem; repeatable",
  },
  strict: { kind: "switch", help: "exit 1 for suspicious model files too, not only for malicious ones; for anything found in texts" },
  detect: {
    kind: "choices",
    value: "KIND",
    choices: DETECTORS,
    help: "what to look for in texts, separated by commas (default: everything)",
  },
  names: { kind: "switch", negative: true, help: "leave out people, places and organisations, which takes most of the time" },
  locale: { kind: "choices", value: "CC", help: "countries whose personal identifiers are looked for too, separated by commas, or all" },
  rules: {
    kind: "text",
    value: "FILE",
    help: "of text, a gitleaks configuration (TOML) whose rules run beside the built-in ones; of retention, its rules (YAML)",
  },
  field: { kind: "text", value: "KEY", fallback: "text", help: "key of the text in JSON lines" },
  "save-baseline": { kind: "text", value: "FILE", help: "write what was learned of the logs, to compare with later" },
  "alerts-per-day": { kind: "count", value: "N", fallback: "5", help: "alerts a day for every hundred principals, at most" },
  "known-bad": { kind: "texts", value: "FILE", help: "list of SHA-256 digests of bad model files, repeatable" },
  to: {
    kind: "text",
    value: "F|STORE|NAME",
    help: "format that tensors are written in (safetensors), store that data is taken into, file that is written, or where a path ends",
  },
  all: { kind: "switch", short: "-a", help: "show everything, not only what is urgent" },
  fix: { kind: "switch", help: "write castellan-fix.patch with the mechanical fixes" },
  reproducible: { kind: "switch", help: "leave times out, so that the same input gives the same bytes" },
  "allow-partial": { kind: "switch", help: "exit 0 though something could not be read" },
  quiet: { kind: "switch", short: "-q", help: "no progress, no notes" },
  verbose: { kind: "switch", short: "-v", help: "say what is done and how long it took" },
  "log-format": { kind: "choice", value: "L", choices: ["text", "json"], fallback: "text", help: "form of notes on standard error" },
  color: { kind: "switch", negative: true, help: "plain text (also NO_COLOR)" },
  jobs: { kind: "count", value: "N", short: "-j", help: "reading workers (default: one per core, at most 4)" },
  offline: { kind: "switch", help: "refuse remote targets; a scan opens no socket without one" },
  timeout: { kind: "count", value: "S", help: "give up reading after so many seconds" },
  config: { kind: "text", value: "FILE", short: "-c", help: "settings instead of the target's castellan.yaml" },
  "target-config": { kind: "switch", negative: true, help: "do not honour ignores, baseline and settings that stand in the target" },
  cache: { kind: "switch", negative: true, help: "read and judge everything anew" },
  "verify-cache": { kind: "switch", help: "read every file even where nothing seems changed" },
  from: { kind: "text", value: "FILE|NAME", help: "scan JSON to explain instead of the last scan, or where a path begins" },
  scan: { kind: "text", value: "FILE", help: "scan JSON to read instead of the last scan" },
  force: { kind: "switch", help: "replace files that are there" },
  target: { kind: "text", value: "DIR", fallback: ".", help: "checkout that revisions are of" },
  label: { kind: "text", value: "COL", help: "column that a model learns to predict" },
  // CASTELLAN_SOURCE=1 runs the sources of castellan itself.
  source: { kind: "text", value: "COL", variable: "CASTELLAN_SOURCE_COLUMN", help: "column that says where a row came from" },
  time: { kind: "text", value: "COL", help: "column that says when a row came" },
  id: { kind: "text", value: "COL", help: "column that names a row (default: its number from 0)" },
  text: { kind: "texts", value: "COL", help: "column of free text, repeatable" },
  save: { kind: "text", value: "SKETCH", help: "write a sketch of the files, to compare with later without their rows" },
  prediction: { kind: "text", value: "COL", help: "column with what a model predicted" },
  probability: { kind: "texts", value: "COL", help: "column with a model's probability of the positive class" },
  score: { kind: "text", value: "COL", help: "column with a model's score" },
  threshold: { kind: "text", value: "X", help: "score from which on it is a prediction (default: 0.5 for probabilities)" },
  group: { kind: "texts", value: "COL[,COL]", help: "columns of the groups to compare; age:25 cuts numbers" },
  policy: {
    kind: "text",
    value: "FILE",
    help: "what new data must show, or how columns are masked (YAML); else rules in Cedar: a file, or a folder of .cedar files",
  },
  licence: { kind: "text", value: "ID", help: "licence of the data" },
  "sign-off": { kind: "text", value: "NAME", help: "who accepts what was held; the policy says who may" },
  as: { kind: "text", value: "NAME", help: "lasting name of the source (default: from its origin)" },
  peer: { kind: "texts", value: "NAME", help: "other source of the store that states the same facts, repeatable" },
  scores: { kind: "text", value: "FILE", help: "score of every row: written by check, read by clean" },
  check: { kind: "text", value: "FILE", help: "result of castellan data check (JSON)" },
  favourable: { kind: "text", value: "V", help: "value of the label that is positive, or that people hope for" },
  embedding: { kind: "text", value: "FILE", help: "vectors of the rows by a model you trust (numpy .npy, or a table of numbers)" },
  encoder: {
    kind: "text",
    value: "DIR",
    help: "folder of a sentence encoder (BERT, safetensors) that makes vectors of the texts on this machine",
  },
  reference: { kind: "text", value: "FILE", help: "rows of the same form that you trust" },
  "label-file": { kind: "text", value: "IDX", help: "labels of pictures that stand in a file of their own" },
  reviews: { kind: "text", value: "FILE", help: "rows that a person accepted (default: in the state folder)" },
  rows: { kind: "texts", value: "ID,ID", help: "names of rows, repeatable" },
  reason: { kind: "text", value: "TEXT", help: "why: it is recorded" },
  profile: { kind: "text", value: "P", help: "profile of the AWS configuration whose credentials are used" },
  region: { kind: "texts", value: "R", help: "region to collect from, repeatable (default: every region that is switched on)" },
  "role-name": { kind: "text", value: "NAME", help: "read-only role that is taken in every account of the organisation" },
  accounts: { kind: "choices", value: "ID", help: "account numbers, separated by commas, instead of the whole organisation" },
  "endpoint-url": { kind: "text", value: "URL", help: "where services answer instead of at AWS" },
  days: { kind: "count", value: "N", help: "collect training, processing and transform jobs of so many days (default 30)" },
  resume: { kind: "text", value: "FILE", help: "note what was answered in this file; a second run goes on from there" },
  "print-policy": { kind: "switch", help: "print the rights that collecting needs, and collect nothing" },
  context: { kind: "text", value: "C", help: "context of the kubeconfig (default: the current one)" },
  namespace: { kind: "text", value: "N", help: "this namespace only; what belongs to no namespace is left out" },
  recipient: {
    kind: "texts",
    value: "R",
    short: "-r",
    help: "who can open it: age1pq1…, age1…, an SSH public key, or the name of a key of yours; repeatable",
  },
  "recipients-file": { kind: "texts", value: "FILE", short: "-R", help: "file with one recipient a line, repeatable" },
  identity: {
    kind: "texts",
    value: "FILE|NAME",
    short: "-i",
    help: "file with the identity that opens it (age or SSH private key), repeatable; of verify, who must have signed keyless",
  },
  passphrase: { kind: "switch", short: "-p", help: "under a passphrase, which is asked for on the terminal" },
  "passphrase-file": { kind: "text", value: "FILE", help: "file whose first line is the passphrase; - is standard input" },
  unsealed: { kind: "switch", help: "keep the secret key without a passphrase; for machines whose folders are guarded otherwise" },
  recovery: { kind: "switch", help: "everything encrypted from now on can be opened with this key too (the organisation's)" },
  classical: { kind: "switch", help: "X25519 alone instead of post-quantum, for an age that knows no other" },
  rewrap: { kind: "switch", help: "keep the key, and change who can open it: data stays as it is" },
  durable: { kind: "switch", help: "wait until the disk has the result: before you delete the original" },
  armor: { kind: "switch", help: "in letters that survive mail and chat (PEM)" },
  "private-key": { kind: "text", value: "FILE", help: "private key to sign with (PEM: P-256, P-384, P-521, Ed25519)" },
  "public-key": { kind: "text", value: "FILE", help: "public key that must have signed (PEM)" },
  signature: { kind: "text", value: "FILE", help: "signature bundle (OpenSSF Model Signing 1.0)" },
  "signing-certificate": { kind: "text", value: "FILE", help: "certificate of the private key (PEM), to sign with a certificate" },
  "certificate-chain": {
    kind: "texts",
    value: "FILE",
    help: "certificates (PEM, repeatable): of sign, the issuers up to the root; of verify, what is trusted",
  },
  "certificate-time": {
    kind: "text",
    value: "now|TIME",
    help: "when the certificates must be valid (default: the first moment of the signer's)",
  },
  "certificate-pin": { kind: "texts", value: "SHA256", help: "certificate that must stand between signer and root, repeatable" },
  issuer: { kind: "text", value: "URL", help: "OpenID provider that must have vouched for the identity of a keyless signature" },
  "trusted-root": { kind: "text", value: "FILE", help: "Sigstore trusted root instead of the snapshot of the public one" },
  ignore: { kind: "texts", value: "PATH", help: "path below the model that is left out, repeatable" },
  "ignore-git": { kind: "switch", negative: true, help: "take in .git, .github, .gitattributes and .gitignore too" },
  "allow-symlinks": { kind: "switch", help: "take in what links to files lead to; links to folders are never followed" },
  "shard-size": {
    kind: "count",
    value: "BYTES",
    help: "digests of shards of so many bytes instead of one a file, so that one large file uses all cores",
  },
  "hash-type": { kind: "choice", value: "H", choices: ["sha256", "blake2b", "blake3"], fallback: "sha256", help: "hash of the files" },
  predicate: {
    kind: "choice",
    value: "P",
    choices: ["training", "scan", "approval"],
    help: "what is stated: a training run, the result of a scan, a decision",
  },
  input: { kind: "texts", value: "PATH", help: "data set, base model or attestation that it rests on, repeatable" },
  builder: { kind: "text", value: "URI", help: "who ran the training: the platform and workflow" },
  parameters: { kind: "text", value: "FILE", help: "what the run was told (a JSON object)" },
  started: { kind: "text", value: "TIME", help: "when the run began" },
  finished: { kind: "text", value: "TIME", help: "when the run ended" },
  result: { kind: "text", value: "FILE", help: "result of castellan scan or castellan model inspect (JSON)" },
  verifier: { kind: "text", value: "URI", help: "who decided (mailto:…, or the address of a gate)" },
  deny: { kind: "switch", help: "the decision is no" },
  subject: { kind: "text", value: "PATH|DIGEST", help: "model or data set that a statement must be about, or manifest of an OCI layout" },
  "post-quantum-key": {
    kind: "text",
    value: "FILE",
    help: "key of ML-DSA-44 or ML-DSA-65 (PEM) for a second signature beside the first, SIGNATURE.mldsa; verify then demands both",
  },
  approval: { kind: "texts", value: "FILE", help: "signed approval of the plan (castellan attestation), repeatable" },
  certificates: { kind: "text", value: "DIR", help: "folder for the certificates of deletion (default: certificates beside the plan)" },
  ledger: { kind: "text", value: "DIR", help: "ledger that what is done is recorded in; without its key nothing is done" },
  seed: { kind: "count", value: "N", fallback: "1", help: "of everything drawn at random: the same seed gives the same result" },
  origin: { kind: "text", value: "NAME", help: "name of a new ledger: as a web address without https://, such as example.org/ledger" },
  "log-key": {
    kind: "texts",
    value: "KEY",
    help: "key that must have signed the ledger: name+id+key, or a file with one a line; repeatable",
  },
  checkpoint: {
    kind: "texts",
    value: "FILE",
    help: "earlier checkpoint that was kept elsewhere, repeatable: the ledger must go on from it",
  },
  "witness-policy": { kind: "text", value: "FILE", help: "logs, witnesses and quorum that a checkpoint needs (C2SP tlog-policy)" },
  "witness-url": { kind: "texts", value: "URL", help: "witness that is asked for a cosignature, repeatable (besides those of the policy)" },
  "witness-name": {
    kind: "text",
    value: "NAME",
    help: "name of this witness, such as witness.example.net/w1; its key is made when it is first used",
  },
  cosignature: { kind: "texts", value: "FILE", help: "cosignature lines of a witness, repeatable" },
  entry: { kind: "text", value: "N|FILE", help: "number of an entry from 0; of verify, a file with the bytes of the entry" },
  "entry-output": { kind: "text", value: "FILE", help: "write the bytes of the entry too" },
  "earlier-size": { kind: "text", value: "N", help: "prove that the first N entries are still what they were" },
  key: { kind: "text", value: "FILE", help: "masking key: 32 random bytes (openssl rand -out mask.key 32), or encrypted as .age" },
  quasi: { kind: "texts", value: "COL,COL", help: "columns that may be known of somebody from elsewhere: age, sex, postal code" },
  sensitive: { kind: "texts", value: "COL,COL", help: "columns that nobody is to learn of somebody" },
  k: { kind: "text", value: "N", help: "people that are alike, at least (default 5)" },
  l: { kind: "text", value: "N", help: "different sensitive values among them, at least" },
  t: { kind: "text", value: "X", help: "how far their sensitive values may be distributed from those of all, 0 to 1" },
  count: { kind: "switch", help: "how many rows there are" },
  sum: { kind: "text", value: "COL", help: "sum of a column" },
  mean: { kind: "text", value: "COL", help: "mean of a column" },
  quantile: { kind: "text", value: "COL", help: "quantiles of a column" },
  ranks: { kind: "text", value: "R,R", help: "which quantiles, from 0 to 1 (default 0.5: the median)" },
  person: { kind: "text", value: "COL", help: "column that tells people apart: whose privacy it is" },
  by: { kind: "text", value: "COL", help: "answer for each value of this column" },
  groups: { kind: "texts", value: "V,V", help: "values of that column, where they are known to all; else they are found, which costs" },
  lower: { kind: "text", value: "X", help: "values below count as this; stated, never taken from the rows" },
  upper: { kind: "text", value: "X", help: "values above count as this; stated, never taken from the rows" },
  epsilon: { kind: "text", value: "E", help: "what the answer costs each person (Laplace noise), or may be told in all" },
  rho: { kind: "text", value: "R", help: "what the answer costs each person in zero-concentrated terms (Gaussian noise)" },
  delta: { kind: "text", value: "D", help: "chance that a single person makes a group appear, or that the budget may fail with" },
  "max-groups": { kind: "text", value: "N", help: "groups that one person counts in, at most" },
  "max-rows": { kind: "text", value: "N", help: "rows that one person counts with in a group, at most" },
  purpose: { kind: "text", value: "TEXT", help: "what the answer is for: it is recorded" },
  dataset: { kind: "text", value: "NAME", help: "name of the data set in the budgets (default: that of the file)" },
  open: { kind: "switch", help: "set a budget; one that stands is never raised" },
  method: {
    kind: "choice",
    value: "M",
    choices: ["mean", "clipped-mean", "krum", "multi-krum", "median", "trimmed-mean", "bulyan"],
    fallback: "multi-krum",
    help: "rule by which updates become one",
  },
  hostile: { kind: "text", value: "N", help: "how many of the clients may be hostile: what the rule has to bear" },
  mix: { kind: "switch", help: "replace every update by the mean of its nearest ones first: where clients' data differ" },
  norm: { kind: "text", value: "X", help: "longest that an update may be (clipped-mean; default: the median length)" },
  trust: { kind: "text", value: "FILE", help: "how clients looked in earlier rounds; read, and written with this one" },
  "person-file": { kind: "text", value: "FILE", help: "file with the name of the person, as acts were recorded with; - is standard input" },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof FLAGS;
export const FLAG_NAMES = Object.keys(FLAGS).filter((name): name is FlagName => name in FLAGS);

export function flagOf(name: FlagName): Flag {
  return FLAGS[name];
}

/** CASTELLAN_FAIL_ON for fail-on; CASTELLAN_NO_CACHE for the negative ones; another where the table names it. */
export function variableOf(name: FlagName): string {
  const { variable } = flagOf(name);
  return variable ?? `CASTELLAN_${flagOf(name).negative === true ? "NO_" : ""}${name.toUpperCase().replaceAll("-", "_")}`;
}

const EVERYWHERE = ["quiet", "verbose", "log-format", "color"] as const satisfies readonly FlagName[];
const READING = ["jobs", "offline", "timeout", "config", "target-config", "cache", "verify-cache"] as const satisfies readonly FlagName[];

/** Groups of flags that several commands share. */
export const FLAG_GROUPS = { everywhere: EVERYWHERE, reading: READING } as const;
