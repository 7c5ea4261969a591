import type { TensorflowNode } from "@castellan/formats";

/** Constants and operators kept to find paths; a graph has few that matter. */
const MAX_KEPT = 100_000;
/** Operators that pass a string on, with how they join their inputs. */
const PASSES = new Set([
  "Identity",
  "PlaceholderWithDefault",
  "StringJoin",
  "StringFormat",
  "ShardedFilename",
  "Pack",
  "Reshape",
  "Squeeze",
  "ExpandDims",
  "StringStrip",
  "Snapshot",
]);
const MAX_STEPS = 64;

/** Finds which constant strings reach an operator: the file that it would open. */
export class ConstantPaths {
  readonly #strings = new Map<string, readonly string[]>();
  readonly #passes = new Map<string, readonly string[]>();
  #beyond = false;

  /** More than was kept: what is asked may be missing. */
  get beyond(): boolean {
    return this.#beyond;
  }

  add({ scope, name, operator, inputs, texts }: TensorflowNode): void {
    const key = `${scope}\n${name}`;
    if (operator === "Const") {
      const value = texts.get("value");
      if (value === undefined) return;
      if (this.#strings.size < MAX_KEPT) this.#strings.set(key, value);
      else this.#beyond = true;
    } else if (PASSES.has(operator)) {
      if (this.#passes.size < MAX_KEPT) this.#passes.set(key, inputs);
      else this.#beyond = true;
    }
  }

  /** Constant strings among the inputs, also through operators that pass strings on; with the constants' names. */
  reaching(scope: string, inputs: readonly string[]): readonly { readonly text: string; readonly constant: string }[] {
    const found: { text: string; constant: string }[] = [];
    const open = [...inputs];
    const seen = new Set<string>();
    for (let input = open.pop(); input !== undefined && seen.size < MAX_STEPS; input = open.pop()) {
      const node = input.replace(/^\^.*$/s, "").split(":")[0] ?? "";
      if (node === "" || seen.has(node)) continue;
      seen.add(node);
      const key = `${scope}\n${node}`;
      for (const text of this.#strings.get(key) ?? []) found.push({ text, constant: node });
      open.push(...(this.#passes.get(key) ?? []));
    }
    return found;
  }
}

/** A path or address that leads out of the model's own folder. */
export function isOutside(path: string): boolean {
  if (path.includes("://")) return !/^(?:ram|memmapped_package|local|bytes|embedded):\/\//.test(path);
  return /^(?:[/\\~]|[A-Za-z]:[/\\])/.test(path) || path.split(/[/\\]/).includes("..");
}

/** Files of a system or of a user that no model has to do with. */
export function isSensitive(path: string): boolean {
  return /^(?:~|\/(?:etc|proc|sys|dev|root|boot|run|var\/(?:run|log|spool|lib)|usr|bin|sbin|lib)\/)|\/\.(?:ssh|aws|kube|docker|gnupg|config|git|bash|profile|netrc|npmrc|pypirc|env|zsh)|id_(?:rsa|ed25519|ecdsa)|authorized_keys|crontab|\.(?:bashrc|service|pth)$|^[A-Za-z]:[/\\](?:Windows|Users|ProgramData)|\.\.[/\\]/i.test(
    path,
  );
}
