import { at, type ConfigNode, entries, items, text as textOf } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { known, nameOf } from "../file-place.ts";
import { packageUrl } from "../identity/package-url.ts";
import { maskUrl } from "../mask-arguments.ts";
import { readServer } from "./server.ts";

/** A server that a project offers, in one of the forms by which servers are published. */
export interface PublishedServer {
  readonly name: string;
  readonly line: number;
  readonly address: string;
  readonly attributes: { readonly [key: string]: Json };
  readonly secrets: readonly string[];
}

const REGISTRY_TYPES = { npm: "npm", pypi: "pypi", nuget: "nuget", cargo: "cargo" } as const;

/** server.json of the MCP registry. @see https://github.com/modelcontextprotocol/registry */
function registryEntry(tree: ConfigNode): PublishedServer | undefined {
  const name = textOf(at(tree, "name"));
  const packages = items(at(tree, "packages"));
  const remotes = items(at(tree, "remotes"));
  if (
    name === undefined ||
    (packages.length === 0 && remotes.length === 0) ||
    (at(tree, "description") === undefined && at(tree, "$schema") === undefined)
  )
    return undefined;
  const purls = packages.flatMap((entry) => {
    const type = textOf(at(entry, "registryType")) ?? textOf(at(entry, "registry_type")) ?? textOf(at(entry, "registry_name")) ?? "";
    const identifier = textOf(at(entry, "identifier")) ?? textOf(at(entry, "name"));
    const ecosystem = Object.entries(REGISTRY_TYPES).find(([key]) => key === type)?.[1];
    return identifier === undefined || ecosystem === undefined ? [] : [packageUrl(ecosystem, identifier, textOf(at(entry, "version")))];
  });
  const variables = packages.flatMap((entry) => items(at(entry, "environmentVariables") ?? at(entry, "environment_variables")));
  const secrets = variables
    .filter((variable) => textOf(at(variable, "isSecret") ?? at(variable, "is_secret")) === "true")
    .flatMap((variable) => textOf(at(variable, "name")) ?? []);
  return {
    name,
    line: tree.line,
    address: "server",
    secrets,
    attributes: known<Json>({
      form: "registry",
      version: textOf(at(tree, "version")),
      description: textOf(at(tree, "description"))?.slice(0, 300),
      packages: purls.length === 0 ? undefined : purls,
      urls: remotes.length === 0 ? undefined : remotes.flatMap((remote) => textOf(at(remote, "url")) ?? []).map(maskUrl),
      environment: variables.flatMap((variable) => textOf(at(variable, "name")) ?? []),
    }),
  };
}

/** manifest.json of a desktop extension (MCPB, formerly DXT). */
function bundle(tree: ConfigNode): PublishedServer | undefined {
  const config = at(tree, "server", "mcp_config");
  if ((at(tree, "dxt_version") === undefined && at(tree, "manifest_version") === undefined) || config === undefined) return undefined;
  const server = readServer(config);
  const secrets = entries(at(tree, "user_config"))
    .filter(({ value }) => textOf(at(value, "sensitive")) === "true")
    .map(({ key }) => key);
  return {
    name: textOf(at(tree, "name")) ?? "server",
    line: config.line,
    address: "server.mcp_config",
    secrets,
    attributes: known<Json>({
      form: "bundle",
      transport: server.transport,
      command: server.command,
      args: [...server.arguments],
      environment: [...server.environment],
      version: textOf(at(tree, "version")),
      tools: items(at(tree, "tools")).flatMap((tool) => textOf(at(tool, "name")) ?? []),
    }),
  };
}

/** smithery.yaml and fastmcp.json: how this project's own server is started. */
function startFile(path: string, tree: ConfigNode, folder: string): PublishedServer | undefined {
  if (/^smithery\.ya?ml$/.test(nameOf(path))) {
    const start = at(tree, "startCommand");
    const properties = at(start, "configSchema", "properties");
    if (start === undefined && at(tree, "runtime") === undefined) return undefined;
    return {
      name: folder,
      line: start?.line ?? tree.line,
      address: "startCommand",
      secrets: entries(properties)
        .map(({ key }) => key)
        .filter((key) => /token|secret|key|password/i.test(key)),
      attributes: known<Json>({
        form: "smithery",
        transport: textOf(at(start, "type")) ?? textOf(at(tree, "runtime")),
        settings: entries(properties).map(({ key }) => key),
      }),
    };
  }
  if (!/fastmcp\.json$/.test(nameOf(path)) || at(tree, "source") === undefined) return undefined;
  return {
    name: textOf(at(tree, "name")) ?? folder,
    line: tree.line,
    address: "source",
    secrets: [],
    attributes: known<Json>({
      form: "fastmcp",
      transport: textOf(at(tree, "deployment", "transport")),
      source: textOf(at(tree, "source", "path")),
      entrypoint: textOf(at(tree, "source", "entrypoint")),
    }),
  };
}

/** Servers of a Docker MCP catalogue: registry.X with an image. */
function catalogue(tree: ConfigNode): readonly PublishedServer[] {
  const registry = at(tree, "registry");
  return entries(registry).flatMap(({ key, line, value }): readonly PublishedServer[] => {
    const image = textOf(at(value, "image"));
    if (
      image === undefined ||
      (at(value, "title") === undefined &&
        at(value, "tools") === undefined &&
        at(value, "ref") === undefined &&
        textOf(at(value, "type")) !== "server")
    )
      return [];
    const secrets = items(at(value, "secrets")).flatMap((secret) => textOf(at(secret, "env")) ?? textOf(at(secret, "name")) ?? []);
    return [
      {
        name: key,
        line,
        address: `registry.${key}`,
        secrets,
        attributes: known<Json>({
          form: "docker-catalogue",
          transport: "stdio",
          image,
          pinned: image.includes("@sha256:"),
          tools: items(at(value, "tools")).flatMap((tool) => textOf(at(tool, "name")) ?? []),
        }),
      },
    ];
  });
}

/** Servers that a file publishes. @param folder name of the project, for files that do not name their server */
export function publishedServers(path: string, tree: ConfigNode, folder: string): readonly PublishedServer[] {
  const name = nameOf(path);
  const single = name === "server.json" ? registryEntry(tree) : name === "manifest.json" ? bundle(tree) : startFile(path, tree, folder);
  if (single !== undefined) return [single];
  return /\.ya?ml$/.test(name) ? catalogue(tree) : [];
}
