import type { PrincipalKind } from "@castellan/formats";

/** People are restless in other ways than workloads: each is compared with its own. */
export function sortOf(kind: PrincipalKind): "person" | "workload" {
  return kind === "user" || kind === "root" || kind === "federated" ? "person" : "workload";
}
