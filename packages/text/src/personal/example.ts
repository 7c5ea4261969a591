/** Numbers the card schemes and payment processors publish for tests. */
const testCards = new Set(
  "4111111111111111 4012888888881881 4222222222222 4242424242424242 4000056655665556 5555555555554444 5105105105105100 5200828282828210 2223003122003222 378282246310005 371449635398431 378734493671000 30569309025904 38520000023237 6011111111111117 6011000990139424 3530111333300000 3566002020360505 6200000000000005 4000000000000002 4000002500003155".split(
    " ",
  ),
);
/** Printed in advertisements, law or the IBAN standard, and copied everywhere. */
const wellKnown = new Set([
  "078051120",
  "219099999",
  "123456789",
  "111223333",
  "987654321",
  "GB82WEST12345698765432",
  "GB29NWBK60161331926819",
  "DE89370400440532013000",
  "FR1420041010050500013M02606",
  "9434765919",
  "123456782",
  "12345678Z",
  "00000000T",
  "12345678909",
  "11144477735",
  "RSSMRA80A01H501U",
  "131052308T",
]);
/** RFC 2606, RFC 6761. */
const exampleDomain =
  /(?:^|[@./])(?:example\.(?:com|org|net|edu)|example|test|invalid|localhost|acme\.com|domain\.com|email\.com|foo\.com|bar\.com|company\.com|yourcompany\.com|mail\.com)(?:$|[/:?#])/i;
const roleAddress =
  /^(?:no-?reply|do-?not-?reply|git|support|info|admin|hello|contact|help|sales|security|abuse|postmaster|webmaster|root|user|test|me|you|your|someone|name|email|username)[\w.+-]{0,20}@/i;
/** RFC 5737, RFC 1918, RFC 6598, RFC 3927, RFC 3849 and multicast: addresses of no one's home. */
const noHost =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|22[4-9]\.|23\d\.|1\.1\.1\.1$|8\.8\.[48]\.[48]$|1\.2\.3\.4$|2001:db8|fe80:|fd|::)/i;

/** ASCII letters and digits alone, upper case. */
const bareOf = (value: string): string => (/[^A-Z0-9]/.test(value) ? value.replace(/[^A-Za-z0-9]/g, "").toUpperCase() : value);

/** `555` in front of the last four digits, behind an area code or alone. */
function isFictional(bare: string): boolean {
  const { length } = bare;
  if (length !== 7 && length !== 10 && !(length === 11 && bare.startsWith("1"))) return false;
  return bare.startsWith("555", length - 7) && !/\D/.test(bare);
}

/** One digit at least `least` times in a row. */
function holdsRun(bare: string, least: number): boolean {
  let run = 1;
  for (let i = 1; i < bare.length; i++) {
    const code = bare.charCodeAt(i);
    run = code === bare.charCodeAt(i - 1) && code >= 48 && code <= 57 ? run + 1 : 1;
    if (run >= least) return true;
  }
  return false;
}

/** Whether a value is made for examples, tests or documentation and belongs to nobody. */
export function isExampleData(type: string, value: string): boolean {
  if (type === "DATE_TIME" || value.length > 300) return false;
  if (type === "EMAIL_ADDRESS") return exampleDomain.test(value) || roleAddress.test(value) || wellKnown.has(bareOf(value));
  const bare = bareOf(value);
  if (wellKnown.has(bare)) return true;
  switch (type) {
    case "CREDIT_CARD":
      return testCards.has(bare);
    case "URL":
      return exampleDomain.test(value.replace(/^\w+:\/\//, "@"));
    case "IP_ADDRESS":
      return noHost.test(value);
    case "PHONE_NUMBER":
      // 555-0100 to 555-0199 is set aside for fiction (ATIS-0300115); people use all of 555.
      return isFictional(bare) || bare.includes("12345678") || holdsRun(bare, 7);
    default:
      return false;
  }
}

/** What stands behind an `@` is the name of a file (`logo@2x.png`), not of a host. */
export function isFileName(host: string): boolean {
  return /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|py|so|whl)$/i.test(host);
}
