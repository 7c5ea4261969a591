export { mleapProfile, mojoProfile } from "./java-models.ts";
export { marProfile } from "./mar.ts";
export { stableBaselinesProfile } from "./stable-baselines.ts";
