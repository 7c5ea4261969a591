export { contentOf, type ForeignContent } from "./content-of.ts";
export { nameClaims } from "./name-claims.ts";
