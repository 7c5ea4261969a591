export { combinePatches } from "../engine/patches.ts";
