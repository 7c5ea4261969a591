/** The check digit that makes digits valid by ISO/IEC 7812-1, annex B (Luhn). @param digits without the check digit */
export function luhnDigit(digits: readonly number[]): number {
  let sum = 0;
  for (const [index, digit] of digits.toReversed().entries()) {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
