export { t as LastResult } from "./last-result-B3Z2UjnL.js";
