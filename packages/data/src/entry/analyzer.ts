export { datasetAnalyzer } from "../analyzer/dataset-analyzer.ts";
