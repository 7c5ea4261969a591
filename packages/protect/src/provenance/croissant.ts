import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { type Lineage, type LineageAgent, type LineageRun, type LineageThing, sortedLineage } from "./lineage.ts";

/*
 * Croissant 1.1 (docs.mlcommons.org/croissant): a data set in schema.org terms, its files as `distribution`, and where
 * both come from in terms of W3C PROV.
 */

const Node = z.record(z.string(), z.unknown());
type Node = z.infer<typeof Node>;
const CONFORMS = "http://mlcommons.org/croissant/1.1";
const MOST_DEPTH = 64;
const HEX = /^[0-9a-f]{64}$/i;

/** A list of what may stand once, many times or not at all. */
function many(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function textOf(node: Node, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const [first] = many(Object.hasOwn(node, name) ? node[name] : undefined);
    if (typeof first === "string" && first !== "") return first;
    const inner = Node.safeParse(first);
    if (!inner.success) continue;
    // One step down only: names of names are no names.
    const found = ["@id", "@value", "url", "name"].map((key) => (Object.hasOwn(inner.data, key) ? inner.data[key] : undefined));
    const text = found.find((each) => typeof each === "string" && each !== "");
    if (typeof text === "string") return text;
  }
  return undefined;
}

const optional = <K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } =>
  // A computed key loses its type; the record holds this one member or none.
  (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: string };

/** Collects what a document mentions; mentions by id alone become things of that name. */
class Reader {
  readonly things = new Map<string, LineageThing>();
  readonly runs = new Map<string, LineageRun>();
  readonly agents = new Map<string, LineageAgent>();
  readonly left: string[] = [];
  #depth = 0;

  /** @returns the id */
  thing(value: unknown, kind: LineageThing["kind"], fallback: string): string {
    if (typeof value === "string") return this.#mention(value, kind);
    if (++this.#depth > MOST_DEPTH)
      throw new ProtectError("LIMIT_EXCEEDED", `Sources of sources stand more than ${MOST_DEPTH} deep in each other.`);
    try {
      return this.#described(value, kind, fallback);
    } finally {
      this.#depth--;
    }
  }

  #described(value: unknown, kind: LineageThing["kind"], fallback: string): string {
    const node = Node.parse(value);
    const id = textOf(node, "@id", "url", "prov:atLocation", "name") ?? fallback;
    const sha256 = textOf(node, "sha256");
    if (sha256 !== undefined && !HEX.test(sha256)) this.left.push(`${id}: sha256 is no digest (${sha256.slice(0, 80)})`);
    const run = many(node["prov:wasGeneratedBy"])[0];
    const made: LineageThing = {
      id,
      name: textOf(node, "name", "prov:label", "sc:name") ?? id,
      kind,
      ...optional("description", textOf(node, "description")),
      ...optional("uri", textOf(node, "contentUrl", "url", "prov:atLocation")),
      ...optional("licence", textOf(node, "license", "sc:license")),
      ...optional("issued", textOf(node, "datePublished")),
      ...optional("format", textOf(node, "encodingFormat")),
      ...(sha256 !== undefined && HEX.test(sha256) ? { digests: { sha256: sha256.toLowerCase() } } : {}),
      ...optional("generatedBy", run === undefined ? undefined : this.run(run, `${id}#run`)),
      derivedFrom: many(node["prov:wasDerivedFrom"]).map((from, index) => this.thing(from, "dataset", `${id}#source-${index + 1}`)),
      attributedTo: [...many(node["creator"]), ...many(node["prov:wasAttributedTo"])].map((agent, index) =>
        this.agent(agent, `${id}#agent-${index + 1}`),
      ),
    };
    this.things.set(id, made);
    return id;
  }

  run(value: unknown, fallback: string): string {
    const node = typeof value === "string" ? { "@id": value } : Node.parse(value);
    const id = textOf(node, "@id", "name") ?? fallback;
    const made: LineageRun = {
      id,
      name: textOf(node, "prov:label", "name") ?? id,
      ...optional("started", textOf(node, "prov:startedAtTime")),
      ...optional("ended", textOf(node, "prov:endedAtTime")),
      used: many(node["prov:used"]).map((used, index) => this.thing(used, "dataset", `${id}#input-${index + 1}`)),
      by: many(node["prov:wasAssociatedWith"]).map((agent, index) => this.agent(agent, `${id}#agent-${index + 1}`)),
    };
    this.runs.set(id, made);
    return id;
  }

  agent(value: unknown, fallback: string): string {
    const node = typeof value === "string" ? { "@id": value } : Node.parse(value);
    const id = textOf(node, "@id", "url", "name") ?? fallback;
    const kind = many(node["@type"]).join(" ");
    this.agents.set(id, {
      id,
      name: textOf(node, "name", "prov:label") ?? id,
      kind: /organi[sz]ation/i.test(kind) ? "organisation" : /software/i.test(kind) ? "software" : "person",
    });
    return id;
  }

  #mention(id: string, kind: LineageThing["kind"]): string {
    if (!this.things.has(id)) this.things.set(id, { id, name: id, kind, derivedFrom: [], attributedTo: [] });
    return id;
  }
}

/**
 * Reads where the data set of a Croissant document and its files come from. Record sets and fields describe columns, not
 * origins; provenance of single fields is listed in `left`. @throws ProtectError FORMAT_INVALID
 */
export function readCroissant(document: unknown): Lineage {
  const parsed = Node.safeParse(document);
  const kinds = parsed.success ? many(parsed.data["@type"]) : [];
  if (!parsed.success || !kinds.some((kind) => kind === "sc:Dataset" || kind === "Dataset" || kind === "https://schema.org/Dataset"))
    throw new ProtectError("FORMAT_INVALID", "This is no Croissant document: its @type is not sc:Dataset.");
  const reader = new Reader();
  try {
    const id = reader.thing(parsed.data, "dataset", "dataset");
    for (const [index, file] of many(parsed.data["distribution"]).entries()) {
      const node = Node.parse(file);
      const name = reader.thing({ ...node, "@id": `${id}#${textOf(node, "@id", "name") ?? index}` }, "file", `${id}#${index}`);
      const made = reader.things.get(name);
      if (made !== undefined && made.derivedFrom.length === 0) reader.things.set(name, { ...made, derivedFrom: [id] });
    }
    for (const set of many(parsed.data["recordSet"]))
      if (JSON.stringify(set).includes('"prov:'))
        reader.left.push(`provenance of single fields of ${textOf(Node.parse(set), "@id", "name") ?? "a record set"}`);
  } catch (cause) {
    if (cause instanceof z.ZodError)
      throw new ProtectError("FORMAT_INVALID", "The Croissant document names something that is neither text nor object.", { cause });
    throw cause;
  }
  return sortedLineage({
    things: [...reader.things.values()],
    runs: [...reader.runs.values()],
    agents: [...reader.agents.values()],
    left: reader.left,
  });
}

const AGENT_TYPES = { person: "sc:Person", organisation: "sc:Organization", software: "prov:SoftwareAgent" } as const;

/** Writes a data set of a lineage as a Croissant 1.1 document. @throws ProtectError OPTION_INVALID where it is not in it */
export function writeCroissant(lineage: Lineage, id: string): object {
  const { things, runs, agents } = sortedLineage(lineage);
  const dataset = things.find((each) => each.id === id);
  if (dataset === undefined)
    throw new ProtectError("OPTION_INVALID", `There is no ${id} in the lineage; it has ${things.map((each) => each.id).join(", ")}.`);
  const agentOf = (agent: string): object => {
    const found = agents.find((each) => each.id === agent);
    return { "@id": agent, ...(found === undefined ? {} : { "@type": AGENT_TYPES[found.kind], name: found.name }) };
  };
  const originOf = ({ derivedFrom, generatedBy, attributedTo }: LineageThing): object => {
    const run = runs.find((each) => each.id === generatedBy);
    return {
      ...(derivedFrom.length === 0 ? {} : { "prov:wasDerivedFrom": derivedFrom.map((from) => ({ "@id": from, "@type": "prov:Entity" })) }),
      ...(generatedBy === undefined
        ? {}
        : {
            "prov:wasGeneratedBy": {
              "@id": generatedBy,
              "@type": "prov:Activity",
              ...(run === undefined
                ? {}
                : {
                    "prov:label": run.name,
                    ...optional("prov:startedAtTime", run.started),
                    ...optional("prov:endedAtTime", run.ended),
                    ...(run.used.length === 0 ? {} : { "prov:used": run.used.map((used) => ({ "@id": used })) }),
                    ...(run.by.length === 0 ? {} : { "prov:wasAssociatedWith": run.by.map(agentOf) }),
                  }),
            },
          }),
      ...(attributedTo.length === 0 ? {} : { "prov:wasAttributedTo": attributedTo.map(agentOf) }),
    };
  };
  const files = things.filter((each) => each.kind === "file" && each.derivedFrom.includes(id));
  return {
    "@context": {
      "@language": "en",
      "@vocab": "https://schema.org/",
      sc: "https://schema.org/",
      cr: "http://mlcommons.org/croissant/",
      dct: "http://purl.org/dc/terms/",
      prov: "http://www.w3.org/ns/prov#",
      conformsTo: "dct:conformsTo",
      sha256: "cr:sha256",
    },
    "@type": "sc:Dataset",
    "@id": dataset.id,
    conformsTo: CONFORMS,
    name: dataset.name,
    ...optional("description", dataset.description),
    ...optional("url", dataset.uri),
    ...optional("license", dataset.licence),
    ...optional("datePublished", dataset.issued),
    ...originOf(dataset),
    distribution: files.map((file) => ({
      "@type": "cr:FileObject",
      "@id": file.id.startsWith(`${id}#`) ? file.id.slice(id.length + 1) : file.id,
      name: file.name,
      ...optional("contentUrl", file.uri),
      ...optional("encodingFormat", file.format),
      ...optional("sha256", file.digests?.["sha256"]),
    })),
  };
}
