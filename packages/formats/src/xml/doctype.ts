/** A declaration of an entity in a DOCTYPE. */
export interface XmlEntity {
  readonly name: string;
  /** A parameter entity (`%name;`), used inside of the DOCTYPE. */
  readonly parameter: boolean;
  /** Where its content is fetched from: a path or a URL. */
  readonly system?: string;
  /** Its content, where it stands in the file. */
  readonly value?: string;
}

export interface XmlDoctype {
  readonly root: string;
  /** Where the rest of the definition is fetched from. */
  readonly system?: string;
  readonly public?: string;
  readonly entities: readonly XmlEntity[];
  /** Characters that all general entities together expand to at most; Infinity where they refer to each other in a circle. */
  readonly expansion: number;
}

const ENTITIES_KEPT = 10_000;

/**
 * What a DOCTYPE declares. Nothing is expanded: the size of an expansion is computed.
 * @see https://www.w3.org/TR/xml/#sec-entity-decl
 */
export function readDoctype(text: string): XmlDoctype {
  const bracket = text.indexOf("[");
  const opening = (bracket < 0 ? text : text.slice(0, bracket)).slice(0, 4096);
  const subset = bracket < 0 ? "" : text.slice(bracket + 1);
  const entities: XmlEntity[] = [];
  for (let at = subset.indexOf("<!ENTITY"); at >= 0 && entities.length < ENTITIES_KEPT; at = subset.indexOf("<!ENTITY", at + 8)) {
    const declared = entityAt(subset, at + 8);
    if (declared !== undefined) entities.push(declared);
  }
  const external = externalOf(opening);
  return {
    root: /^\s*([^\s[]{1,200})/.exec(opening)?.[1] ?? "",
    ...external,
    entities,
    expansion: expansionOf(entities),
  };
}

function externalOf(text: string): { readonly system?: string; readonly public?: string } {
  const literals = [...text.matchAll(/"([^"]*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? "");
  if (/\sPUBLIC\s/.test(text)) {
    const [name, system] = literals;
    return { ...(name === undefined ? {} : { public: name }), ...(system === undefined ? {} : { system }) };
  }
  return /\sSYSTEM\s/.test(text) && literals[0] !== undefined ? { system: literals[0] } : {};
}

function entityAt(text: string, start: number): XmlEntity | undefined {
  const head = /^\s{1,400}(%\s{1,400})?([^\s"'>%]{1,200})\s{1,400}/.exec(text.slice(start, start + 1500));
  if (head === null) return undefined;
  const parameter = head[1] !== undefined;
  const name = head[2] ?? "";
  const at = start + head[0].length;
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, at + 1);
    return { name, parameter, value: text.slice(at + 1, end < 0 ? text.length : end) };
  }
  return { name, parameter, ...externalOf(` ${text.slice(at, at + 2048).split(">", 1)[0] ?? ""}`) };
}

function expansionOf(entities: readonly XmlEntity[]): number {
  // The first declaration of a name binds.
  const values = new Map<string, string>();
  for (const { name, parameter, value } of entities) if (!parameter && value !== undefined && !values.has(name)) values.set(name, value);
  const sizes = new Map<string, number>();
  const open: string[] = [...values.keys()];
  const entered = new Set<string>();
  while (open.length > 0) {
    const name = open.at(-1) ?? "";
    if (sizes.has(name)) {
      open.pop();
      continue;
    }
    const value = values.get(name) ?? "";
    const inner = [...value.matchAll(/&([^;&\s#]{1,200});/g)].map((match) => match[1] ?? "").filter((key) => values.has(key));
    const missing = inner.filter((key) => !sizes.has(key));
    if (missing.length === 0) {
      sizes.set(
        name,
        inner.reduce((sum, key) => sum + (sizes.get(key) ?? 0), value.length),
      );
      open.pop();
    } else if (entered.has(name)) return Number.POSITIVE_INFINITY;
    else {
      entered.add(name);
      open.push(...new Set(missing));
    }
  }
  return [...sizes.values()].reduce((most, size) => Math.max(most, size), 0);
}
