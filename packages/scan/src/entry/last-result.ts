export { LastResult } from "../engine/cache/last-result.ts";
