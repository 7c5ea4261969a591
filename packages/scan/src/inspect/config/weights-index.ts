import type { ConfigContext, ConfigWatch } from "./watch.ts";

const MOST = 2000;

/** `weight_map` of an index: files beside it, by their names alone. */
export function weightsIndexWatch({ visit, tell }: ConfigContext): ConfigWatch {
  const shards = new Set<string>();
  return {
    value: (value) => {
      const { path } = value;
      if (
        path[0] !== "weight_map" ||
        path.length !== 2 ||
        typeof value.value !== "string" ||
        shards.size >= MOST ||
        shards.has(value.value)
      )
        return;
      const shard = value.value;
      if (/(?:^|[/\\])\.\.?(?:[/\\]|$)|^[/\\~]|^\w:|:\/\/|\0/.test(shard))
        tell({ rule: "shard-outside", message: `${JSON.stringify(shard.slice(0, 200))} leaves the folder of the model.` }, value);
      else shards.add(shard);
    },
    finish: () => {
      if (shards.size === 0) return;
      visit.fact("shards", shards.size);
      const missing = [...shards].filter((shard) => visit.sibling(shard) === undefined);
      if (missing.length > 0)
        visit.finding({
          rule: "shards-missing",
          message: `${missing.length} of ${shards.size} parts of the weights are not here: ${missing.slice(0, 3).join(", ").slice(0, 200)}.`,
        });
    },
  };
}
