import { nameOf } from "../../discover/file-place.ts";
import type { ProjectFile } from "../../project/facts.ts";
import type { Inventory } from "../rule.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Names by which code asks who calls. */
const ASKS =
  /^"(?:authorization|x-api-key|bearer|www-authenticate)|(?:^|[_.\-/@]|(?<=[a-z]))(?:auth|oauth2?|authn|authz|authenticat\w*|authoriz\w*|Auth\w*|OAuth\w*|jwt|JWT\w*|bearer|Bearer\w*|api[_-]?key|apikey|ApiKey\w*|API_?KEY|login_required|require_?user|current_?user|get_?session|getServerSession|session_?user|verify_?token|validate_?token|HTTPBasic|HTTPBearer|clerk\w*|passport|keycloak|msal|supabase\.auth|basic_auth|x-api-key|Authorization|signature_verification|verify_?signature|verifySignature|hmac|csrf)(?:$|[_.\-/A-Z(]|s$|ed$|ion$|e$)/;
/** Keys of the providers that are called are no question to the caller. */
const OUTGOING =
  /^"(?!(?:authorization|x-api-key|bearer|www-authenticate)$)|^auth$|^unauthorized|(?:OPENAI|AZURE|ANTHROPIC|GOOGLE|GEMINI|MISTRAL|COHERE|GROQ|TAVILY|PINECONE|QDRANT|LANGCHAIN|LANGSMITH|HUGGING|HF|SERP|VOYAGE|openai|anthropic|api_?key$|apiKey|API_KEY$)/;

/** Spring finds its filter chain by itself: nothing imports the class, and its file may not even have been parsed. */
const SPRING_SECURITY = /^\w*Security\w*Config\w*\.(?:java|kt)$/;

/** Whether the code around an endpoint asks for credentials, as far as names tell: itself, what builds its application, and middleware. */
export function asksWhoCalls(inventory: Inventory, file: ProjectFile): boolean {
  const around = surroundingsOf(inventory);
  const configured = (other: ProjectFile): boolean =>
    other.target === file.target &&
    other.scope === "production" &&
    SPRING_SECURITY.test(nameOf(other.path)) &&
    sameRoot(inventory, file, other);
  if (/\.(?:java|kt)$/.test(file.path) && inventory.project.files.some(configured)) return true;
  const files = new Set([file, ...around.above(file)]);
  for (const other of inventory.project.files)
    if (
      other.target === file.target &&
      /^(?:middleware|proxy|auth|authentication|security|deps|dependencies)\.[cm]?[jt]sx?$|^(?:middleware|auth|authentication|security|deps|dependencies)\.py$|^hooks\.server\.ts$/.test(
        nameOf(other.path),
      ) &&
      sameRoot(inventory, file, other)
    )
      files.add(other);
  for (const other of around.below(file)) if (/auth|secur|middleware|session/i.test(other.path)) files.add(other);
  return [...files].some(
    (each) => each.scope === "production" && around.mentions(each, ASKS) && around.mentionsUnless(each, ASKS, OUTGOING),
  );
}

function sameRoot(inventory: Inventory, a: ProjectFile, b: ProjectFile): boolean {
  return inventory.project.rootOf(a) === inventory.project.rootOf(b);
}
