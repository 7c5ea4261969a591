import type { ValidatorName } from './validators.ts';

/** How to recognise one type of personal data. */
export interface PersonalRule {
  /** The common name, national ones `<ISO2>_<NAME>`. */
  readonly type: string;
  readonly title: string;
  /** Bounded source of a regular expression without look-around; a digit, `@` or `:` must stand in every match. */
  readonly pattern: string;
  /** Fewest digits in a match; a stretch of text with fewer is not tried. */
  readonly digits: number;
  /** Text that must stand in every match. */
  readonly needs?: string;
  readonly ignoreCase?: boolean;
  readonly validator: ValidatorName;
  /** Score of the form alone (0 to 1); a confirmed check digit gives `checked`. */
  readonly score: number;
  readonly checked: number;
  /** Words that, within 60 code units before or 30 behind, raise the score by 0.4. */
  readonly context: readonly string[];
  /** Without such a word it is not reported. */
  readonly needsContext?: boolean;
}

const separator = '[ .-]?';

/** Built-in recognisers. Forms are the issuers' published ones; scores order certainty and are not probabilities. */
export const personalRules: readonly PersonalRule[] = [
  { type: 'EMAIL_ADDRESS', digits: 0, needs: '@', title: 'E-mail address', pattern: "[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\\.){1,6}[A-Za-z]{2,24}", validator: 'email', score: 0.9, checked: 0.9, context: [] },
  { type: 'URL', digits: 0, needs: '://', title: 'URL', pattern: '(?:https?|ftp):\\/\\/[A-Za-z0-9][A-Za-z0-9.-]{1,253}(?::\\d{1,5})?(?:[\\/?#][^\\s"\'<>)\\]}`|\\\\]{0,1000})?', ignoreCase: true, validator: 'none', score: 0.6, checked: 0.6, context: [] },
  { type: 'CREDIT_CARD', digits: 12, title: 'Payment card number', pattern: '\\d{4}[ -]?\\d{4,6}[ -]?\\d{4,5}(?:[ -]?\\d{1,4})?(?:[ -]?\\d{1,3})?', validator: 'creditCard', score: 0.3, checked: 0.85, context: ['card', 'visa', 'mastercard', 'amex', 'credit', 'debit', 'payment', 'pan', 'cc', 'carte', 'karte', 'tarjeta'] },
  { type: 'IBAN_CODE', digits: 8, title: 'International bank account number', pattern: '[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?', ignoreCase: true, validator: 'iban', score: 0.4, checked: 0.95, context: ['iban', 'account', 'konto', 'bank'] },
  { type: 'US_SSN', digits: 9, title: 'US social security number', pattern: '\\d{3}[ -]\\d{2}[ -]\\d{4}', validator: 'usSsn', score: 0.5, checked: 0.5, context: ['ssn', 'social security', 'social-security', 'soc sec'] },
  { type: 'US_SSN', digits: 9, title: 'US social security number', pattern: '\\d{9}', validator: 'usSsn', score: 0.3, checked: 0.3, context: ['ssn', 'social security'], needsContext: true },
  { type: 'PHONE_NUMBER', digits: 7, title: 'International phone number', pattern: '\\+\\d{1,3}[ .-]?(?:\\(\\d{1,4}\\)[ .-]?)?\\d{1,5}(?:[ .-]?\\d{2,5}){1,4}', validator: 'phone', score: 0.7, checked: 0.7, context: ['phone', 'tel', 'call', 'mobile', 'cell', 'fax', 'whatsapp', 'telefon', 'contact'] },
  { type: 'PHONE_NUMBER', digits: 7, title: 'North American phone number', pattern: '(?:1[ .-])?(?:\\(\\d{3}\\) ?|\\d{3}[ .-])\\d{3}[ .-]\\d{4}', validator: 'usPhone', score: 0.55, checked: 0.55, context: ['phone', 'tel', 'call', 'mobile', 'cell', 'fax', 'reach', 'dial'] },
  { type: 'PHONE_NUMBER', digits: 7, title: 'National phone number', pattern: '(?:\\(?0\\d{1,5}\\)?[ .\\/-]?\\d{2,5}(?:[ .-]?\\d{2,4}){1,3}|00\\d{1,3}[ .-]?\\d{1,5}(?:[ .-]?\\d{2,5}){1,4}|\\d{10})', validator: 'phone', score: 0.2, checked: 0.2, context: ['phone', 'tel', 'call', 'mobile', 'cell', 'fax', 'telefon', 'telefono', 'téléphone', 'handy', 'whatsapp'], needsContext: true },
  { type: 'IP_ADDRESS', digits: 2, title: 'IPv4 address', pattern: '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}', validator: 'ipv4', score: 0.5, checked: 0.5, context: ['ip', 'address', 'host', 'client', 'login', 'server', 'ipv4'] },
  { type: 'IP_ADDRESS', digits: 2, title: 'IPv6 address', pattern: '(?:[A-Fa-f0-9]{1,4}:{1,2}){2,7}[A-Fa-f0-9]{0,4}', validator: 'ipv6', score: 0.5, checked: 0.5, context: ['ip', 'address', 'ipv6'] },
  { type: 'MAC_ADDRESS', digits: 0, title: 'MAC address', pattern: '(?:[A-Fa-f0-9]{2}[:-]){5}[A-Fa-f0-9]{2}', validator: 'none', score: 0.6, checked: 0.6, context: ['mac', 'device', 'ethernet', 'wifi'] },
  { type: 'DATE_OF_BIRTH', digits: 5, title: 'Date of birth', pattern: '(?:\\d{1,2}[\\/.-]\\d{1,2}[\\/.-]\\d{4}|\\d{4}[\\/.-]\\d{1,2}[\\/.-]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \\d{4}|[A-Z][a-z]{2,8} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})', validator: 'date', score: 0.45, checked: 0.45, context: ['birth', 'born', 'dob', 'birthday', 'birthdate', 'geburt', 'naissance', 'nacimiento', 'nascita'], needsContext: true },
  { type: 'CRYPTO', digits: 2, title: 'Bitcoin address', pattern: '(?:bc1[ac-hj-np-z02-9]{25,59}|[13][a-km-zA-HJ-NP-Z1-9]{25,34})', validator: 'bitcoin', score: 0.5, checked: 0.5, context: ['wallet', 'btc', 'bitcoin', 'crypto', 'address'] },
  { type: 'CRYPTO', digits: 2, title: 'Ethereum address', pattern: '0x[A-Fa-f0-9]{40}', validator: 'ethereum', score: 0.5, checked: 0.5, context: ['wallet', 'eth', 'ethereum', 'crypto', 'address'] },
  { type: 'US_PASSPORT', digits: 8, title: 'US passport number', pattern: '[A-Z]?\\d{8,9}', validator: 'none', score: 0.15, checked: 0.15, context: ['passport'], needsContext: true },
  { type: 'PASSPORT', digits: 6, title: 'Passport number', pattern: '[A-Z]{1,2}\\d{6,8}', validator: 'none', score: 0.1, checked: 0.1, context: ['passport', 'reisepass', 'passeport', 'pasaporte'], needsContext: true },
  { type: 'US_DRIVER_LICENSE', digits: 6, title: 'US driving licence', pattern: '[A-Z]{0,2}\\d{6,12}', validator: 'none', score: 0.1, checked: 0.1, context: ["driver's license", 'driver license', 'drivers license', 'driving license', 'licence number', 'license number'], needsContext: true },
  { type: 'US_BANK_NUMBER', digits: 8, title: 'US bank account number', pattern: '\\d{8,17}', validator: 'none', score: 0.1, checked: 0.1, context: ['account number', 'bank account', 'acct', 'account no', 'account #'], needsContext: true },
  { type: 'US_ITIN', digits: 9, title: 'US taxpayer number', pattern: '9\\d{2}[ -](?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[ -]\\d{4}', validator: 'none', score: 0.5, checked: 0.5, context: ['itin', 'taxpayer', 'tax'] },
  { type: 'US_NPI', digits: 10, title: 'US provider identifier', pattern: '[12]\\d{9}', validator: 'usNpi', score: 0.1, checked: 0.2, context: ['npi', 'provider'], needsContext: true },
  { type: 'GB_NHS', digits: 10, title: 'NHS number', pattern: `\\d{3}${separator}\\d{3}${separator}\\d{4}`, validator: 'gbNhs', score: 0.1, checked: 0.6, context: ['nhs', 'patient', 'national health'], needsContext: true },
  { type: 'GB_NINO', digits: 6, title: 'UK national insurance number', pattern: '[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]', validator: 'none', score: 0.55, checked: 0.55, context: ['national insurance', 'nino', 'ni number', 'insurance'] },
  { type: 'ES_NIF', digits: 7, title: 'Spanish tax number', pattern: '(?:\\d{8}|[XYZ]\\d{7})-?[A-HJ-NP-TV-Z]', validator: 'esNif', score: 0.3, checked: 0.8, context: ['nif', 'dni', 'nie', 'documento'] },
  { type: 'IT_FISCAL_CODE', digits: 7, title: 'Italian fiscal code', pattern: '[A-Z]{6}\\d{2}[A-EHLMPR-T]\\d{2}[A-Z]\\d{3}[A-Z]', ignoreCase: true, validator: 'itFiscalCode', score: 0.4, checked: 0.95, context: ['codice fiscale', 'fiscal', 'cf'] },
  { type: 'PL_PESEL', digits: 11, title: 'Polish PESEL', pattern: '\\d{11}', validator: 'plPesel', score: 0.1, checked: 0.5, context: ['pesel'] },
  { type: 'FI_PERSONAL_IDENTITY_CODE', digits: 9, title: 'Finnish personal identity code', pattern: '\\d{6}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]', validator: 'fiHetu', score: 0.4, checked: 0.9, context: ['hetu', 'henkilötunnus', 'identity'] },
  { type: 'IN_AADHAAR', digits: 12, title: 'Indian Aadhaar number', pattern: '\\d{4}[ -]?\\d{4}[ -]?\\d{4}', validator: 'inAadhaar', score: 0.1, checked: 0.4, context: ['aadhaar', 'aadhar', 'uidai', 'uid'] },
  { type: 'IN_PAN', digits: 4, title: 'Indian PAN', pattern: '[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]', validator: 'none', score: 0.5, checked: 0.5, context: ['pan', 'permanent account', 'income tax'] },
  { type: 'AU_TFN', digits: 9, title: 'Australian tax file number', pattern: '\\d{3}[ -]?\\d{3}[ -]?\\d{3}', validator: 'auTfn', score: 0.1, checked: 0.35, context: ['tfn', 'tax file'], needsContext: true },
  { type: 'BR_CPF', digits: 11, title: 'Brazilian CPF', pattern: '\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}', validator: 'brCpf', score: 0.1, checked: 0.55, context: ['cpf', 'cadastro'] },
  { type: 'SG_NRIC_FIN', digits: 7, title: 'Singapore NRIC or FIN', pattern: '[STFGM]\\d{7}[A-Z]', validator: 'sgNric', score: 0.3, checked: 0.85, context: ['nric', 'fin', 'singapore'] },
  { type: 'DE_TAX_ID', digits: 11, title: 'German tax number', pattern: '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}', validator: 'deTaxId', score: 0.1, checked: 0.45, context: ['steuer', 'idnr', 'tin', 'tax id', 'steuernummer', 'identifikationsnummer'] },
  { type: 'FR_INSEE', digits: 13, title: 'French social security number', pattern: '[1278] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-4]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}', validator: 'frInsee', score: 0.3, checked: 0.9, context: ['insee', 'sécurité sociale', 'nir', 'secu'] },
  { type: 'NL_BSN', digits: 9, title: 'Dutch citizen number', pattern: '\\d{9}', validator: 'nlBsn', score: 0.1, checked: 0.35, context: ['bsn', 'burgerservicenummer', 'sofinummer'], needsContext: true },
  { type: 'CA_SIN', digits: 9, title: 'Canadian social insurance number', pattern: '\\d{3}[ -]\\d{3}[ -]\\d{3}', validator: 'caSin', score: 0.1, checked: 0.4, context: ['sin', 'social insurance'] },
  { type: 'SE_PERSONNUMMER', digits: 10, title: 'Swedish personal number', pattern: '(?:19|20)?\\d{6}[-+]\\d{4}', validator: 'sePersonnummer', score: 0.2, checked: 0.6, context: ['personnummer', 'pnr'] },
];
