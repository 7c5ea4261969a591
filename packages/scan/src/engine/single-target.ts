import type { ScanResult } from "../result.ts";

type Placed = { readonly target?: number };

function bare<T extends Placed>(item: T): Omit<T, "target"> {
  const { target: _, ...rest } = item;
  return rest;
}

/** The contract: `target` stands in a result only where there are several. */
export function singleTarget(result: ScanResult): ScanResult {
  return {
    ...result,
    inventory: {
      assets: result.inventory.assets.map((asset) => ({ ...asset, occurrences: asset.occurrences.map(bare) })),
      relations: result.inventory.relations.map((relation) => ({ ...relation, evidence: relation.evidence.map(bare) })),
      packages: result.inventory.packages.map(bare),
      resources: result.inventory.resources.map(bare),
    },
    findings: result.findings.map((finding) => ({
      ...finding,
      location: bare(finding.location),
      evidence: finding.evidence.map(bare),
      ...(finding.patch === undefined ? {} : { patch: bare(finding.patch) }),
    })),
    actions: result.actions.map((action) => ({ ...action, location: bare(action.location) })),
    paths: result.paths.map((path) => ({ ...path, steps: path.steps.map((step) => ({ ...step, evidence: step.evidence.map(bare) })) })),
    flows: result.flows.map((flow) => ({ ...flow, location: bare(flow.location) })),
    artifacts: result.artifacts.map(bare),
    coverage: { ...result.coverage, skipped: result.coverage.skipped.map(bare), unresolved: result.coverage.unresolved.map(bare) },
  };
}
