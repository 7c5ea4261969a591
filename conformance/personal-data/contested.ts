/**
 * Labels that are missing from the shared rows although the sentence says what the value is ("credentials like user@…",
 * "for Robert Jones"). Read row by row; the key is row, type and value.
 */
const missing = new Set([
  "nano-70 EMAIL_ADDRESS gov_emily@tax.gov",
  "nano-74 EMAIL_ADDRESS david@techcorp.com",
  "nano-83 EMAIL_ADDRESS user@emailcompany.com",
  "nano-85 EMAIL_ADDRESS admin_user@finco.com",
  "nano-42 PERSON Johnathan Doe",
  "nano-80 PERSON Sarah Thompson",
  "nano-86 PERSON Robert Jones",
  "nano-90 PERSON Niranjan Mehta",
]);

/** Whether a value that was found is there though no label says so. */
export function isContested(row: string, type: string, value: string): boolean {
  return missing.has(`${row} ${type} ${value}`);
}
