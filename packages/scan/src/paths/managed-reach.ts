import type { Json, ResourceEntry } from "@castellan/graph";
import type { Reach } from "../rules/servers/server.ts";
import { lineOf } from "../rules/settings/condition.ts";
import type { ResourceIndex } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { openingsOf } from "./firewall.ts";

const SERVICES = ["aws_ecs_service", "AWS::ECS::Service"];
const GROUPS = ["aws_security_group", "AWS::EC2::SecurityGroup"];
const RULES = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress"];
const TARGETS = ["aws_lb_target_group", "aws_alb_target_group", "AWS::ElasticLoadBalancingV2::TargetGroup"];
const LISTENERS = [
  "aws_lb_listener",
  "aws_alb_listener",
  "aws_lb_listener_rule",
  "aws_alb_listener_rule",
  "AWS::ElasticLoadBalancingV2::Listener",
  "AWS::ElasticLoadBalancingV2::ListenerRule",
];
const BALANCERS = ["aws_lb", "aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"];
const NETWORK = ["network_configuration", "NetworkConfiguration.AwsvpcConfiguration"];
const INVOKERS = /^google_cloud_run(?:_v2)?_service_iam_(?:member|binding)$/;
const INSIDE: Reach = { level: 0, by: "nothing that is declared" };

/** From where a container that a cloud runs is reached. */
export function managedReach(index: ResourceIndex, resource: ResourceEntry, ports: readonly number[]): Reach {
  const { type, attributes } = resource;
  if (/ecs_task_definition$|ECS::TaskDefinition$/.test(type)) return taskReach(index, resource, ports);
  if (/apprunner|AppRunner/.test(type)) {
    const open = settingAt(attributes, [
      "network_configuration.ingress_configuration.is_publicly_accessible",
      "NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible",
    ])[0];
    return String(open ?? "true") === "true" ? everybody(resource, "its address", []) : INSIDE;
  }
  if (type.startsWith("google_cloud_run")) return cloudRun(index, resource);
  if (/container_?apps?$/i.test(type)) {
    const external = ["ingress.external_enabled", "properties.configuration.ingress.external"];
    const limited = settingAt(attributes, ["ingress.ip_security_restriction", "properties.configuration.ingress.ipSecurityRestrictions"]);
    return isTrue(settingAt(attributes, external)[0]) && limited.length === 0 ? everybody(resource, "its ingress", external) : INSIDE;
  }
  if (/container_?groups?$/i.test(type)) {
    const address = settingAt(attributes, ["ip_address_type", "properties.ipAddress.type"])[0];
    const published = address ?? (type.startsWith("azurerm") ? "Public" : undefined);
    return String(published) === "Public" ? everybody(resource, "its address", ["ip_address_type", "properties.ipAddress.type"]) : INSIDE;
  }
  if (type === "azurerm_linux_web_app") {
    const shut =
      String(settingAt(attributes, "public_network_access_enabled")[0] ?? "true") !== "true" ||
      settingAt(attributes, "site_config.ip_restriction").length > 0;
    const asks = ["auth_settings.enabled", "auth_settings_v2.auth_enabled"].some((path) => isTrue(settingAt(attributes, path)[0]));
    return shut ? INSIDE : { ...everybody(resource, "its address", []), ...(asks ? { guarded: true } : {}) };
  }
  return INSIDE;
}

function isTrue(value: Json | undefined): boolean {
  return String(value) === "true";
}

function everybody(resource: ResourceEntry, by: string, settings: readonly string[]): Reach {
  const { file, line, address, lines } = resource;
  return { level: 3, by, place: { file, line: lineOf(lines, settings) ?? line, resource: address } };
}

/** Services that run the task: by a public address with a group that lets in, or behind a load balancer. */
function taskReach(index: ResourceIndex, task: ResourceEntry, ports: readonly number[]): Reach {
  for (const service of index.linkedFrom(task, SERVICES, ["task_definition", "TaskDefinition"])) {
    const balanced = behindBalancer(index, service);
    if (balanced !== undefined) return balanced;
    const open = settingAt(service.attributes, [
      "network_configuration.assign_public_ip",
      "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp",
    ])[0];
    if (!/^(?:true|ENABLED)$/.test(String(open))) continue;
    const opening = openedBy(
      index,
      service,
      NETWORK.flatMap((path) => [`${path}.security_groups`, `${path}.SecurityGroups`]),
      ports,
    );
    if (opening !== undefined) return opening;
  }
  return INSIDE;
}

/** The opening of the groups that a setting names, for one of the ports. */
function openedBy(index: ResourceIndex, from: ResourceEntry, settings: readonly string[], ports: readonly number[]): Reach | undefined {
  const groups = index.refersTo(from, GROUPS, settings);
  const rules = groups.flatMap((group) => index.linkedFrom(group, RULES, ["security_group_id", "GroupId"]));
  const opening = openingsOf([...groups, ...rules]).find((each) => ports.some((port) => port >= each.from && port <= each.to));
  if (opening === undefined) return undefined;
  const { file, line, address } = opening.resource;
  return { level: 3, by: "the firewall", place: { file, line: opening.evidence.line ?? line, resource: address } };
}

function behindBalancer(index: ResourceIndex, service: ResourceEntry): Reach | undefined {
  const groups = index.refersTo(service, TARGETS, [
    "load_balancer.target_group_arn",
    "LoadBalancers.TargetGroupArn",
    "LoadBalancers",
    "load_balancer",
  ]);
  for (const target of groups) {
    const listeners = index.linkedFrom(target, LISTENERS, [
      "default_action.target_group_arn",
      "default_action.forward.target_group.arn",
      "action.target_group_arn",
      "DefaultActions.TargetGroupArn",
      "Actions.TargetGroupArn",
      "DefaultActions",
      "Actions",
    ]);
    for (const rule of listeners) {
      const first = index.refersTo(rule, LISTENERS, ["listener_arn", "ListenerArn"])[0] ?? rule;
      for (const balancer of index.refersTo(first, BALANCERS, ["load_balancer_arn", "LoadBalancerArn"])) {
        if (isTrue(settingAt(balancer.attributes, "internal")[0]) || settingAt(balancer.attributes, "Scheme")[0] === "internal") continue;
        const asks = [rule, first].some(({ attributes }) =>
          settingAt(attributes, ["default_action.type", "action.type", "DefaultActions.Type", "Actions.Type"]).some((kind) =>
            /^authenticate-|^jwt-/.test(String(kind)),
          ),
        );
        const attached = index.refersTo(balancer, GROUPS, ["security_groups", "SecurityGroups"]);
        const port = Number(settingAt(first.attributes, ["port", "Port"])[0] ?? 443);
        if (attached.length > 0 && openedBy(index, balancer, ["security_groups", "SecurityGroups"], [port]) === undefined) continue;
        const { file, line, address } = balancer;
        return {
          level: 3,
          by: `the load balancer ${address}`,
          place: { file, line, resource: address },
          ...(asks ? { guarded: true } : {}),
        };
      }
    }
  }
  return undefined;
}

function cloudRun(index: ResourceIndex, service: ResourceEntry): Reach {
  const { attributes, type } = service;
  if (/INTERNAL/.test(String(settingAt(attributes, ["ingress", "metadata.annotations.run.googleapis.com/ingress"])[0] ?? "").toUpperCase()))
    return INSIDE;
  const types = ["google_cloud_run_v2_service_iam_member", "google_cloud_run_v2_service_iam_binding"].concat(
    type.includes("_v2_") ? [] : ["google_cloud_run_service_iam_member", "google_cloud_run_service_iam_binding"],
  );
  const invoker = index
    .linkedFrom(service, types, ["name", "service"])
    .find(
      (grant) =>
        INVOKERS.test(grant.type) &&
        settingAt(grant.attributes, "role")[0] === "roles/run.invoker" &&
        settingAt(grant.attributes, ["member", "members"]).some((who) => who === "allUsers"),
    );
  if (invoker !== undefined)
    return {
      level: 3,
      by: "a grant to allUsers",
      place: { file: invoker.file, line: lineOf(invoker.lines, ["member", "members"]) ?? invoker.line, resource: invoker.address },
    };
  return isTrue(settingAt(attributes, "invoker_iam_disabled")[0]) ? everybody(service, "its address", ["invoker_iam_disabled"]) : INSIDE;
}
