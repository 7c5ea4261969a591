export { findNames, type NameMatch, type NameOptions } from "./find.ts";
