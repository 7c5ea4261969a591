export { mleapProfile, mojoProfile } from "./java-models.ts";
export { marProfile } from "./mar.ts";
