/**
 * Higher criticism (Donoho and Jin 2004): the largest standardised excess of small p-values over what chance gives,
 * sought over the smallest tenth; what lies under 1/n counts as 1/n, so that one lucky row is no excess. Above about 4
 * at a few thousand rows, some p-values are no chance.
 */
export function higherCriticism(values: Float64Array): number {
  const sorted = values.slice().sort();
  const count = sorted.length;
  let highest = 0;
  for (let index = 0; index < Math.max(1, count / 10); index++) {
    const p = Math.max(sorted[index] ?? 1, 1 / count);
    if (p >= 1) break;
    highest = Math.max(highest, (Math.sqrt(count) * ((index + 1) / count - p)) / Math.sqrt(p * (1 - p)));
  }
  return highest;
}
