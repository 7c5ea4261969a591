/** A cell as RFC 4180 writes it; what is missing is empty, an empty text is `""`. */
export function csvCell(value: string | undefined): string {
  if (value === undefined) return "";
  return value === "" || /[",\n\r]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
