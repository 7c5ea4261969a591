export { i as readBaseline } from "./baseline-DrQIsYnj.js";
