import { existsSync } from "node:fs";
import { join } from "node:path";
import { BASELINE_NAME, scan } from "@castellan/scan";
import { createBaseline, renderBaseline } from "@castellan/scan/baseline";
import { headRevision } from "@castellan/scan/git";
import { TOOL_VERSION } from "@castellan/scan/version";
import type { CommandContext } from "../command-spec.ts";
import { EXIT } from "../errors.ts";
import { scanOptions } from "../scan-options.ts";
import { writeFileWhole } from "../write-file.ts";

const SETTINGS = `# What Castellan cannot read from the files. Everything is optional; castellan schema config tells it all.
# yaml-language-server: $schema=https://castellan.dev/schema/castellan/config/1

# Lowest severity that makes a scan exit with 1: critical, high, medium, low, none.
fail-on: high

# Assets whose loss would hurt most, by name, identity or path. * stands for any characters.
crown-jewels: []
#  - fraud-model
#  - s3://payments-*

# Who can reach what: internet, company, role, none.
exposure: []
#  - { match: "POST /score", to: internet }

# What data is: payment, special, credentials, personal, confidential, internal, public.
sensitivity: []
#  - { match: data/customers.csv, class: personal }

# Values of variables that the code reads.
environment: {}
#  MODEL_URI: s3://models/fraud/v3

# Owners, where CODEOWNERS does not say it.
owners: []
#  - { path: infra/*, owner: "@platform" }

# Knowledge files that teach in-house SDKs (castellan schema knowledge).
knowledge: []

# Findings that somebody accepted; each needs a reason.
ignore: []
#  - { rule: unpinned-model, path: notebooks/*, reason: experiments only, until: 2027-01-01 }
`;

const GITHUB = `# What does this pull request bring in? Fails on new findings, keeps one comment up to date.
name: castellan
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
  pull-requests: write
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npx --yes castellan@${TOOL_VERSION} scan . --tracked-only --output sarif=castellan.sarif
`;

const GITLAB = `# Include this file from .gitlab-ci.yml:  include: castellan.gitlab-ci.yml
castellan:
  image: node:24-slim
  script:
    - npx --yes castellan@${TOOL_VERSION} scan . --tracked-only --output sarif=castellan.sarif
  artifacts:
    when: always
    paths: [castellan.sarif]
`;

interface Draft {
  readonly path: string;
  readonly text: () => Promise<string> | string;
}

/** Writes settings, a baseline of today's findings and a CI job; what is there already stays. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const folder = context.arguments[0] ?? ".";
  const gitlab = existsSync(join(folder, ".gitlab-ci.yml"));
  const drafts: readonly Draft[] = [
    { path: "castellan.yaml", text: () => SETTINGS },
    { path: BASELINE_NAME, text: () => baselineText(context, folder) },
    gitlab ? { path: "castellan.gitlab-ci.yml", text: () => GITLAB } : { path: ".github/workflows/castellan.yml", text: () => GITHUB },
  ];
  for (const { path, text } of drafts) {
    const file = join(folder, path);
    if (existsSync(file) && !values.on("force")) {
      terminal.note(`${file} is there already: left as it is (--force replaces it)`);
      continue;
    }
    writeFileWhole(file, await text());
    terminal.note(`${file} written`);
  }
  terminal.note("next: look through castellan.yaml, commit the three files, then castellan scan shows what is new from here on");
  return EXIT.ok;
}

async function baselineText(context: CommandContext, folder: string): Promise<string> {
  const result = await scan(scanOptions(context, [folder], { useBaseline: false }));
  context.signal.throwIfAborted();
  const assets = new Map(result.inventory.assets.map((asset) => [asset.id, asset]));
  return renderBaseline(createBaseline(result.findings, assets, await headRevision(folder)));
}
