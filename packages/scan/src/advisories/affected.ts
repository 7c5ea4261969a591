import type { OsvAdvisory, OsvAffected, OsvEvent } from "./osv.ts";
import { comparePython } from "./versions/pep440.ts";
import { compareSemantic } from "./versions/semver.ts";

type Compare = (first: string, second: string) => number | undefined;

/** purl type → ecosystem of OSV, and its order of versions where we know it. */
const ECOSYSTEMS: { readonly [type: string]: { readonly name: string; readonly compare?: Compare } } = {
  pypi: { name: "PyPI", compare: comparePython },
  conda: { name: "PyPI", compare: comparePython },
  npm: { name: "npm", compare: compareSemantic },
  golang: { name: "Go", compare: compareSemantic },
  cargo: { name: "crates.io", compare: compareSemantic },
  maven: { name: "Maven" },
  gem: { name: "RubyGems" },
  nuget: { name: "NuGet" },
  composer: { name: "Packagist" },
};

/** Ecosystem and name under which OSV knows a package; undefined for others. */
export function osvPackage(purl: string): { readonly key: string; readonly ecosystem: string; readonly name: string } | undefined {
  const [, type = "", rest = ""] = /^pkg:([a-z]+)\/([^?#]*)/.exec(purl) ?? [];
  const at = rest.lastIndexOf("@");
  const path = at > 0 && !rest.includes("/", at) ? rest.slice(0, at) : rest;
  const ecosystem = ECOSYSTEMS[type]?.name;
  if (ecosystem === undefined || path === "") return undefined;
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const name = type === "maven" ? plain.replace(/\/([^/]*)$/, ":$1") : plain;
  return { key: packageKey(ecosystem, name), ecosystem, name };
}

/** Names of PyPI are the same in any case and with any separator (PEP 503). */
export function packageKey(ecosystem: string, name: string): string {
  const base = ecosystem.split(":")[0] ?? ecosystem;
  return `${base}|${base === "PyPI" ? name.toLowerCase().replace(/[-_.]+/g, "-") : name}`;
}

export interface Match {
  readonly affected: boolean | "unknown";
  /** The first version after this one that is not affected. */
  readonly fixed?: string;
}

/** Whether a version of a package is affected, by the algorithm of the OSV schema ("Evaluation"). */
export function matchOf(advisory: OsvAdvisory, key: string, version: string): Match {
  const concerned = (advisory.affected ?? []).filter(
    ({ package: of }) => of !== undefined && packageKey(of.ecosystem, of.name) === key,
  );
  let unknown = false;
  for (const one of concerned) {
    const said = inAffected(one, key, version);
    if (said.affected === true) return said;
    if (said.affected === "unknown") unknown = true;
  }
  return { affected: unknown ? "unknown" : false };
}

function inAffected({ ranges = [], versions = [] }: OsvAffected, key: string, version: string): Match {
  const bare = key.startsWith("Go|") ? version.replace(/^v/, "") : version;
  const own = compareIn(key);
  const listed = versions.some((each) => each === bare || own?.(each, bare) === 0);
  let unknown = false;
  let fixed: string | undefined;
  let inside = false;
  for (const { type, events } of ranges) {
    if (type === "GIT") continue;
    const compare = type === "SEMVER" ? compareSemantic : own;
    const said = compare === undefined ? "unknown" : inRange(events, bare, compare);
    if (said === "unknown") {
      // A list of versions that is complete decides where their order is not known.
      if (versions.length === 0) unknown = true;
      fixed ??= events.findLast((event) => event.fixed !== undefined)?.fixed;
      continue;
    }
    inside ||= said;
    if (said || listed) fixed ??= fixAfter(events, bare, compare ?? compareSemantic);
  }
  if (listed || inside) return { affected: true, ...(fixed === undefined ? {} : { fixed }) };
  return { affected: unknown ? "unknown" : false };
}

function compareIn(key: string): Compare | undefined {
  const ecosystem = key.slice(0, key.indexOf("|"));
  return Object.values(ECOSYSTEMS).find(({ name }) => name === ecosystem)?.compare;
}

interface Placed {
  readonly kind: "introduced" | "fixed" | "last_affected" | "limit";
  readonly at: string;
}

function placed(events: readonly OsvEvent[]): readonly Placed[] {
  return events.flatMap((event): readonly Placed[] =>
    (["introduced", "fixed", "last_affected", "limit"] as const).flatMap((kind) => {
      const at = event[kind];
      return at === undefined ? [] : [{ kind, at }];
    }),
  );
}

/** Events in the order of their versions; "0" comes before all. Unknown where one is no version. */
function inRange(events: readonly OsvEvent[], version: string, compare: Compare): boolean | "unknown" {
  const all = placed(events);
  const against = (at: string): number | undefined => (at === "0" ? 1 : compare(version, at));
  if (all.some(({ kind, at }) => !(kind === "limit" && at === "*") && against(at) === undefined)) return "unknown";
  const limits = all.filter(({ kind }) => kind === "limit");
  if (limits.length > 0 && !limits.some(({ at }) => at === "*" || (against(at) ?? 0) < 0)) return false;
  const sorted = all
    .filter(({ kind }) => kind !== "limit")
    .sort((a, b) => (a.at === "0" ? (b.at === "0" ? 0 : -1) : b.at === "0" ? 1 : (compare(a.at, b.at) ?? 0)));
  let inside = false;
  for (const { kind, at } of sorted) {
    const difference = against(at) ?? 0;
    if (kind === "introduced" && difference >= 0) inside = true;
    else if (kind === "fixed" && difference >= 0) inside = false;
    else if (kind === "last_affected" && difference > 0) inside = false;
  }
  return inside;
}

function fixAfter(events: readonly OsvEvent[], version: string, compare: Compare): string | undefined {
  return events
    .flatMap(({ fixed }) => (fixed !== undefined && (compare(version, fixed) ?? 1) < 0 ? [fixed] : []))
    .sort((a, b) => compare(a, b) ?? 0)[0];
}
