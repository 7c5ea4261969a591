import type { ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rule.ts";
import { mapOf, settingAt } from "../settings/setting.ts";
import { FUNCTIONS, resourceIndex } from "./agent-functions.ts";

/** A way from the internet to a function on which nobody is asked who they are. */
export interface OpenFront {
  /** The URL, method or route that is open. */
  readonly front: ResourceEntry;
  readonly function: ResourceEntry;
}

/** Function URLs, methods and routes without authentication, each with the function behind it. */
export function openFronts(inventory: Inventory): readonly OpenFront[] {
  return [...urls(inventory), ...methods(inventory), ...routes(inventory), ...serverless(inventory)];
}

function urls(inventory: Inventory): readonly OpenFront[] {
  const index = resourceIndex(inventory);
  return index
    .ofTypes(["aws_lambda_function_url", "awscc_lambda_url", "AWS::Lambda::Url"])
    .filter(({ attributes }) => settingAt(attributes, ["authorization_type", "auth_type", "AuthType"])[0] === "NONE")
    .flatMap((front) =>
      ["function_name", "target_function_arn", "TargetFunctionArn"]
        .flatMap((path) => index.refersTo(front, FUNCTIONS, path))
        .slice(0, 1)
        .map((called) => ({ front, function: called })),
    );
}

function methods(inventory: Inventory): readonly OpenFront[] {
  const index = resourceIndex(inventory);
  const integrations = index.ofTypes(["aws_api_gateway_integration"]);
  return index.ofTypes(["aws_api_gateway_method", "AWS::ApiGateway::Method"]).flatMap((front): readonly OpenFront[] => {
    const said = (...paths: readonly string[]): string => String(settingAt(front.attributes, paths)[0] ?? "");
    if (said("authorization", "AuthorizationType") !== "NONE" || said("http_method", "HttpMethod") === "OPTIONS") return [];
    if (said("api_key_required", "ApiKeyRequired") === "true") return [];
    const called = [
      ...index.refersTo(front, FUNCTIONS, "Integration.Uri"),
      ...integrations
        .filter((integration) => sharesResource(front, integration))
        .flatMap((integration) => index.refersTo(integration, FUNCTIONS, "uri")),
    ];
    return called.slice(0, 1).map((each) => ({ front, function: each }));
  });
}

/** A method and an integration of the same resource of an API. */
function sharesResource(method: ResourceEntry, integration: ResourceEntry): boolean {
  if ((method.target ?? 0) !== (integration.target ?? 0)) return false;
  const keys = ({ references = {} }: ResourceEntry): readonly string[] => references["resource_id"] ?? [];
  return (
    keys(method).some((address) => keys(integration).includes(address)) ||
    (integration.references?.["http_method"] ?? []).includes(method.address)
  );
}

function routes(inventory: Inventory): readonly OpenFront[] {
  const index = resourceIndex(inventory);
  return index.ofTypes(["aws_apigatewayv2_route", "AWS::ApiGatewayV2::Route"]).flatMap((front): readonly OpenFront[] => {
    const [authorization = "NONE"] = settingAt(front.attributes, ["authorization_type", "AuthorizationType"]);
    const [route] = settingAt(front.attributes, ["route_key", "RouteKey"]);
    if (authorization !== "NONE" || /^(?:OPTIONS |\$disconnect)/.test(String(route))) return [];
    return ["target", "Target"]
      .flatMap((path) => index.refersTo(front, ["aws_apigatewayv2_integration", "AWS::ApiGatewayV2::Integration"], path))
      .flatMap((integration) => ["integration_uri", "IntegrationUri"].flatMap((path) => index.refersTo(integration, FUNCTIONS, path)))
      .slice(0, 1)
      .map((called) => ({ front, function: called }));
  });
}

/** SAM: events of a function that no authorizer stands before. */
function serverless(inventory: Inventory): readonly OpenFront[] {
  const index = resourceIndex(inventory);
  const apis = index.ofTypes(["AWS::Serverless::Api", "AWS::Serverless::HttpApi"]);
  return index.ofTypes(["AWS::Serverless::Function"]).flatMap((front): readonly OpenFront[] => {
    if (settingAt(front.attributes, "FunctionUrlConfig.AuthType")[0] === "NONE") return [{ front, function: front }];
    const guarded = apis.some(
      (api) => api.file === front.file && api.target === front.target && settingAt(api.attributes, "Auth").length > 0,
    );
    const events = Object.values(mapOf(front.attributes["Events"]) ?? {});
    const open =
      !guarded &&
      events.some((event) => {
        const [type] = settingAt(event, "Type");
        return (type === "Api" || type === "HttpApi") && settingAt(event, "Properties.Auth").length === 0;
      });
    return open ? [{ front, function: front }] : [];
  });
}
