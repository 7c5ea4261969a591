import { expect, it } from "vitest";
import { type Identity, type Move, waysTo } from "./becoming.ts";

const who = (key: string): Identity => ({ key, principal: { kind: "user", name: key } });
const move = (key: string, certain = true): Move => ({
  who: who(key),
  via: "becomes",
  statements: [],
  certain,
  conditions: certain ? [] : [`if ${key}`],
});

it("waysTo tells everybody once, by the shortest way, and ends on circles", () => {
  const moves: { readonly [to: string]: readonly Move[] } = {
    a: [move("b"), move("c", false)],
    b: [move("c"), move("a")],
    c: [move("d")],
    d: [move("e"), move("b")],
    e: [move("f")],
  };
  const ways = waysTo(who("a"), ({ key }) => moves[key] ?? []);
  expect(
    ways.map(
      ({ who: { key }, steps, certain, conditions }) =>
        `${key} ${steps.map(({ to }) => to.name).join(">")} ${certain} ${conditions.join()}`,
    ),
  ).toEqual([
    "b a true ",
    // The longer way is the certain one.
    "c b>a true ",
    "d c>b>a true ",
    "e d>c>b>a true ",
    "f e>d>c>a false if c",
  ]);
});
