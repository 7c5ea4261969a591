import type { Discoverer } from "../discoverer.ts";
import { cataloguesOf } from "./catalogue.ts";

/** Data, weights and metrics that a Kedro catalogue declares. What nodes do with them is the business of code. */
export const kedroCatalogue: Discoverer = {
  id: "kedro-catalogue",
  version: 1,
  discover(project, sink) {
    for (const { entries } of cataloguesOf(project)) for (const list of entries.values()) for (const { draft } of list) sink.asset(draft);
  },
};
