const STATED_PER_RULE = "gitleaks states its negatives for one rule only; by its own rules too";
const OPTION = "the same text must fire in another vector: here an option of the test, which a text cannot carry, switches it off";
const TEST_PATTERN = "the pattern is one of the test's own configuration, not a form of any secret";

/** Shared vectors whose expectation does not hold for a scanner of texts, with the reason. Everything else must be right. */
export const EXPECTATIONS: Readonly<Record<string, string>> = {
  "anthropic-api-key-13": `${STATED_PER_RULE} this is an Anthropic admin key, the twin of anthropic-admin-api-key-14, and is reported as one`,
  "cisco-meraki-api-key-301": `${STATED_PER_RULE} a value of 40 hex digits named api-key is a secret of unknown kind (generic-api-key)`,
  "cisco-meraki-api-key-303": `${STATED_PER_RULE} a long random value named token is a secret of unknown kind (generic-api-key)`,
  "aws-access-token-21": "wrong label: a Finnish sentence that holds asia in lower case, one of gitleaks' own false positives",
  "aws-access-token-23": "wrong label: a sequence of nucleotides, one of gitleaks' own false positives",
  "clickhouse-cloud-api-secret-key-58": "wrong label: 4b1d stands inside of a longer word, one of gitleaks' own false positives",
  "secretlint-rule-aws/options.allows": OPTION,
  "secretlint-rule-groq/ok.allows": OPTION,
  "secretlint-rule-tailscale/ok.allows": OPTION,
  "secretlint-rule-pattern/ok.filePathGlobs-no-match":
    "the rule of the test is for .env files only; the text holds the published example key of AWS, reported as an example",
  "secretlint-rule-filter-comments/ng.secretlint-disable-secretlint-enable": TEST_PATTERN,
  "secretlint-rule-filter-comments/ng.secretlint-disable-target-id": TEST_PATTERN,
  "secretlint-rule-pattern/ng.filePathGlobs-env-file": TEST_PATTERN,
  "secretlint-rule-pattern/ng.pattern-allows-other-pattern": TEST_PATTERN,
  "secretlint-rule-no-homedir/ng.homedir": "the path of a home folder is no secret",
  "secretlint-rule-no-homedir/ng.patial-homedir": "the path of a home folder is no secret",
  "secretlint-rule-no-k8s-kind-secret/ng.kind-secret":
    "named ng and reported without a place by its own rule: a Secret manifest with a real value is one",
  "secretlint-rule-no-k8s-kind-secret/ng.kind-secret-multiple":
    "named ng and reported without a place by its own rule: a Secret manifest with a real value is one",
};
