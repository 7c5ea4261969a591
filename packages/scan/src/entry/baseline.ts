export { createBaseline, renderBaseline } from "../engine/suppress/baseline.ts";
export { type Baseline, readBaseline } from "../engine/suppress/baseline-document.ts";
