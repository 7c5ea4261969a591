export { mlflowModel } from "./mlflow.ts";
export { sparkMetadata } from "./spark.ts";
