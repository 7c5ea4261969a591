import type { ProjectSettings } from "./settings.ts";

/** Settings of a project that states nothing. Written out, so that the schema is loaded only where somebody states something. */
export const NO_SETTINGS: ProjectSettings = {
  "crown-jewels": [],
  sensitivity: [],
  exposure: [],
  environment: {},
  owners: [],
  guards: [],
  sanitisers: [],
  knowledge: [],
  models: { trust: [] },
  ignore: [],
};
