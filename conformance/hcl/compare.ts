import { type HclBlock, readHcl } from "@castellan/formats";
import { canonical } from "./canonical.ts";
import type { JsonValue, Oracle } from "./oracle.ts";

export type Outcome = "agrees" | "differs" | "both-reject" | "only-we-accept" | "only-we-reject";

export interface Comparison {
  readonly outcome: Outcome;
  /** Attributes whose values were compared. */
  readonly values: number;
  /** Path of the attribute, ours, theirs. */
  readonly differences: readonly string[];
}

/** Reads a text with both readers. */
export async function compared(source: string, oracle: Oracle): Promise<Comparison> {
  const ours = readHcl(source);
  const theirs = await oracle.file(source);
  const first = ours.errors[0];
  const rejected = first === undefined ? [] : [`line ${first.line}: ${first.message}`];
  if (theirs === undefined) return { outcome: first === undefined ? "only-we-accept" : "both-reject", values: 0, differences: rejected };
  if (first !== undefined) return { outcome: "only-we-reject", values: 0, differences: rejected };
  const differences: string[] = [];
  const values = await body(ours, theirs, "", oracle, differences);
  return { outcome: differences.length === 0 ? "agrees" : "differs", values, differences };
}

async function body(
  ours: Pick<HclBlock, "attributes" | "blocks">,
  theirs: JsonValue | undefined,
  path: string,
  oracle: Oracle,
  into: string[],
): Promise<number> {
  if (!isRecord(theirs)) {
    into.push(`${path}: they have no block`);
    return 0;
  }
  let values = 0;
  const names = new Set<string>();
  for (const { name, value } of ours.attributes) {
    names.add(name);
    values++;
    const [left, right] = [canonical(value), Object.hasOwn(theirs, name) ? await oracle.value(theirs[name] ?? null) : "nothing"];
    if (left !== right && canonical(value, true) !== right) into.push(`${path}.${name}:\n    ours   ${left}\n    theirs ${right}`);
  }
  const groups = new Map<string, { readonly keys: readonly string[]; readonly blocks: HclBlock[] }>();
  for (const block of ours.blocks) {
    // A block and an attribute of one name: their JSON holds one of them. Terraform takes neither.
    if (names.has(block.type) && ours.attributes.some(({ name }) => name === block.type)) continue;
    const keys = [block.type, ...block.labels];
    const group = groups.get(JSON.stringify(keys));
    if (group === undefined) groups.set(JSON.stringify(keys), { keys, blocks: [block] });
    else group.blocks.push(block);
    names.add(block.type);
  }
  for (const { keys, blocks } of groups.values()) {
    const place = `${path}/${keys.join(".")}`;
    let found: JsonValue | undefined = theirs;
    for (const key of keys) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
    const list = Array.isArray(found) ? found : [];
    if (list.length !== blocks.length) into.push(`${place}: ${blocks.length} blocks, theirs ${list.length}`);
    for (const [index, block] of blocks.entries()) values += await body(block, list[index], place, oracle, into);
  }
  for (const name of Object.keys(theirs)) if (!names.has(name)) into.push(`${path}.${name}: only they have it`);
  return values;
}

function isRecord(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
