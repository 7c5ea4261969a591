import { z } from "zod";
import { ProtectError } from "../errors.ts";
import { type Lineage, type LineageAgent, type LineageRun, type LineageThing, sortedLineage } from "./lineage.ts";

/*
 * PROV-JSON (W3C Member Submission, 24 April 2013). Relations have ids of their own, which say nothing and are numbered.
 */

const CASTELLAN = "https://castellan.dev/ns#";
const Value = z.union([z.string(), z.number(), z.boolean(), z.looseObject({ $: z.union([z.string(), z.number(), z.boolean()]) })]);
const Attributes = z.record(z.string(), z.union([Value, z.array(Value)]));
const Records = z.record(z.string(), z.union([Attributes, z.array(Attributes)]));
const Document = z.record(z.string(), z.unknown());

const HANDLED = new Set([
  "prefix",
  "entity",
  "activity",
  "agent",
  "wasDerivedFrom",
  "wasGeneratedBy",
  "wasAttributedTo",
  "used",
  "wasAssociatedWith",
]);

type Attribute = z.infer<typeof Attributes>;

function textOf(attributes: Attribute, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) return String(typeof first === "object" ? first.$ : first);
  }
  return undefined;
}

function recordsOf(document: z.infer<typeof Document>, kind: string): readonly (readonly [string, Attribute])[] {
  if (!Object.hasOwn(document, kind)) return [];
  const parsed = Records.safeParse(document[kind]);
  if (!parsed.success)
    throw new ProtectError("FORMAT_INVALID", `The PROV-JSON's ${kind} are not as the form wants them: ${z.prettifyError(parsed.error)}.`);
  return Object.entries(parsed.data).flatMap(([id, attributes]) =>
    (Array.isArray(attributes) ? attributes : [attributes]).map((each) => [id, each] as const),
  );
}

const member = <K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } =>
  // A computed key loses its type; the record holds this one member or none.
  (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: string };

function pairs(document: z.infer<typeof Document>, kind: string, from: string, to: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [, attributes] of recordsOf(document, kind)) {
    const [a, b] = [textOf(attributes, from), textOf(attributes, to)];
    if (a !== undefined && b !== undefined) found.set(a, [...(found.get(a) ?? []), b]);
  }
  return found;
}

function digestsOf(attributes: Attribute): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ["sha256", "sha384", "sha512"].flatMap((name) => {
      const value = textOf(attributes, `castellan:${name}`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Reads PROV-JSON. Kinds of records that have no place are listed in `left`. @throws ProtectError FORMAT_INVALID */
export function readProvJson(document: unknown): Lineage {
  const parsed = Document.safeParse(document);
  if (!parsed.success || !("entity" in parsed.data || "activity" in parsed.data || "agent" in parsed.data))
    throw new ProtectError("FORMAT_INVALID", "This is no PROV-JSON: it has no entity, activity or agent.");
  const data = parsed.data;
  const derived = pairs(data, "wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity");
  const generated = pairs(data, "wasGeneratedBy", "prov:entity", "prov:activity");
  const attributed = pairs(data, "wasAttributedTo", "prov:entity", "prov:agent");
  const used = pairs(data, "used", "prov:activity", "prov:entity");
  const associated = pairs(data, "wasAssociatedWith", "prov:activity", "prov:agent");
  const things = recordsOf(data, "entity").map(([id, attributes]): LineageThing => {
    const kind = textOf(attributes, "prov:type") ?? "";
    const digests = digestsOf(attributes);
    return {
      id,
      name: textOf(attributes, "prov:label", "dct:title") ?? id,
      kind: /model/i.test(kind) ? "model" : /file/i.test(kind) ? "file" : "dataset",
      ...member("description", textOf(attributes, "dct:description")),
      ...member("uri", textOf(attributes, "prov:location", "prov:atLocation")),
      ...member("licence", textOf(attributes, "dct:license")),
      ...member("issued", textOf(attributes, "dct:issued")),
      ...member("format", textOf(attributes, "dct:format")),
      ...member("generatedBy", generated.get(id)?.[0]),
      ...(Object.keys(digests).length === 0 ? {} : { digests }),
      derivedFrom: derived.get(id) ?? [],
      attributedTo: attributed.get(id) ?? [],
    };
  });
  const runs = recordsOf(data, "activity").map(
    ([id, attributes]): LineageRun => ({
      id,
      name: textOf(attributes, "prov:label") ?? id,
      ...member("started", textOf(attributes, "prov:startTime")),
      ...member("ended", textOf(attributes, "prov:endTime")),
      used: used.get(id) ?? [],
      by: associated.get(id) ?? [],
    }),
  );
  const agents = recordsOf(data, "agent").map(([id, attributes]): LineageAgent => {
    const kind = textOf(attributes, "prov:type") ?? "";
    return {
      id,
      name: textOf(attributes, "prov:label", "foaf:name") ?? id,
      kind: /organi[sz]ation/i.test(kind) ? "organisation" : /software/i.test(kind) ? "software" : "person",
    };
  });
  return sortedLineage({ things, runs, agents, left: Object.keys(data).filter((kind) => !HANDLED.has(kind)) });
}

const KINDS = { dataset: "castellan:Dataset", model: "castellan:Model", file: "castellan:File" } as const;
const AGENTS = { person: "prov:Person", organisation: "prov:Organization", software: "prov:SoftwareAgent" } as const;
const typed = (name: string): object => ({ $: name, type: "prov:QUALIFIED_NAME" });

/** Writes PROV-JSON. */
export function writeProvJson(lineage: Lineage): object {
  const { things, runs, agents } = sortedLineage(lineage);
  const relation = (name: string, list: readonly object[]): object =>
    list.length === 0 ? {} : { [name]: Object.fromEntries(list.map((each, index) => [`_:${name}${index + 1}`, each])) };
  return {
    prefix: { prov: "http://www.w3.org/ns/prov#", dct: "http://purl.org/dc/terms/", castellan: CASTELLAN },
    entity: Object.fromEntries(
      things.map(({ id, name, kind, description, uri, licence, issued, format, digests }) => [
        id,
        {
          "prov:label": name,
          "prov:type": typed(KINDS[kind]),
          ...member("dct:description", description),
          ...member("prov:location", uri),
          ...member("dct:license", licence),
          ...member("dct:issued", issued),
          ...member("dct:format", format),
          ...Object.fromEntries(Object.entries(digests ?? {}).map(([algorithm, digest]) => [`castellan:${algorithm}`, digest])),
        },
      ]),
    ),
    ...(runs.length === 0
      ? {}
      : {
          activity: Object.fromEntries(
            runs.map(({ id, name, started, ended }) => [
              id,
              { "prov:label": name, ...member("prov:startTime", started), ...member("prov:endTime", ended) },
            ]),
          ),
        }),
    ...(agents.length === 0
      ? {}
      : { agent: Object.fromEntries(agents.map(({ id, name, kind }) => [id, { "prov:label": name, "prov:type": typed(AGENTS[kind]) }])) }),
    ...relation(
      "wasDerivedFrom",
      things.flatMap(({ id, derivedFrom }) => derivedFrom.map((from) => ({ "prov:generatedEntity": id, "prov:usedEntity": from }))),
    ),
    ...relation(
      "wasGeneratedBy",
      things.flatMap(({ id, generatedBy }) => (generatedBy === undefined ? [] : [{ "prov:entity": id, "prov:activity": generatedBy }])),
    ),
    ...relation(
      "wasAttributedTo",
      things.flatMap(({ id, attributedTo }) => attributedTo.map((agent) => ({ "prov:entity": id, "prov:agent": agent }))),
    ),
    ...relation(
      "used",
      runs.flatMap(({ id, used }) => used.map((entity) => ({ "prov:activity": id, "prov:entity": entity }))),
    ),
    ...relation(
      "wasAssociatedWith",
      runs.flatMap(({ id, by }) => by.map((agent) => ({ "prov:activity": id, "prov:agent": agent }))),
    ),
  };
}
