import { aws } from "./aws/provider.ts";
import { azure } from "./azure/provider.ts";
import { databricks } from "./databricks/provider.ts";
import { google } from "./google/provider.ts";
import type { AccessProvider } from "./grant.ts";
import { kubernetes } from "./kubernetes/provider.ts";
import { stores } from "./stores/provider.ts";

/** Every provider that answers who can do what, in the order of the alphabet. */
export const PROVIDERS: readonly AccessProvider[] = [aws, azure, databricks, google, kubernetes, stores];
