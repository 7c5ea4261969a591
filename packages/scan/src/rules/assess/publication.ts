import type { Evidence, Json } from "@castellan/graph";
import type { Inventory } from "../rule.ts";

/** That a project publishes what it serves, and where that is said. */
export interface Publication {
  readonly to: "internet";
  readonly evidence: Evidence;
  readonly by: string;
}

function text(value: Json | undefined): string {
  return JSON.stringify(value ?? null);
}

/** The declaration that opens the project's service to the internet, if any: load balancer, ingress, public access. */
export function publicationOf(inventory: Inventory, target: number): Publication | undefined {
  for (const resource of inventory.resources) {
    if ((resource.target ?? 0) !== target) continue;
    const { type, attributes, address, file, line } = resource;
    const open = isOpen(type, attributes);
    if (!open) continue;
    return {
      to: "internet",
      by: address,
      evidence: { target, file, line, resource: address, technique: "configuration", confidence: "likely" },
    };
  }
  return undefined;
}

function isOpen(type: string, attributes: { readonly [key: string]: Json }): boolean {
  switch (type) {
    case "aws_lb":
    case "aws_alb":
      return attributes["internal"] === false;
    case "google_cloud_run_service_iam_member":
    case "google_cloud_run_v2_service_iam_member":
    case "google_cloudfunctions_function_iam_member":
      return text(attributes["member"]).includes("allUsers");
    case "aws_lambda_function_url":
      return attributes["authorization_type"] === "NONE";
    case "azurerm_container_app":
      return text(attributes["ingress"]).includes('"external_enabled":true');
    case "networking.k8s.io/v1/Ingress":
      return true;
    case "v1/Service":
      return text(attributes["spec"]).includes('"type":"LoadBalancer"');
    default:
      return false;
  }
}

/** Controls in front of the service that limit what a caller can do. */
export function frontControls(inventory: Inventory, target: number): readonly string[] {
  const found = inventory.resources.filter((resource) => (resource.target ?? 0) === target);
  return [
    ...(found.some(
      ({ type }) =>
        type === "aws_wafv2_web_acl_association" ||
        type === "azurerm_web_application_firewall_policy" ||
        type === "google_compute_security_policy",
    )
      ? ["a web ACL limits requests"]
      : []),
  ];
}
