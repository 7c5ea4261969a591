import { placeText } from "../report/text/place.ts";
import type { AttackPath, ScanResult } from "../result.ts";
import type { Impact, Reached } from "./impact.ts";

/* What `castellan impact` and `castellan paths` say. Plain lines; the caller cleans them for its screen. */

export function impactLines(impacts: readonly Impact[]): readonly string[] {
  return impacts.flatMap(({ asset, before, after }, index) => {
    const names = new Map([...before, ...after].map(({ id, name }) => [id, name]));
    const line = ({ kind, name, scope, distance, via, through, evidence }: Reached, forward: boolean): string => {
      const other = through === asset.id ? asset.name : (names.get(through) ?? through);
      const hop = forward ? `${other} ${via} it` : `it ${via} ${other}`;
      const place = evidence[0] === undefined ? "" : `  ${placeText(evidence[0])}`;
      return `  ${String(distance).padStart(2)}  ${kind} ${name}${scope === "production" ? "" : ` (${scope})`}  · ${hop}${place}`;
    };
    const part = (title: string, none: string, list: readonly Reached[], forward: boolean): readonly string[] => [
      "",
      title,
      ...(list.length === 0 ? [`  ${none}`] : list.map((each) => line(each, forward))),
    ];
    return [
      ...(index === 0 ? [] : [""]),
      `${asset.kind}  ${asset.name}`,
      ...part("A CHANGE MAY COME FROM", "nothing that was seen", before, false),
      ...part("A CHANGE COMES TO", "nothing that was seen", after, true),
    ];
  });
}

export function pathLines(paths: readonly AttackPath[], result: ScanResult): readonly string[] {
  const names = new Map(result.inventory.assets.map(({ id, name }) => [id, name]));
  return paths.flatMap(({ title, severity, steps, fixes }, index) => [
    ...(index === 0 ? [] : [""]),
    `${severity}  ${title}`,
    ...steps.map(({ asset, via, evidence }) => {
      const place = evidence.map((each) => placeText(each)).join(", ");
      return `  ${via === undefined ? "" : `─${via}→ `}${names.get(asset) ?? asset}${place === "" ? "" : `  ${place}`}`;
    }),
    ...fixes.map(({ relation, cuts, change }) => {
      const said = [...names].reduce((text, [id, name]) => (text.includes(id) ? text.replaceAll(id, name) : text), relation);
      return `  ${change === undefined ? "cut" : "fix"}  ${change ?? said}: closes ${cuts === 1 ? "the way" : `all ${cuts} ways that were followed`}`;
    }),
  ]);
}
