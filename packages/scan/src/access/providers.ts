import { aws } from "./aws/provider.ts";
import { azure } from "./azure/provider.ts";
import { google } from "./google/provider.ts";
import type { AccessProvider } from "./grant.ts";

/** Every provider that answers who can do what, in the order of the alphabet. */
export const PROVIDERS: readonly AccessProvider[] = [aws, azure, google];
