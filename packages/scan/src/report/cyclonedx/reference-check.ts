/*
 * What the JSON schema cannot see: every bom-ref is there once, and everything that refers to one finds it.
 * Users of other generators report exactly these errors.
 */

const LINK_KEYS: ReadonlySet<string> = new Set(["ref", "attributedTo"]);
const LINK_LISTS: ReadonlySet<string> = new Set(["dependsOn", "provides", "subjects", "assemblies", "tools"]);

function visit(value: unknown, key: string, seen: (key: string, value: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === "string") seen(key, item);
      else visit(item, key, seen);
    }
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === "string") seen(name, item);
    else visit(item, name, seen);
  }
}

/** Problems of a document's references, as sentences; none is the good answer. */
export function danglingReferences(document: unknown): string[] {
  const references: string[] = [];
  const links: string[] = [];
  visit(document, "", (key, value) => {
    if (key === "bom-ref") references.push(value);
    if (LINK_KEYS.has(key) || LINK_LISTS.has(key)) links.push(value);
  });
  const known = new Set(references);
  const twice = [...new Set(references.filter((reference, position) => references.indexOf(reference) !== position))];
  return [
    ...twice.map((reference) => `bom-ref ${reference} is there more than once`),
    ...[...new Set(links.filter((link) => !known.has(link) && !link.startsWith("urn:cdx:")))].map(
      (link) => `${link} is referred to and not there`,
    ),
  ];
}
