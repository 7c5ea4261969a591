import type { Json, ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import { productOf } from "../rules/servers/product-of.ts";
import type { Server } from "../rules/servers/server.ts";
import { lineOf } from "../rules/settings/condition.ts";
import { resourceIndexOf } from "../rules/settings/resource-index.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { managedReach } from "./managed-reach.ts";

/** Where each service of a cloud writes its containers, and the settings of one container. */
interface Form {
  readonly types: RegExp;
  /** Containers; the resource itself where it runs one. */
  readonly containers?: readonly string[];
  readonly image: readonly string[];
  readonly command: readonly string[];
  readonly environment: readonly string[];
  readonly ports: readonly string[];
}

const FORMS: readonly Form[] = [
  {
    types: /^(?:aws_ecs_task_definition|AWS::ECS::TaskDefinition)$/,
    containers: ["container_definitions", "ContainerDefinitions"],
    image: ["image", "Image"],
    command: ["entryPoint", "EntryPoint", "command", "Command"],
    environment: ["environment", "Environment", "secrets", "Secrets"],
    ports: ["portMappings.containerPort", "PortMappings.ContainerPort"],
  },
  {
    types: /^(?:aws_apprunner_service|AWS::AppRunner::Service)$/,
    image: ["source_configuration.image_repository.image_identifier", "SourceConfiguration.ImageRepository.ImageIdentifier"],
    command: [
      "source_configuration.image_repository.image_configuration.start_command",
      "SourceConfiguration.ImageRepository.ImageConfiguration.StartCommand",
    ],
    environment: [
      "source_configuration.image_repository.image_configuration.runtime_environment_variables",
      "SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables",
    ],
    ports: [
      "source_configuration.image_repository.image_configuration.port",
      "SourceConfiguration.ImageRepository.ImageConfiguration.Port",
    ],
  },
  {
    types: /^google_cloud_run(?:_v2)?_(?:service|worker_pool)$/,
    containers: ["template.containers", "template.spec.containers"],
    image: ["image"],
    command: ["command", "args"],
    environment: ["env"],
    ports: ["ports.container_port"],
  },
  {
    types: /^(?:azurerm_container_app|microsoft\.app\/containerapps)$/i,
    containers: ["template.container", "properties.template.containers"],
    image: ["image"],
    command: ["command", "args"],
    environment: ["env"],
    ports: ["ports"],
  },
  {
    types: /^(?:azurerm_container_group|microsoft\.containerinstance\/containergroups)$/i,
    containers: ["container", "properties.containers"],
    image: ["image", "properties.image"],
    command: ["commands", "properties.command"],
    environment: ["environment_variables", "secure_environment_variables", "properties.environmentVariables"],
    ports: ["ports.port", "properties.ports.port"],
  },
  {
    types: /^azurerm_linux_web_app$/,
    image: ["site_config.application_stack.docker_image_name"],
    command: ["site_config.app_command_line"],
    environment: ["app_settings"],
    ports: ["app_settings.WEBSITES_PORT"],
  },
];

/** Settings that hold the text of a list, as `jsonencode` leaves it. */
const TEXT = 500_000;

/** Containers that services of clouds run: ECS and Fargate, App Runner, Cloud Run, Container Apps and groups, web apps. */
export function managedServers(inventory: Inventory): readonly Server[] {
  const index = resourceIndexOf(inventory.resources);
  return inventory.resources.flatMap((resource): readonly Server[] => {
    const form = FORMS.find(({ types }) => types.test(resource.type));
    const file = form === undefined ? undefined : inventory.project.file(resource.target ?? 0, resource.file);
    if (form === undefined || file === undefined) return [];
    return containersOf(resource, form).flatMap((container): readonly Server[] => {
      const image = String(settingAt(container, form.image)[0] ?? "");
      const words = form.command.flatMap((path) => settingAt(container, path)).flatMap((word) => String(word).split(/\s+/));
      if (image === "" && words.length === 0) return [];
      const product = productOf(image, words);
      const ports = form.ports.flatMap((path) => settingAt(container, path)).map(Number);
      const setting = form.containers?.find((path) => settingAt(resource.attributes, path).length > 0) ?? form.image[0] ?? "";
      return [
        {
          form: "managed",
          ...(product === undefined ? {} : { product }),
          image,
          words,
          environment: variables(form.environment.flatMap((path) => settingAt(container, path))),
          hidden: false,
          reach: managedReach(index, resource, ports.some((port) => port > 0) ? ports : (product?.ports ?? [])),
          mounted: [],
          file,
          line: lineOf(resource.lines, [`${setting}.image`, `${setting}.Image`, setting]) ?? resource.line,
          resource: resource.address,
        },
      ];
    });
  });
}

function containersOf({ attributes }: ResourceEntry, { containers }: Form): readonly Json[] {
  if (containers === undefined) return [attributes];
  return containers
    .flatMap((path) => settingAt(attributes, path))
    .flatMap((value) => (typeof value === "string" ? parsed(value) : [value]));
}

function parsed(text: string): readonly Json[] {
  if (text.length > TEXT || !/^\s*[[{]/.test(text)) return [];
  try {
    const list: Json = JSON.parse(text);
    return settingAt({ list }, "list");
  } catch {
    // Written with what only a deployment knows: no container can be told from it.
    return [];
  }
}

/** Variables as a map, or as a list of names and values; what comes from a secret has none. */
function variables(values: readonly Json[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const value of values) {
    const name = settingAt(value, ["name", "Name"])[0];
    if (typeof name === "string") {
      const set = settingAt(value, ["value", "Value"])[0];
      found.set(name, set === undefined ? undefined : String(set));
    } else for (const [key, set] of Object.entries(mapOf(value) ?? {})) found.set(key, typeof set === "object" ? undefined : String(set));
  }
  return found;
}
