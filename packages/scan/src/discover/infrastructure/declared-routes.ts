import type { DiscoverySink } from "../discoverer.ts";
import { declaredResource } from "../identity/index.ts";
import { type DeclaredResource, knownText, referencesAt } from "./declared.ts";
import { evidenceAt, type Lookup, type Made } from "./made.ts";

/*
 * Routes of API Gateway that lead to functions, in Terraform and CloudFormation
 * (registry.terraform.io/providers/hashicorp/aws, docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference).
 */

interface Form {
  /** Where the method stands, or method and path in one. */
  readonly method?: string;
  readonly key?: string;
  /** The path, a chain of resources. */
  readonly resource?: string;
  /** What leads to the function: its own reference, or that of an integration. */
  readonly target: string;
  readonly integration?: string;
}

const ROUTES: ReadonlyMap<string, Form> = new Map([
  ["aws_api_gateway_integration", { method: "http_method", resource: "resource_id", target: "uri" }],
  ["AWS::ApiGateway::Method", { method: "HttpMethod", resource: "ResourceId", target: "Integration" }],
  ["aws_apigatewayv2_route", { key: "route_key", target: "target", integration: "integration_uri" }],
  ["AWS::ApiGatewayV2::Route", { key: "RouteKey", target: "Target", integration: "IntegrationUri" }],
  ["aws_lambda_function_url", { target: "function_name" }],
  ["AWS::Lambda::Url", { target: "TargetFunctionArn" }],
]);
const MAX_STEPS = 12;

/** Endpoints that declared routes are, each with the function that it calls. */
export function declareRoutes(
  resources: readonly DeclaredResource[],
  find: (resource: DeclaredResource, address: string) => DeclaredResource | undefined,
  lookup: Lookup,
  sink: DiscoverySink,
): void {
  for (const resource of resources) {
    const form = ROUTES.get(resource.type);
    if (form === undefined) continue;
    const name = nameOf(resource, form, find);
    const functions = functionsOf(resource, form, find, lookup);
    if (name === undefined || functions.length === 0) continue;
    const place = evidenceAt(resource, resource);
    const id = sink.asset({
      kind: "endpoint",
      name,
      identity: declaredResource(resource.target, resource.root, `route:${resource.address}`),
      scope: resource.scope,
      lifecycle: "declared",
      attributes: { method: name.split(" ")[0] ?? "", platform: "aws-lambda", type: resource.type },
      occurrences: [{ ...place, technique: "configuration", confidence: "certain" }],
    });
    for (const made of functions) sink.relate(id, "calls", made.id, "stated", [place]);
  }
}

/** "POST /ask"; preflights are no routes. */
function nameOf(
  resource: DeclaredResource,
  form: Form,
  find: (resource: DeclaredResource, address: string) => DeclaredResource | undefined,
): string | undefined {
  if (form.key !== undefined) {
    const key = knownText(resource, [form.key])?.text;
    return key === undefined || key.startsWith("OPTIONS ") ? undefined : key === "$default" ? "ANY /" : key;
  }
  if (form.method === undefined || form.resource === undefined) return "ANY /";
  const method = (knownText(resource, [form.method])?.text ?? methodBehind(resource, form.method, find))?.toUpperCase();
  if (method === undefined || method === "OPTIONS") return undefined;
  const steps: string[] = [];
  let current: DeclaredResource | undefined = resource;
  let path: string = form.resource;
  for (let step = 0; step < MAX_STEPS && current !== undefined; step++) {
    const at: DeclaredResource = current;
    current = referencesAt(at, path)
      .flatMap((address) => find(at, address) ?? [])
      .find((other) => other.type === "aws_api_gateway_resource" || other.type === "AWS::ApiGateway::Resource");
    const part = current === undefined ? undefined : knownText(current, ["path_part", "PathPart"])?.text;
    if (part !== undefined) steps.unshift(part);
    path = current?.type === "AWS::ApiGateway::Resource" ? "ParentId" : "parent_id";
  }
  return `${method} /${steps.join("/")}`;
}

/** `http_method = aws_api_gateway_method.ask.http_method` */
function methodBehind(
  resource: DeclaredResource,
  path: string,
  find: (resource: DeclaredResource, address: string) => DeclaredResource | undefined,
): string | undefined {
  return referencesAt(resource, path)
    .flatMap((address) => find(resource, address) ?? [])
    .flatMap((other) => knownText(other, ["http_method"])?.text ?? [])[0];
}

function functionsOf(
  resource: DeclaredResource,
  { target, integration }: Form,
  find: (resource: DeclaredResource, address: string) => DeclaredResource | undefined,
  lookup: Lookup,
): readonly Made[] {
  const behind = integration === undefined ? [] : referencesAt(resource, target).flatMap((address) => find(resource, address) ?? []);
  return [...lookup(resource, target), ...behind.flatMap((other) => lookup(other, integration ?? ""))].filter(
    ({ kind }) => kind === "compute",
  );
}
