import { beforeAll, describe, expect, it } from "vitest";
import { rules } from "../../../rules/registry.ts";
import { judged, WARM_UP_TIME, warmUp } from "../../../rules/testing/project-from.ts";
import { TWINS } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

/** Rules whose bad examples fill a repository: every kind of finding, criticals of the urgent kinds among them. */
const OTHERS = [
  "model-file-malicious",
  "model-file-suspicious",
  "dataset-poisoned",
  "secret-committed",
  "password-committed",
  "dockerfile-secret",
  "prompt-contains-secret",
  "mcp-secret-inline",
  "ci-pull-request-target",
  "ci-untrusted-input",
  "ci-static-cloud-keys",
  "agent-dangerous-builtin",
  "agent-code-execution",
  "agent-private-data-egress",
  "eval-model-output",
  "sql-from-model-output",
  "system-prompt-untrusted",
  "tool-fetches-any-url",
  "tool-file-path-unchecked",
  "pickle-load-downloaded",
  "endpoint-deserialises",
  "torch-load-unsafe",
  "remote-code",
  "yaml-unsafe-load",
  "endpoint-open",
  "debug-mode",
  "cors-any-origin",
  "tls-verification-off",
  "download-over-http",
  "model-unpinned",
  "dataset-unpinned",
  "mcp-server-open",
  "mcp-server-unpinned",
  "mcp-server-broad",
  "workload-privileged",
  "iam-privilege-escalation",
  "ai-role-broad",
  "storage-signature-broad",
  "image-tag-floating",
  "build-pipes-download",
  "share-link",
  "personal-data-committed",
  "vulnerable-ai-infrastructure",
  "bucket-public",
  "sagemaker-notebook-internet",
];

/** A repository of services, each with something wrong of its own. */
function otherFindings(): { readonly [file: string]: string } {
  const files: Record<string, string> = {};
  for (const { card } of rules) {
    const [example] = card.bad;
    if (!OTHERS.includes(card.id) || example === undefined) continue;
    for (const [file, text] of Object.entries(example.files)) files[`services/${card.id}/${file}`] = text;
  }
  return files;
}

describe("a breach among forty other findings", () => {
  const others = otherFindings();

  it("the repository holds forty findings, criticals of several rules among them", async () => {
    const { findings } = await judged({ files: others });
    expect(findings.length).toBeGreaterThanOrEqual(40);
    expect(new Set(findings.filter(({ severity }) => severity === "critical").map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(3);
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(25);
  });

  it.each(TWINS.map((twin) => ({ name: `${twin.incident}, ${twin.form}`, twin })))("$name is rank 1", async ({ twin }) => {
    const { actions, findings } = await judged({ files: { ...others, ...twin.vulnerable } });
    const first = findings.find(({ id }) => id === actions[0]?.findings[0]);
    expect(first?.rule).toBe("attack-path");
    expect(first?.evidence.map(({ file }) => file).every((file) => file !== undefined && file in twin.vulnerable)).toBe(true);
    expect(actions.length).toBeGreaterThan(30);
  });
});
