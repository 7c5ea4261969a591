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

/** Whether digits with a trunk prefix 0 are a number of any country that dials so. */
export function isTrunkNumber(digits: string): boolean {
  const national = digits.slice(1);
  return digits.startsWith("0") && [...plans().values()].some((plan) => plan.trunk === "0" && holds(plan, national));
}

/** Whether digits are a national number of any country, as written without a trunk prefix. */
export function isNationalNumber(digits: string): boolean {
  return [...plans().values()].some((plan) => holds(plan, digits));
}

/** Whether digits begin with the calling code of a country. */
export function hasCallingCode(digits: string): boolean {
  return [1, 2, 3].some((length) => plans().has(digits.slice(0, length)));
}
