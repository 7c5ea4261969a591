import { at, text } from "@castellan/formats";
import type { Asset } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Connector } from "../connector.ts";

/** Files by which a project publishes its own server, the one that says most first. */
const FORMS: readonly string[] = ["registry", "bundle", "fastmcp", "smithery"];
/** Where compilers put what a project's own `node …` runs. */
const BUILT = /(?:^|\/)(?:dist|build|out|lib)\/[\w./-]+\.[cm]?js$/;

interface Placed {
  readonly asset: Asset;
  readonly file: ProjectFile;
  readonly root: string;
}

/**
 * One server seen several times: as code, in the files that publish it (server.json, smithery.yaml, manifest.json), and in
 * a client's configuration of the same project that runs its package or its script. The code is what it is.
 */
export const mcpServers: Connector = {
  id: "mcp-servers",
  version: 1,
  connect(project, { assets }, graph) {
    const servers = assets.filter(({ kind }) => kind === "mcp-server").flatMap((asset) => placed(project, asset));
    for (const group of byRoot(servers)) {
      const own = group.filter(({ asset }) => asset.attributes["role"] === "own" && asset.scope === "production");
      const published = group
        .filter(({ asset }) => FORMS.includes(String(asset.attributes["form"])))
        .sort((a, b) => FORMS.indexOf(String(a.asset.attributes["form"])) - FORMS.indexOf(String(b.asset.attributes["form"])));
      const [kept, ...others] = own.length > 0 ? own : published.slice(0, 1);
      if (kept === undefined) continue;
      // Of several servers of one project only the one whose file is named is meant.
      if (others.length === 0) for (const { asset } of published) if (asset.id !== kept.asset.id) graph.unite(kept.asset.id, asset.id);
      for (const configured of servers) {
        if (configured.asset.attributes["command"] === undefined || configured.file.target !== kept.file.target) continue;
        if (FORMS.includes(String(configured.asset.attributes["form"]))) continue;
        const meant = own.length > 1 ? own.find((server) => runs(configured, server, false)) : kept;
        if (meant !== undefined && (own.length > 1 || runs(configured, meant, true, packageOf(project, meant))))
          graph.unite(meant.asset.id, configured.asset.id);
      }
    }
  },
};

function placed(project: Project, asset: Asset): readonly Placed[] {
  const [place] = asset.occurrences;
  const file = place?.file === undefined || place.target === undefined ? undefined : project.file(place.target, place.file);
  return file === undefined ? [] : [{ asset, file, root: project.rootOf(file) }];
}

function byRoot(servers: readonly Placed[]): readonly (readonly Placed[])[] {
  const groups = new Map<string, Placed[]>();
  for (const server of servers) {
    const key = `${server.file.target}:${server.root}`;
    groups.set(key, [...(groups.get(key) ?? []), server]);
  }
  return [...groups.values()];
}

/** Name of the package that the project of a server is. */
function packageOf(project: Project, { file, root }: Placed): string | undefined {
  return ["package.json", "pyproject.toml", "setup.cfg", "Cargo.toml"]
    .map((name) => project.file(file.target, root === "" ? name : `${root}/${name}`)?.facts)
    .map((facts) => facts?.manifest?.name ?? text(at(facts?.config?.documents[0], "name")))
    .find((name) => name !== undefined);
}

/** Whether a configuration runs this server: by the name of its package, or by its script. */
function runs(configured: Placed, server: Placed, built: boolean, own?: string): boolean {
  const { package: purl, args } = configured.asset.attributes;
  if (own !== undefined && typeof purl === "string") {
    const name = decodeURIComponent(purl.replace(/^pkg:[\w-]+\//, "").replace(/@[^/@]*$/, ""));
    if (plain(name) === plain(own)) return true;
  }
  const words = Array.isArray(args) ? args.filter((word) => typeof word === "string") : [];
  return words.some((word) => {
    const path = word.replace(/^\.\//, "");
    if (path === server.file.path || path.endsWith(`/${server.file.path}`)) return true;
    // `node dist/index.js`, `uv run my-server` of the same project.
    return built && configured.root === server.root && (BUILT.test(path) || (own !== undefined && plain(path) === plain(own)));
  });
}

/** pypi takes "my_server" and "my-server" for one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[_.]/g, "-");
}
