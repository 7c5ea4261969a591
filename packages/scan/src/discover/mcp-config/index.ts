import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, nameOf, placeIn, targetOf } from "../file-place.ts";
import { containerImage, library, localSymbol, secretReference } from "../identity/index.ts";
import { isSecretName } from "../mask-arguments.ts";
import { clientOf } from "./clients.ts";
import { isOwnPackage, MANIFESTS } from "./own-package.ts";
import { type PublishedServer, publishedServers } from "./published.ts";
import { type McpServer, readServer } from "./server.ts";

/** Name of a file's project by its manifest, else by its folder. */
function projectName(project: Project, file: ProjectFile): string {
  const root = project.rootOf(file);
  const manifests = MANIFESTS.map((name) => project.file(file.target, root === "" ? name : `${root}/${name}`)?.facts.manifest?.name);
  return manifests.find((name) => name !== undefined) ?? (nameOf(root) || targetOf(project, file).key);
}

function attributesOf(server: McpServer): { readonly [key: string]: Json } {
  const list = (values: readonly string[]): Json | undefined => (values.length === 0 ? undefined : [...values]);
  return known<Json>({
    transport: server.transport,
    command: server.command,
    args: list(server.arguments),
    url: server.url,
    package: server.package?.purl,
    image: server.image?.reference,
    pinned: server.package?.pinned ?? server.image?.pinned,
    environment: list(server.environment),
    headers: list(server.headers),
    disabled: server.disabled,
    autoApproved: list(server.approved),
    literalSecrets: list(server.literalSecrets),
  });
}

/** Secrets by name: variables and headers that look like ones, and what values refer to. */
function secretNames(serverName: string, server: McpServer): readonly string[] {
  // A header that names no variable is a secret of this server alone.
  const headers =
    server.references.length > 0 ? [] : server.headers.filter((name) => isSecretName(name)).map((name) => `${serverName}.${name}`);
  return [
    ...new Set([
      ...server.environment.filter((name) => isSecretName(name)),
      ...server.references.filter((name) => isSecretName(name)),
      ...headers,
    ]),
  ].sort();
}

function emitSecrets(
  project: Project,
  file: ProjectFile,
  server: string,
  names: readonly string[],
  line: number,
  address: string,
  sink: DiscoverySink,
): void {
  for (const name of names) {
    const place = placeIn(file, { line, technique: "configuration", resource: address, symbol: name });
    const secret = sink.asset({
      kind: "secret-ref",
      name,
      identity: secretReference(targetOf(project, file), name),
      lifecycle: "declared",
      scope: file.scope,
      occurrences: [place],
    });
    sink.relate(server, "authenticated_by", secret, "stated", [place]);
  }
}

function emitServer(
  project: Project,
  file: ProjectFile,
  client: string,
  address: string,
  name: string,
  line: number,
  server: McpServer,
  sink: DiscoverySink,
): void {
  const target = targetOf(project, file);
  const resource = `${address}.${name}`;
  const place = placeIn(file, { line, technique: "configuration", resource });
  sink.resource({
    address: resource,
    type: "mcp.server",
    file: file.path,
    line,
    attributes: { ...attributesOf(server), args: server.arguments },
    ...(file.target === 0 ? {} : { target: file.target }),
  });
  const id = sink.asset({
    kind: "mcp-server",
    name,
    identity: { ...localSymbol(target, file, resource), address: resource },
    lifecycle: "declared",
    scope: file.scope,
    attributes: attributesOf(server),
    occurrences: [place],
  });
  sink.relate(client, "calls", id, "stated", [place]);
  emitSecrets(project, file, id, secretNames(name, server), line, resource, sink);
  // The project starts its own server: that is no library of it.
  if (server.package !== undefined && !isOwnPackage(project, file, server.package.name)) {
    const found = sink.asset({
      kind: "library",
      name: server.package.name,
      identity: library(server.package.purl),
      lifecycle: "declared",
      scope: file.scope,
      attributes: { category: "mcp" },
      occurrences: [place],
    });
    sink.relate(id, "depends_on", found, "stated", [place]);
  }
  if (server.image !== undefined) {
    const image = sink.asset({
      kind: "container-image",
      name: server.image.reference,
      identity: containerImage(server.image.reference),
      lifecycle: "declared",
      scope: file.scope,
      attributes: { pinned: server.image.pinned },
      occurrences: [place],
    });
    sink.relate(id, "uses_image", image, "stated", [place]);
  }
}

function emitPublished(project: Project, file: ProjectFile, server: PublishedServer, sink: DiscoverySink): void {
  const id = sink.asset({
    kind: "mcp-server",
    name: server.name,
    identity: { ...localSymbol(targetOf(project, file), file, server.address), address: server.address },
    lifecycle: "declared",
    scope: file.scope,
    attributes: server.attributes,
    occurrences: [placeIn(file, { line: server.line, technique: "configuration", resource: server.address })],
  });
  emitSecrets(project, file, id, server.secrets, server.line, server.address, sink);
}

/** MCP hosts and servers of configuration files, and servers that a project publishes. */
export const mcpConfig: Discoverer = {
  id: "mcp-config",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const tree = file.facts.config?.documents[0];
      if (tree?.kind !== "map" || file.facts.manifest?.lock === true) continue;
      const root = projectName(project, file);
      for (const server of publishedServers(file.path, tree, root)) emitPublished(project, file, server, sink);
      const found = clientOf(file.path, tree);
      if (found === undefined) continue;
      const client = sink.asset({
        kind: "mcp-client",
        name: found.client === "MCP client" ? file.path : found.client,
        identity: localSymbol(targetOf(project, file), file, "mcp-client"),
        lifecycle: "declared",
        scope: file.scope,
        attributes: {
          configuration: nameOf(file.path),
          folder: folderOf(file.path),
          servers: found.tables.reduce((sum, { servers }) => sum + servers.length, 0),
        },
        occurrences: [
          placeIn(file, { line: found.tables[0]?.servers[0]?.line ?? 1, technique: "configuration", resource: found.tables[0]?.address }),
        ],
      });
      for (const { address, servers } of found.tables) {
        for (const { key, line, value } of servers) emitServer(project, file, client, address, key, line, readServer(value), sink);
      }
    }
  },
};
