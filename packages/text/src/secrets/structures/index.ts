import { recogniseAuthorization, recogniseCurl } from "./http-credentials.ts";
import { recogniseEncodedToken, recogniseJsonWebToken } from "./json-web-token.ts";
import { recogniseKubernetesSecret } from "./kubernetes-secret.ts";
import { recognisePrivateKey, recogniseServiceAccount } from "./private-key.ts";
import type { Recogniser } from "./structure.ts";
import { recogniseConnectionString, recogniseUrlCredentials } from "./url-credentials.ts";

/** The code behind each rule of method `structure`; the two generic rules live in `generic.ts`. */
export const recognisers: Readonly<Record<string, Recogniser>> = {
  "private-key": recognisePrivateKey,
  "gcp-service-account-key": recogniseServiceAccount,
  "json-web-token": recogniseJsonWebToken,
  "json-web-token-base64": recogniseEncodedToken,
  "kubernetes-secret": recogniseKubernetesSecret,
  "url-credentials": recogniseUrlCredentials,
  "connection-string-password": recogniseConnectionString,
  "authorization-header": recogniseAuthorization,
  "curl-credentials": recogniseCurl,
};
