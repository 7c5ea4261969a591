import type { Emission } from "../../knowledge/schema.ts";
import type { ExternalValue } from "../../resolve/value.ts";
import { variablesIn } from "../../resolve/variables-in.ts";
import type { EmissionContext } from "./emit.ts";
import { namesOf } from "./names.ts";
import { providerOfClass, providerOfModel, providerOfUrl, providerOfVariable } from "./providers.ts";
import { select } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** "meta-llama/Llama-2-70b-chat-hf" */
const OPEN_WEIGHTS = /^[\w.-]+\/[\w.-]+$/;
const CLOSED: ReadonlySet<string> = new Set(["openai", "anthropic"]);

/**
 * Who may answer where a client is one of several: `if host == "azure": client = OpenAI(base_url=azure) else: client = OpenAI()`.
 * Empty where there is one client.
 */
export function armProviders(context: EmissionContext, sighting: Sighting, emission: Emission): readonly string[] {
  const { evaluator } = context;
  const selectors = [...(emission.baseUrl ?? []), ...(sighting.type?.baseUrl ?? []).map((selector) => `receiver.${selector}`)];
  for (const selector of selectors) {
    const [holder = "", member, more] = selector.split(".");
    if (more !== undefined || sighting.call === undefined) continue;
    // The client itself, or what it is handed to.
    const key = member ?? holder;
    const clients =
      member === undefined
        ? [{ ...sighting.value, calls: [{ call: sighting.call, frame: sighting.frame }] }]
        : holder === "receiver"
          ? evaluator.evaluate(sighting.call.callee, sighting.frame)
          : select(evaluator, sighting, [holder]).flatMap(({ expression, frame }) => evaluator.evaluate(expression, frame));
    const arms = clients.flatMap((client) => (client.kind === "external" ? providersOfClient(context, client, key) : []));
    const found = [...new Set(arms)];
    if (found.length > 1) return found;
  }
  return [];
}

/** Of these, those that answer for a model of a vendor of its own; the one that is known where they say nothing of it. */
export function answering(model: string, known: string | undefined, arms: readonly string[]): readonly string[] {
  const vendor = arms.length === 0 ? undefined : providerOfModel(model);
  const own = vendor === undefined ? [] : arms.filter((arm) => arm === vendor || arm.endsWith(`-${vendor}`));
  if (own.length > 0) return own;
  // Open weights are not what a vendor of its own models answers for.
  const others = OPEN_WEIGHTS.test(model) ? arms.filter((arm) => !CLOSED.has(arm)) : [];
  if (others.length > 0 && CLOSED.has(known ?? "")) return others;
  return known === undefined ? [] : [known];
}

function providersOfClient(context: EmissionContext, client: ExternalValue, key: string): readonly string[] {
  const [site] = client.calls;
  if (site === undefined) return [];
  const address = site.call.arguments.find((argument) => argument.name === key);
  if (address === undefined)
    return client.path.flatMap((step) => (/^[A-Z]/.test(step) ? (providerOfClass(step.replace(/^Async/, "")) ?? []) : [])).slice(0, 1);
  const closed = { expression: address.value, frame: site.frame };
  const named = namesOf(context.evaluator, context.environment, closed).flatMap(
    (name) => (name.dynamic === true ? undefined : providerOfUrl(name.text)) ?? providerOfVariable(name.variable ?? name.text) ?? [],
  );
  return named.length > 0 ? named : variablesIn(context.evaluator, closed).flatMap((variable) => providerOfVariable(variable) ?? []);
}
