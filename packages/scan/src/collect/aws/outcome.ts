import { z } from "zod";
import type { CollectedCall } from "../document.ts";

const Failure = z.object({
  name: z.string().optional(),
  code: z.string().optional(),
  Code: z.string().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
  $response: z.object({ statusCode: z.number().optional() }).optional(),
});

const DENIED =
  /AccessDenied|Unauthori[sz]ed|AuthFailure|Forbidden|NotAuthorized|OptInRequired|SubscriptionRequired|InvalidClientTokenId|UnrecognizedClient|ExpiredToken/i;
const UNSUPPORTED = /UnknownOperation|InvalidAction|NotImplemented|UnknownEndpoint|EndpointError|ENOTFOUND/;

/** What became of a call that threw: who was refused, what the region does not have, and everything else. Only the name of the error is kept. */
export function outcomeOf(error: unknown): { readonly outcome: Exclude<CollectedCall["outcome"], "ok">; readonly error: string } {
  const { data } = Failure.safeParse(error);
  const status = data?.$metadata?.httpStatusCode ?? data?.$response?.statusCode;
  const named = [data?.Code, data?.name, data?.code].find((each) => each !== undefined && each !== "Error" && each !== "") ?? "Error";
  const told = named.replace(/[^\w.:-]/g, "").slice(0, 80);
  const error_ = status !== undefined && /^(?:SyntaxError|Error|UnknownError|Unknown|\d+)?$/.test(told) ? `HTTP ${status}` : told;
  if (status === 401 || status === 403 || DENIED.test(told)) return { outcome: "denied", error: error_ };
  // A page instead of an answer: nobody there knows the operation.
  if (status === 501 || UNSUPPORTED.test(`${told} ${data?.code ?? ""}`) || (status === 404 && error_ === "HTTP 404"))
    return { outcome: "unsupported", error: error_ };
  return { outcome: "failed", error: error_ };
}
