import type { Evidence, Json, ResourceEntry } from "@castellan/graph";
import { ANYWHERE } from "../../knowledge/posture/conditions.ts";
import type { Inventory } from "../rules/rule.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { evidenceOf } from "./hop.ts";
import { near } from "./near.ts";

/** A range of ports that a firewall lets the whole internet reach. */
export interface Opening {
  readonly from: number;
  readonly to: number;
  readonly resource: ResourceEntry;
  readonly evidence: Evidence;
}

const GROUPS =
  /^(?:aws_security_group|aws_default_security_group|aws_security_group_rule|aws_vpc_security_group_ingress_rule|AWS::EC2::SecurityGroup|AWS::EC2::SecurityGroupIngress|google_compute_firewall|azurerm_network_security_group|azurerm_network_security_rule|microsoft\.network\/networksecuritygroups(?:\/securityrules)?)$/i;
/** Where the rules of each form stand, and how they write ports and sources. */
const RULES = ["ingress", "SecurityGroupIngress", "security_rule", "properties.securityRules.properties", "properties.securityRules"];
const SOURCES = [
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "cidr_ipv4",
  "cidr_ipv6",
  "CidrIp",
  "CidrIpv6",
  "source_ranges",
  "source_address_prefix",
  "source_address_prefixes",
  "sourceAddressPrefix",
  "sourceAddressPrefixes",
];
const FROM = ["from_port", "FromPort"];
const TO = ["to_port", "ToPort"];
const RANGES = ["allow.ports", "destination_port_range", "destination_port_ranges", "destinationPortRange", "destinationPortRanges"];

export function firewallsOf(inventory: Inventory): readonly ResourceEntry[] {
  return inventory.resources.filter(({ type }) => GROUPS.test(type));
}

const FROM_ANYWHERE = (sources: readonly string[]): boolean => sources.some((source) => ANYWHERE.some((all) => all === source));

/** What firewalls let the whole internet, or those whom `sources` fits, reach. */
export function openingsOf(firewalls: readonly ResourceEntry[], sources = FROM_ANYWHERE): readonly Opening[] {
  return firewalls.flatMap((resource) => {
    const { attributes } = resource;
    if (/egress/i.test(String(attributes["type"] ?? attributes["direction"] ?? ""))) return [];
    const inner = RULES.flatMap((path) => settingAt(attributes, path)).filter((rule) => mapOf(rule) !== undefined);
    return (inner.length > 0 ? inner : [attributes]).flatMap((rule) => openingOf(resource, rule, sources));
  });
}

function openingOf(resource: ResourceEntry, rule: Json, who: (sources: readonly string[]) => boolean): readonly Opening[] {
  if (!who(SOURCES.flatMap((path) => settingAt(rule, path)).map(String))) return [];
  if (/^(?:outbound|egress)$/i.test(String(settingAt(rule, ["direction", "properties.direction"])[0] ?? ""))) return [];
  if (/^deny$/i.test(String(settingAt(rule, ["access", "properties.access"])[0] ?? ""))) return [];
  const place = { resource, evidence: evidenceOf(resource, "ingress.cidr_blocks", "ingress", "cidr_ipv4", "cidr_blocks", "source_ranges") };
  const protocol = String(settingAt(rule, ["protocol", "ip_protocol", "IpProtocol"])[0] ?? "");
  const ranges = RANGES.flatMap((path) => settingAt(rule, path)).map(String);
  if (ranges.length > 0) return ranges.map((range) => ({ ...portsOf(range), ...place }));
  const [from, to] = [settingAt(rule, FROM)[0], settingAt(rule, TO)[0]];
  if (protocol === "-1" || protocol === "all" || (from === undefined && to === undefined)) return [{ from: 0, to: 65_535, ...place }];
  const [low, high] = [Number(from ?? to), Number(to ?? from)];
  return Number.isNaN(low) || Number.isNaN(high) ? [] : [{ from: low, to: low === 0 && high === 0 ? 65_535 : high, ...place }];
}

function portsOf(range: string): { readonly from: number; readonly to: number } {
  if (range === "*") return { from: 0, to: 65_535 };
  const [from = "", to = from] = range.split("-");
  return { from: Number(from), to: Number(to) };
}

/**
 * What the firewalls around a place say of some ports: opened to everybody with where, kept closed, or nothing at all.
 * A firewall that is attached keeps closed what it does not name.
 */
export function openedNear(
  firewalls: readonly ResourceEntry[],
  place: Pick<ResourceEntry, "target" | "file">,
  ports: readonly number[],
  attached: boolean,
): Opening | "closed" | undefined {
  const around = firewalls.filter((firewall) => near(firewall, place));
  if (around.length === 0) return undefined;
  const lets = ({ from, to }: Opening): boolean => ports.some((port) => port >= from && port <= to);
  const opening = openingsOf(around).find(lets);
  if (opening !== undefined) return opening;
  return attached || openingsOf(around, () => true).some(lets) ? "closed" : undefined;
}
