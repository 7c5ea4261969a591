import { at, type ConfigNode, items, text } from "@castellan/formats";

const MASK = "********";
/** Attributes that hold secrets whatever the provider says of them. */
const SECRET =
  /(?:^|_)(?:password|passwd|secret|secret_string|secret_binary|secret_key|secret_access_key|token|auth_token|api_key|access_key|primary_key|secondary_key|shared_key|account_key|private_key(?:_pem|_openssh)?|connection_string|kube_config(?:_raw)?|client_key|credentials|ses_smtp_password_v4|result|bcrypt_hash)$/;
const RANDOM = /^(?:random_password|tls_private_key|random_string|random_bytes)$/;
const DEPTH = 60;

/**
 * A Terraform state (version 4) without its secrets: what `sensitive_attributes` names, outputs that are sensitive, and what bears
 * the name of a secret. Nothing of it is kept beyond the reader.
 */
export function maskedState(state: ConfigNode): ConfigNode {
  if (at(state, "version") === undefined || state.kind !== "map") return state;
  return {
    ...state,
    entries: state.entries.map((entry) => {
      const { key, value } = entry;
      if (key === "outputs" && value.kind === "map")
        return {
          ...entry,
          value: { ...value, entries: value.entries.map((output) => ({ ...output, value: maskedOutput(output.key, output.value) })) },
        };
      if (key === "resources" && value.kind === "list") return { ...entry, value: { ...value, items: value.items.map(maskedResource) } };
      return entry;
    }),
  };
}

function maskedOutput(name: string, output: ConfigNode): ConfigNode {
  return at(output, "sensitive")?.kind === "scalar" && text(at(output, "sensitive")) !== "false"
    ? replaced(output, "value", hidden)
    : replaced(output, "value", (value) => named(name, value, 0));
}

function maskedResource(resource: ConfigNode): ConfigNode {
  const type = text(at(resource, "type")) ?? "";
  return replaced(resource, "instances", (instances) =>
    instances.kind !== "list"
      ? instances
      : {
          ...instances,
          items: instances.items.map((instance) => {
            const paths = items(at(instance, "sensitive_attributes")).map((path) =>
              (path.kind === "list" ? items(path) : [path]).map((step) => stepOf(at(step, "value") ?? step)),
            );
            const bare = replaced(replaced(instance, "private", hidden), "attributes", (attributes) =>
              paths.reduce((node, path) => hiddenAt(node, path), RANDOM.test(type) ? hidden(attributes) : named("", attributes, 0)),
            );
            return replaced(bare, "attributes_flat", hidden);
          }),
        },
  );
}

function stepOf(step: ConfigNode): string {
  return text(at(step, "value") ?? step) ?? "";
}

function replaced(node: ConfigNode, name: string, change: (value: ConfigNode) => ConfigNode): ConfigNode {
  if (node.kind !== "map") return node;
  return { ...node, entries: node.entries.map((entry) => (entry.key === name ? { ...entry, value: change(entry.value) } : entry)) };
}

/** All that stands in it becomes masks; what is nothing stays nothing. */
function hidden(node: ConfigNode): ConfigNode {
  if (node.kind === "scalar") return node.value === null || node.value === "" ? node : { ...node, value: MASK };
  const { line, endLine } = node;
  return { kind: "scalar", value: MASK, line, endLine };
}

function hiddenAt(node: ConfigNode, [step, ...rest]: readonly string[]): ConfigNode {
  if (step === undefined) return hidden(node);
  if (node.kind === "list") {
    // An index, or a member of a set that is told by its value: then of every one.
    const wanted = /^\d+$/.test(step) ? Number(step) : undefined;
    return { ...node, items: node.items.map((item, index) => (wanted === undefined || index === wanted ? hiddenAt(item, rest) : item)) };
  }
  return replaced(node, step, (value) => hiddenAt(value, rest));
}

function named(name: string, node: ConfigNode, depth: number): ConfigNode {
  if (depth > DEPTH) return hidden(node);
  if (node.kind === "scalar") return SECRET.test(name) && typeof node.value === "string" ? hidden(node) : node;
  if (node.kind === "list") return { ...node, items: node.items.map((item) => named(name, item, depth + 1)) };
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: named(entry.key, entry.value, depth + 1) })) };
}
