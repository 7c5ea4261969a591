import type { Discoverer } from "../discoverer.ts";
import { placeIn, targetOf } from "../file-place.ts";
import { isCredentialName, ownerOfCredential, secretRef } from "./credential-names.ts";

/** Credentials of AI vendors that environment files and images name; never their values. */
export const secretNames: Discoverer = {
  id: "secret-names",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      for (const { name, line } of [...(file.facts.environment ?? []), ...(file.facts.dockerfile?.environment ?? [])]) {
        if (!isCredentialName(name) || ownerOfCredential(name) === undefined) continue;
        // An example file says what the real environment holds.
        const scope = file.scope === "example" && /(?:^|\/)\.?env[^/]*$/i.test(file.path) ? "production" : file.scope;
        sink.asset(secretRef(targetOf(project, file), name, scope, placeIn(file, { line, symbol: name, technique: "configuration" })));
      }
    }
  },
};
