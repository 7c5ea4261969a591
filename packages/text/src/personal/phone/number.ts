import { numberingPlans } from "./plans.ts";

interface Plan {
  readonly trunk: string;
  /** Leading digits by length of the national number. */
  readonly lengths: ReadonlyMap<number, readonly string[]>;
}

let ready: ReadonlyMap<string, Plan> | undefined;

function plans(): ReadonlyMap<string, Plan> {
  ready ??= new Map(
    numberingPlans.map((row) => {
      const [code = "", trunk = "", lengths = ""] = row.split(":");
      return [
        code,
        {
          trunk,
          lengths: new Map(
            lengths.split(";").map((part) => {
              const [length, leads = ""] = part.split("=");
              return [Number(length), leads.split(",")] as const;
            }),
          ),
        },
      ];
    }),
  );
  return ready;
}

const holds = (plan: Plan, national: string): boolean =>
  plan.lengths.get(national.length)?.some((lead) => national.startsWith(lead)) === true;

/** Whether digits with a country calling code are a number of that country's plan; a trunk prefix behind the code is left out. */
export function isInternationalNumber(digits: string): boolean {
  for (let length = 1; length <= 3; length++) {
    const plan = plans().get(digits.slice(0, length));
    if (plan === undefined) continue;
    const rest = digits.slice(length);
    return holds(plan, rest) || (plan.trunk !== "" && rest.startsWith(plan.trunk) && holds(plan, rest.slice(plan.trunk.length)));
  }
  return false;
}

const LENGTHS = 16;

/** For each length of a national number and its first two digits, whether some country has such numbers. */
interface Union {
  readonly any: Uint8Array;
  /** Those of countries that dial 0 first. */
  readonly trunk: Uint8Array;
}

let union: Union | undefined;

function unionOfPlans(): Union {
  if (union !== undefined) return union;
  const any = new Uint8Array(LENGTHS * 100);
  const trunk = new Uint8Array(LENGTHS * 100);
  for (const plan of plans().values())
    for (const [length, leads] of plan.lengths)
      for (const lead of leads) {
        const from = length * 100 + Number(lead.padEnd(2, "0"));
        any.fill(1, from, from + (lead.length === 1 ? 10 : 1));
        if (plan.trunk === "0") trunk.fill(1, from, from + (lead.length === 1 ? 10 : 1));
      }
  union = { any, trunk };
  return union;
}

/** Digits from `from` on as a place in the tables of the union. */
function placeOf(digits: string, from: number): number {
  const length = digits.length - from;
  return length >= 2 && length < LENGTHS ? length * 100 + (digits.charCodeAt(from) - 48) * 10 + digits.charCodeAt(from + 1) - 48 : 0;
}

/** Whether digits with a trunk prefix 0 are a number of any country that dials so. */
export function isTrunkNumber(digits: string): boolean {
  return digits.startsWith("0") && unionOfPlans().trunk[placeOf(digits, 1)] === 1;
}

/** Whether digits are a national number of any country, as written without a trunk prefix. */
export function isNationalNumber(digits: string): boolean {
  return unionOfPlans().any[placeOf(digits, 0)] === 1;
}

/** Whether digits begin with the calling code of a country. */
export function hasCallingCode(digits: string): boolean {
  return [1, 2, 3].some((length) => plans().has(digits.slice(0, length)));
}
