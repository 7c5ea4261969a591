export { type JsonEvent, type JsonLimits, JsonScanner } from "./scanner.ts";
export { type JsonPath, type JsonProblem, type JsonVisit, type JsonWalk, type JsonWalkLimits, walkJson } from "./walk.ts";
