export { type Baseline, createBaseline, readBaseline, renderBaseline } from "../engine/suppress/baseline.ts";
