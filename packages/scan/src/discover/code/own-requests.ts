import type { Emitted } from "./emit.ts";
import type { FileRoute } from "./file-routes.ts";
import { namesOf } from "./names.ts";
import type { CodeAssets } from "./registry.ts";
import { calledName, select } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Libraries of knowledge whose calls are requests over the network. */
const REQUESTS: ReadonlySet<string> = new Set(["http-requests", "node-http", "python-http", "python-http-sources"]);
const VERBS: ReadonlySet<string> = new Set(["get", "post", "put", "patch", "delete"]);
/** Addresses that may be the project's own: without a host, of this machine, or under a host that only a variable knows. */
const OWN_ADDRESS = /^(?:https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?|(?:https?:\/\/)?\{[^}]*\})?(?<path>\/[^?#]*)/;
/** `[id]`, `[...slug]`, `{id}`, `:id`, `<int:id>`, `$id`: any text stands there. */
const PARAMETER = /^(?:\[.*\]|\{.*\}|:.+|<.*>|\$.+|\*+)$/;

interface Route {
  readonly endpoint: Emitted;
  readonly method: string;
  readonly steps: readonly string[];
}

/** Requests of the project's code to the project's own endpoints: `fetch("/api/chat")` asks what stands behind POST /api/chat. */
export function findOwnRequests(assets: CodeAssets, fileRoutes: readonly FileRoute[]): void {
  const requests = assets.sightings.all.filter(({ library, call }) => REQUESTS.has(library.id) && call !== undefined);
  if (requests.length === 0) return;
  const routes = [
    ...fileRoutes.map(({ endpoint }) => endpoint),
    ...assets.sightings.all.flatMap((sighting) => assets.of(sighting)).filter(({ kind }) => kind === "endpoint"),
  ].flatMap(routeOf);
  for (const sighting of requests) {
    const steps = addressOf(assets, sighting);
    if (steps === undefined || sighting.call === undefined) continue;
    const method = methodOf(assets, sighting);
    const found = new Map(
      routes
        .filter((route) => (route.method === "ANY" || route.method === "" || route.method === method) && same(route.steps, steps))
        .map(({ endpoint }) => [endpoint.id, endpoint]),
    );
    // Several applications with the same route: which one is asked is not known.
    const [only] = found.values();
    if (only !== undefined && found.size === 1) assets.keepRequest(sighting.call, only);
  }
}

function routeOf(endpoint: Emitted): readonly Route[] {
  const found = /^(?:([A-Z]+) )?(\/.*)$/.exec(endpoint.name);
  return found === null ? [] : [{ endpoint, method: found[1] ?? "", steps: stepsOf(found[2] ?? "") }];
}

function stepsOf(path: string): readonly string[] {
  return path.split("/").filter((step) => step !== "");
}

function same(route: readonly string[], asked: readonly string[]): boolean {
  if (route.length === 0 || route.length !== asked.length) return false;
  return route.every((step, index) => step === asked[index] || PARAMETER.test(step));
}

function addressOf(assets: CodeAssets, sighting: Sighting): readonly string[] | undefined {
  const { evaluator, environment } = assets.context;
  const selectors = calledName(sighting.call?.callee ?? { kind: "null", line: 0, endLine: 0 }) === "request" ? ["url", "#1"] : [];
  for (const closed of select(evaluator, sighting, [...selectors, "url", "#0.url", "#0"])) {
    for (const { text, dynamic } of namesOf(evaluator, environment, closed)) {
      const path = dynamic === true ? undefined : OWN_ADDRESS.exec(text)?.groups?.["path"];
      if (path !== undefined) return stepsOf(path);
    }
  }
  return undefined;
}

function methodOf(assets: CodeAssets, sighting: Sighting): string {
  const { evaluator, environment } = assets.context;
  const name = (calledName(sighting.call?.callee ?? { kind: "null", line: 0, endLine: 0 }) ?? "").toLowerCase();
  if (VERBS.has(name)) return name.toUpperCase();
  const [given] = select(evaluator, sighting, ["#1.method", "#0.method", "method"]).flatMap((closed) =>
    namesOf(evaluator, environment, closed),
  );
  return given === undefined || given.dynamic === true ? "GET" : given.text.toUpperCase();
}
