import type { SecretRule } from "../rule.ts";
import { issuer, structure } from "./define.ts";

/** Words that may name a credential; `generic.ts` one floor up decides whether they do. */
const nameWords = [
  "password",
  "passwd",
  "pwd",
  "passphrase",
  "passcode",
  "pass",
  "secret",
  "token",
  "key",
  "credential",
  "auth",
  "bearer",
] as const;

/** Secrets of no one vendor: recognised by their structure or by the name they are assigned to. */
export const genericRules: readonly SecretRule[] = [
  ...issuer("any", "identity", "every host that trusts the key (remove the public half, make a new pair)", [
    structure("private-key", "Private key", ["private key-----", "private key block-----"], { severity: "critical" }),
  ]),
  ...issuer("any", "identity", "the service that issued it (end the session or rotate the signing key)", [
    structure("json-web-token", "JSON Web Token", ["eyj"], { severity: "medium" }),
    structure("json-web-token-base64", "JSON Web Token, base64-encoded again", ["zxlk"], { severity: "medium" }),
  ]),
  ...issuer("any", "database", "the database or service (change the password)", [
    structure("url-credentials", "Password in a URL", ["://"]),
    structure("connection-string-password", "Password in a connection string", ["password=", "pwd="]),
  ]),
  ...issuer("any", "unknown", "the service it belongs to", [
    structure("kubernetes-secret", "Value in a Kubernetes Secret manifest", ["kind: secret"], { confidence: "possible" }),
    structure("authorization-header", "Credential in an Authorization header", [
      "authorization",
      "x-api-key",
      "api-key:",
      "apikey:",
      "token:",
    ]),
    structure("curl-credentials", "Credential on a curl command line", ["-u ", "--user ", "--user="]),
    structure("generic-password", "Hard-coded password", nameWords, { confidence: "possible", severity: "medium" }),
    structure("generic-token", "Hard-coded key or token", nameWords, { confidence: "possible", severity: "medium" }),
  ]),
];
