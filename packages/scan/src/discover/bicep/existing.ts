import type { DeclaredResource } from "../infrastructure/declared.ts";

/**
 * `existing` resources that another file of the same root declares: type and name are written the same, though only a
 * deployment knows what the name comes to. What refers to the one refers to the other.
 */
export class ExistingResources {
  readonly #declared = new Map<string, string | undefined>();
  readonly #existing = new Map<string, string>();

  /** A resource by its address, with the name as far as it is known. */
  note(existing: boolean, type: string, name: string, address: string): void {
    // A name without a part that is known tells nothing apart.
    if (name.replace(/\$\{[^}]*\}/g, "") === "") return;
    const key = `${type}|${name}`;
    if (existing) this.#existing.set(address, key);
    // Two of one name: which is meant is not known.
    else this.#declared.set(key, this.#declared.has(key) && this.#declared.get(key) !== address ? undefined : address);
  }

  redirected(resource: DeclaredResource): DeclaredResource {
    const references = [...resource.references].map(
      ([path, addresses]) => [path, addresses.map((address) => this.#declared.get(this.#existing.get(address) ?? "") ?? address)] as const,
    );
    return { ...resource, references: new Map(references) };
  }
}
