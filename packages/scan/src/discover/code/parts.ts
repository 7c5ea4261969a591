import type { Evaluator } from "../../resolve/evaluate.ts";
import type { Scope } from "../../resolve/scope.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Sighting } from "./sighting.ts";

/** Names of what networks are built of. */
const PART_NAME =
  /(?:Block|Layer|Layers|Loss(?:\d?d|Fn|Function)?|CrossEntropy|Criterion|Norm|Attention|Embeddings?|Pooler|Heads|SelfOutput|Intermediate|Pool|Pooling|Conv\d*d?|MLP|FeedForward|Head|Activation|Dropout|Residual|Swish|GELU|Flatten|Reshape|Identity|Lambda|Wrapper|Mixin|Base)$/;

/** Files that hold what networks are built of, or trained by. */
const PART_FILE = /(?:^|[/_])(?:loss|losses|criterions?|metrics?|layers?|blocks?)(?:\.py$|\/)/;

/** Classes of networks that are parts of others: made inside of one, extended by one, or named like a part. */
export function partClasses(evaluator: Evaluator, sightings: readonly Sighting[]): ReadonlySet<Scope> {
  const networks = new Set(
    sightings.flatMap(({ subject, entry }) =>
      subject?.class !== undefined && entry.emit.some(({ outermost }) => outermost === true) ? [subject] : [],
    ),
  );
  const parts = new Set<Scope>(
    [...networks].filter((network) => PART_NAME.test(network.class?.name ?? "") || PART_FILE.test(network.unit.file.path)),
  );
  for (const network of networks) {
    const frame = network.parent === undefined ? undefined : genericFrame(network.parent);
    for (const base of frame === undefined ? [] : (network.class?.bases ?? [])) {
      for (const value of frame === undefined ? [] : evaluator.evaluate(base, frame))
        if (
          value.kind === "class" &&
          value.scope !== network &&
          (network.unit.file.scope !== "test" || value.scope.unit.file.scope === "test")
        )
          parts.add(value.scope);
    }
    for (const scope of [network, ...network.children]) {
      for (const { call } of scope.calls) {
        for (const value of evaluator.evaluate(call.callee, genericFrame(scope)))
          if (value.kind === "class" && value.scope !== network && networks.has(value.scope)) parts.add(value.scope);
        // Blocks that are handed over as classes: make_layers(BasicBlock, …).
        for (const argument of call.arguments) {
          for (const value of argument.value.kind === "name" ? evaluator.evaluate(argument.value, genericFrame(scope)) : [])
            if (value.kind === "class" && value.scope !== network && networks.has(value.scope)) parts.add(value.scope);
        }
      }
    }
  }
  return parts;
}
