const BINS = 64;

/**
 * A monotone map from predicted to observed probability (isotonic regression over quantile bins, pool adjacent
 * violators, Ayer and others 1955), with half a success and half a failure added to each bin so that it never says 0 or 1.
 */
export function calibrate(predicted: Float32Array, holds: (row: number) => boolean): (probability: number) => number {
  const order = Int32Array.from(predicted.keys()).sort((left, right) => (predicted[left] ?? 0) - (predicted[right] ?? 0) || left - right);
  const blocks: { highest: number; positives: number; count: number }[] = [];
  const size = Math.max(20, Math.ceil(order.length / BINS));
  for (let from = 0; from < order.length; from += size) {
    const rows = order.subarray(from, from + size);
    let positives = 0.5;
    for (const row of rows) if (holds(row)) positives++;
    let block = { highest: predicted[rows.at(-1) ?? 0] ?? 1, positives, count: rows.length + 1 };
    for (
      let last = blocks.at(-1);
      last !== undefined && last.positives * block.count >= block.positives * last.count;
      last = blocks.at(-1)
    ) {
      block = { highest: block.highest, positives: block.positives + last.positives, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  return (probability) => {
    let [low, high] = [0, blocks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.highest ?? 1) >= probability) high = middle;
      else low = middle + 1;
    }
    const block = blocks[low];
    return block === undefined ? 0.5 : block.positives / block.count;
  };
}
