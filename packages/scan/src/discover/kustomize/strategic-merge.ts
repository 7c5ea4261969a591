import { type ConfigEntry, type ConfigNode, entry, text } from "@castellan/formats";

/** Keys by which members of lists are the same (kubernetes.io/docs/reference/kubernetes-api: patchMergeKey). */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ["containers", ["name"]],
  ["initContainers", ["name"]],
  ["ephemeralContainers", ["name"]],
  ["env", ["name"]],
  ["volumes", ["name"]],
  ["volumeMounts", ["mountPath"]],
  ["volumeDevices", ["devicePath"]],
  ["ports", ["containerPort", "port"]],
  ["imagePullSecrets", ["name"]],
  ["hostAliases", ["ip"]],
  ["topologySpreadConstraints", ["topologyKey"]],
  ["secrets", ["name"]],
  ["webhooks", ["name"]],
  ["workerGroupSpecs", ["groupName"]],
]);
const DEPTH = 100;

/**
 * A base with a strategic merge patch over it: maps are gone into, lists with a merge key are joined by it, other lists
 * are replaced, null takes away, `$patch: delete|replace` do what they say (kubectl.docs.kubernetes.io/references/kustomize).
 * Nodes keep the lines of the file that they were written in. Undefined where nothing is left.
 */
export function strategicMerge(base: ConfigNode, patch: ConfigNode, key = "", depth = 0): ConfigNode | undefined {
  if (depth > DEPTH) return base;
  if (patch.kind === "map") {
    const directive = text(entry(patch, "$patch")?.value);
    if (directive === "delete") return undefined;
    if (directive === "replace" || base.kind !== "map") return withoutDirectives(patch);
    return mergeMaps(base, patch, depth);
  }
  if (patch.kind === "list" && base.kind === "list") return mergeLists(base, patch, key, depth);
  return patch;
}

type MapNode = ConfigNode & { readonly kind: "map" };
type ListNode = ConfigNode & { readonly kind: "list" };

function mergeMaps(base: MapNode, patch: MapNode, depth: number): ConfigNode {
  const given = new Map(patch.entries.filter(({ key }) => !key.startsWith("$")).map((item) => [item.key, item]));
  const merged: ConfigEntry[] = [];
  for (const own of base.entries) {
    const over = given.get(own.key);
    given.delete(own.key);
    if (over === undefined) merged.push(own);
    else if (over.value.kind !== "scalar" || over.value.value !== null) {
      const value = strategicMerge(own.value, over.value, own.key, depth + 1);
      if (value !== undefined) merged.push({ ...own, value });
    }
  }
  for (const item of given.values())
    if (item.value.kind !== "scalar" || item.value.value !== null) merged.push({ ...item, value: withoutDirectives(item.value) });
  return { ...base, entries: merged };
}

function mergeLists(base: ListNode, patch: ListNode, key: string, depth: number): ConfigNode {
  const by = MERGE_KEYS.get(key)?.find((candidate) => patch.items.some((item) => entry(item, candidate) !== undefined));
  if (by === undefined || patch.items.some((item) => text(entry(item, "$patch")?.value) === "replace"))
    return { ...patch, items: patch.items.filter((item) => entry(item, "$patch") === undefined).map(withoutDirectives) };
  const items: (ConfigNode | undefined)[] = [...base.items];
  for (const item of patch.items) {
    const name = text(entry(item, by)?.value);
    const index = items.findIndex((own) => own !== undefined && name !== undefined && text(entry(own, by)?.value) === name);
    const own = items[index];
    if (own === undefined) items.push(text(entry(item, "$patch")?.value) === "delete" ? undefined : withoutDirectives(item));
    else items[index] = strategicMerge(own, item, "", depth + 1);
  }
  return { ...base, items: items.filter((item) => item !== undefined) };
}

function withoutDirectives(node: ConfigNode): ConfigNode {
  if (node.kind !== "map" || !node.entries.some(({ key }) => key.startsWith("$"))) return node;
  return { ...node, entries: node.entries.filter(({ key }) => !key.startsWith("$")) };
}
