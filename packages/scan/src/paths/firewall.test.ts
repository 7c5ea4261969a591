import type { Attributes, ResourceEntry } from "@castellan/graph";
import { describe, expect, it } from "vitest";
import { openedNear } from "./firewall.ts";

const group = (type: string, attributes: Attributes): ResourceEntry => ({
  address: `${type}.x`,
  type,
  file: "main.tf",
  line: 1,
  attributes,
});
const AWS = (cidr: string, from = 8265, to = 8265): ResourceEntry =>
  group("aws_security_group", { ingress: [{ from_port: from, to_port: to, protocol: "tcp", cidr_blocks: [cidr] }] });
const asked = (firewall: ResourceEntry, attached = false): string | undefined => {
  const found = openedNear([firewall], { file: "compose.yaml" }, [8265], attached);
  return typeof found === "object" ? "open" : found;
};

describe("openedNear", () => {
  it.each([
    ["the port", AWS("0.0.0.0/0")],
    ["a range", AWS("0.0.0.0/0", 8000, 9000)],
    ["every protocol", group("aws_security_group", { ingress: [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["::/0"] }] })],
    ["a rule of its own", group("aws_vpc_security_group_ingress_rule", { cidr_ipv4: "0.0.0.0/0", from_port: 8265, to_port: 8265 })],
    ["Google Cloud", group("google_compute_firewall", { source_ranges: ["0.0.0.0/0"], allow: [{ ports: ["8000-8300"] }] })],
    [
      "Azure",
      group("azurerm_network_security_group", {
        security_rule: [{ direction: "Inbound", access: "Allow", destination_port_range: "8265", source_address_prefix: "*" }],
      }),
    ],
  ])("sees %s open", (_, firewall) => expect(asked(firewall)).toBe("open"));

  it.each([
    ["the port for a network", AWS("10.0.0.0/8"), false, "closed"],
    ["another port", AWS("0.0.0.0/0", 443, 443), false, undefined],
    ["another port, attached", AWS("0.0.0.0/0", 443, 443), true, "closed"],
    [
      "egress",
      group("aws_security_group_rule", { type: "egress", cidr_blocks: ["0.0.0.0/0"], from_port: 0, to_port: 65_535 }),
      false,
      undefined,
    ],
    [
      "words for ports",
      group("aws_security_group_rule", { type: "ingress", cidr_blocks: ["0.0.0.0/0"], from_port: "any" }),
      false,
      undefined,
    ],
  ] as const)("tells %s", (_, firewall, attached, told) => expect(asked(firewall, attached)).toBe(told));
});
