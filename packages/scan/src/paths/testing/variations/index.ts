import { DELIVERY_VARIATIONS } from "./deliveries.ts";
import { LEARNING_VARIATIONS } from "./learning.ts";
import { SERVER_VARIATIONS } from "./servers.ts";
import { STORE_VARIATIONS } from "./stores.ts";
import type { Variation } from "./variation.ts";
import { WORKLOAD_VARIATIONS } from "./workloads.ts";

/** Every variation, in the order of the breaches. */
export const VARIATIONS: readonly Variation[] = [
  ...STORE_VARIATIONS,
  ...SERVER_VARIATIONS,
  ...WORKLOAD_VARIATIONS,
  ...LEARNING_VARIATIONS,
  ...DELIVERY_VARIATIONS,
];
