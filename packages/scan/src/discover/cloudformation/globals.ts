import { at, type ConfigNode, entry } from "@castellan/formats";

/** Sections of `Globals` by the type that they are for. */
const SECTIONS: { readonly [type: string]: string } = {
  "AWS::Serverless::Function": "Function",
  "AWS::Serverless::Api": "Api",
  "AWS::Serverless::HttpApi": "HttpApi",
  "AWS::Serverless::StateMachine": "StateMachine",
};

/**
 * Properties of a SAM resource with those of `Globals`: maps are merged, lists joined with the global members first, other values
 * give way to the resource's own (docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html).
 */
export function withGlobals(template: ConfigNode, type: string, own: ConfigNode | undefined): ConfigNode | undefined {
  const section = Object.hasOwn(SECTIONS, type) ? SECTIONS[type] : undefined;
  const shared = section === undefined ? undefined : at(template, "Globals", section);
  if (shared?.kind !== "map" || shared.tag !== undefined) return own;
  return own === undefined ? shared : merged(shared, own);
}

function merged(shared: ConfigNode, own: ConfigNode): ConfigNode {
  // A call of a function is one value.
  if (isCall(shared) || isCall(own)) return own;
  if (shared.kind === "list" && own.kind === "list") return { ...own, items: [...shared.items, ...own.items] };
  if (shared.kind !== "map" || own.kind !== "map") return own;
  const entries = shared.entries.map((each) => {
    const over = entry(own, each.key);
    return over === undefined ? each : { ...over, value: merged(each.value, over.value) };
  });
  return { ...own, entries: [...entries, ...own.entries.filter(({ key }) => entry(shared, key) === undefined)] };
}

function isCall(node: ConfigNode): boolean {
  if (node.tag !== undefined) return true;
  const [only] = node.kind === "map" && node.entries.length === 1 ? node.entries : [];
  return only !== undefined && (only.key === "Ref" || only.key.startsWith("Fn::"));
}
