import type { Asset, Evidence } from "@castellan/graph";
import { folderOf, resolvePath } from "../discover/file-place.ts";
import { asksWhoCalls } from "../rules/assess/authentication.ts";
import { plain } from "../rules/draft.ts";
import type { Inventory, Usage } from "../rules/rule.ts";
import { where } from "./entry-hops.ts";
import { ATTACKERS, type Hop, placedKey } from "./hop.ts";
import { near } from "./near.ts";

/** A route of a web application: an endpoint of the inventory, or one that the inventory does not list because it holds no AI itself. */
interface Route {
  readonly id: string;
  readonly name: string;
  readonly place: Evidence;
}

/** What callers send is learnt at once, or written to where a training job or a retriever reads it. */
export function learningHops(inventory: Inventory): readonly Hop[] {
  const usages = inventory.usages.filter(({ scope }) => scope === "production");
  const routes = routesOf(inventory, usages);
  return [
    ...learntAtOnce(inventory, usages, routes),
    ...writtenToFiles(inventory, usages, routes),
    ...throughQueues(inventory, usages, routes),
    ...retrieved(inventory),
  ];
}

function placeOf({ target, file, line, cell }: Usage): Evidence {
  return { target, file, line, ...(cell === undefined ? {} : { cell }), technique: "syntax", confidence: "certain" };
}

function routesOf(inventory: Inventory, usages: readonly Usage[]): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>();
  for (const usage of usages)
    for (const id of usage.act === "route" ? usage.assets : []) {
      const path = usage.arguments["#0"] ?? usage.arguments["path"] ?? usage.arguments["rule"];
      if (!routes.has(id)) routes.set(id, { id, name: typeof path === "string" ? plain(path, 60) : "a route", place: placeOf(usage) });
    }
  for (const endpoint of inventory.ofKind("endpoint")) {
    const [place] = endpoint.occurrences;
    if (place !== undefined && endpoint.scope === "production") routes.set(endpoint.id, { id: endpoint.id, name: endpoint.name, place });
  }
  return routes;
}

/** The route whose code makes a call. */
function routeOf(inventory: Inventory, usage: Usage, routes: ReadonlyMap<string, Route>): Route | undefined {
  const holder = usage.holders.map((id) => routes.get(id)).find((route) => route !== undefined);
  if (holder !== undefined) return holder;
  // Django names its views in another file: what the view makes tells whose code it is.
  return inventory.relations
    .filter(
      ({ kind, evidence }) =>
        (kind === "produces" || kind === "writes_to") &&
        evidence.some(
          ({ file, target = 0, symbol }) =>
            file === usage.file && target === usage.target && (symbol === undefined || symbol === usage.symbol),
        ),
    )
    .map(({ from }) => inventory.asset(from))
    .filter((asset): asset is Asset => asset?.kind === "endpoint" && usage.symbol !== "" && asset.name.includes(usage.symbol))
    .map(({ id }) => routes.get(id))
    .find((route) => route !== undefined);
}

function gated({ usages }: Inventory, files: readonly (string | undefined)[]): boolean {
  return usages.some(({ act, file }) => act === "data-gate" && files.includes(file));
}

/** Callers send; where the code around the route asks who calls, they are not anybody. */
function sends(inventory: Inventory, { name, place }: Route): Hop & { readonly to: string } {
  const file = place.file === undefined ? undefined : inventory.project.file(place.target ?? 0, place.file);
  return {
    from: ATTACKERS.internet,
    to: placedKey(`what callers say to ${name}`, place),
    via: "sends what it likes as",
    evidence: [place],
    confidence: file !== undefined && asksWhoCalls(inventory, file) ? "possible" : "likely",
  };
}

/** `partial_fit`, `learn_one` in a route. */
function learntAtOnce(inventory: Inventory, usages: readonly Usage[], routes: ReadonlyMap<string, Route>): readonly Hop[] {
  return usages
    .filter(({ act }) => act === "learn-online")
    .flatMap((usage): readonly Hop[] => {
      const route = routeOf(inventory, usage, routes);
      if (route === undefined || gated(inventory, [usage.file])) return [];
      const first = sends(inventory, route);
      const saved = inventory.from(route.id, "produces").map(({ to }) => to);
      const answers = saved
        .flatMap((id) => inventory.to(id, "loads"))
        .map(({ from }) => inventory.asset(from))
        .filter((asset) => asset?.kind === "endpoint" && asset.id !== route.id)
        .map((asset) => asset?.name ?? "");
      const [at] = answers.sort();
      return [
        first,
        {
          from: first.to,
          to: placedKey(at === undefined ? `the model that ${route.name} teaches` : `the model that answers at ${plain(at, 60)}`, usage),
          via: "is learnt at once, unchecked, by",
          evidence: [placeOf(usage)],
          confidence: "likely",
          harm: "training-data",
          fix: `collect what callers send apart, check it, and train on it once somebody released it (${where(placeOf(usage))})`,
        },
      ];
    });
}

const WRITES: ReadonlySet<string> = new Set(["write-file", "open-file"]);

/** Files that a route appends to and a training run reads. */
function writtenToFiles(inventory: Inventory, usages: readonly Usage[], routes: ReadonlyMap<string, Route>): readonly Hop[] {
  const trained = inventory
    .ofKind("dataset")
    .filter(({ id, scope }) => scope === "production" && inventory.to(id, "trains_on", "fine_tunes").length > 0);
  if (trained.length === 0) return [];
  return usages
    .filter((usage) => WRITES.has(usage.act) && (usage.act === "write-file" || /^[awx]/.test(modeOf(usage))))
    .flatMap((usage): readonly Hop[] => {
      const route = routeOf(inventory, usage, routes);
      const path = usage.arguments["#0"] ?? usage.arguments["receiver"] ?? usage.arguments["file"];
      if (route === undefined || typeof path !== "string") return [];
      return trained
        .filter(
          (dataset) => isFile(dataset, path, usage) && !gated(inventory, [usage.file, ...dataset.occurrences.map(({ file }) => file)]),
        )
        .flatMap((dataset): readonly Hop[] => {
          // Those that the inventory itself relates are told of elsewhere.
          if (inventory.from(route.id, "writes_to").some(({ to }) => to === dataset.id)) return [];
          const first = sends(inventory, route);
          return [
            first,
            {
              from: first.to,
              to: dataset.id,
              via: "is added, unchecked, to",
              evidence: [placeOf(usage)],
              confidence: "likely",
              fix: `collect what callers send apart, check it, and let somebody release it for training (${where(placeOf(usage))})`,
            },
            ...inventory
              .to(dataset.id, "trains_on", "fine_tunes")
              .flatMap(({ from, evidence }) => ends(inventory, dataset.id, from, evidence)),
          ];
        });
    });
}

/** What is trained with the data: the model that comes of it is what is lost, wherever it answers. */
function ends(inventory: Inventory, data: string, run: string, evidence: readonly Evidence[]): readonly Hop[] {
  const model = inventory.from(run, "fine_tunes", "produces").map(({ to }) => inventory.asset(to)?.name)[0];
  const [place] = evidence.length > 0 ? evidence : (inventory.asset(run)?.occurrences ?? []);
  if (place === undefined) return [];
  return [
    {
      from: data,
      to: placedKey(
        `the model that ${plain(inventory.asset(run)?.name ?? "training", 40)} makes${model === undefined ? "" : ` of ${plain(model, 40)}`}`,
        place,
      ),
      via: "is what is learnt by",
      evidence: [place],
      confidence: "likely",
      harm: "training-data",
    },
  ];
}

function modeOf({ arguments: given }: Usage): string {
  const mode = given["#1"] ?? given["mode"];
  return typeof mode === "string" ? mode : "";
}

/** One file, as both write its path: from their own folder, or from that of the project. */
function isFile({ name, occurrences }: Asset, path: string, usage: Usage): boolean {
  const here = resolvePath(folderOf(usage.file), path);
  return occurrences.some(({ file = "", target = 0 }) => {
    if (target !== usage.target || !near({ target, file }, usage)) return false;
    const clean = (written: string): string => written.replace(/^(?:\.{1,2}\/)+/, "");
    return clean(name) === clean(path) || resolvePath(folderOf(file), name) === here;
  });
}

/** A topic that a route writes to, and a job learns from. */
function throughQueues(inventory: Inventory, usages: readonly Usage[], routes: ReadonlyMap<string, Route>): readonly Hop[] {
  const reads = usages.filter(({ act }) => act === "queue-read");
  if (reads.length === 0) return [];
  return usages
    .filter(({ act }) => act === "queue-write")
    .flatMap((write): readonly Hop[] => {
      const route = routeOf(inventory, write, routes);
      const topic = write.arguments["#0"];
      if (route === undefined || typeof topic !== "string") return [];
      return reads
        .filter((read) => near(read, write) && JSON.stringify(Object.values(read.arguments)).includes(JSON.stringify(topic)))
        .flatMap((read): readonly Hop[] => {
          const learns = usages.find(
            ({ act, file, target, line }) => act === "learn-online" && file === read.file && target === read.target && line >= read.line,
          );
          if (learns === undefined || gated(inventory, [read.file, write.file])) return [];
          const first = sends(inventory, route);
          const queue = placedKey(`the topic ${plain(topic, 60)}`, write);
          return [
            first,
            { from: first.to, to: queue, via: "is put, unchecked, on", evidence: [placeOf(write)], confidence: "likely" },
            {
              from: queue,
              to: placedKey(`the model that ${read.file} teaches`, read),
              via: "is learnt at once by",
              evidence: [placeOf(learns)],
              confidence: "likely",
              harm: "training-data",
              fix: `check what comes from the topic before it is learnt (${where(placeOf(learns))})`,
            },
          ];
        });
    });
}

/** What anybody stores is what others are answered with. */
function retrieved(inventory: Inventory): readonly Hop[] {
  return inventory.ofKind("vector-store").flatMap((store): readonly Hop[] =>
    inventory.to(store.id, "writes_to").flatMap(({ from, evidence }): readonly Hop[] => {
      const writer = inventory.asset(from);
      const [place] = writer?.occurrences ?? [];
      if (writer?.kind !== "endpoint" || writer.scope !== "production" || place === undefined) return [];
      const file = place.file === undefined ? undefined : inventory.project.file(place.target ?? 0, place.file);
      // Where accounts are asked for, documents are their own.
      if (file === undefined || asksWhoCalls(inventory, file) || gated(inventory, [place.file])) return [];
      const first = sends(inventory, { id: writer.id, name: writer.name, place });
      return inventory
        .to(store.id, "reads", "retrieves_from", "uses_retriever")
        .flatMap(({ from: reader, evidence: read }): readonly Hop[] => {
          const asset = inventory.asset(reader);
          if (asset?.kind !== "endpoint" || asset.id === writer.id || inventory.from(asset.id, "uses_model").length === 0) return [];
          return [
            first,
            { from: first.to, to: store.id, via: "is stored, unchecked, in", evidence: evidence.slice(0, 1), confidence: "possible" },
            {
              from: store.id,
              to: placedKey(`the answers of ${plain(asset.name, 60)}`, place),
              via: "is what is retrieved for",
              evidence: read.slice(0, 1),
              confidence: "likely",
              harm: "endpoint",
              fix: `retrieve only what the caller may see and somebody released (${where(read[0] ?? place)})`,
            },
          ];
        });
    }),
  );
}
