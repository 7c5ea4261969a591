import { expect, it } from "vitest";
import { assetsOf, discoverCode, relationsOf, servicesOf } from "./code-project.ts";

/** A small project and all that must be found in it; relations and services are compared where they are given. */
export interface LanguageCase {
  readonly title: string;
  readonly files: { readonly [path: string]: string };
  readonly assets: readonly string[];
  readonly relations?: readonly string[];
  readonly services?: readonly string[];
}

export function itFinds(cases: readonly LanguageCase[]): void {
  it.each(cases)(
    "$title",
    async ({ files, assets, relations, services }) => {
      const found = await discoverCode(files);
      expect(assetsOf(found)).toEqual(assets);
      if (relations !== undefined) expect(relationsOf(found)).toEqual(relations);
      if (services !== undefined) expect(servicesOf(found)).toEqual(services);
    },
    30_000,
  );
}
