/** How much harm the values of a column can do, from none to most (GDPR Art. 4(1), Art. 9). */
export const dataClasses = ["public", "internal", "confidential", "personal", "special-category"] as const;
export type DataClass = (typeof dataClasses)[number];

/** What a column name means. `words` are consecutive words of the name, singular, lower case. */
export interface ColumnMeaning {
  readonly type: string;
  readonly class: DataClass;
  /** Each entry: words that must follow one another in the name. */
  readonly words: readonly string[];
}

const meaning = (type: string, dataClass: DataClass, words: string): ColumnMeaning => ({
  type,
  class: dataClass,
  words: words.split(",").map((one) => one.trim()),
});

/** Names of columns, most specific first within a class; the words are those of common schemas and data sets. */
export const columnMeanings: readonly ColumnMeaning[] = [
  meaning(
    "HEALTH",
    "special-category",
    "diagnosis, diagnose, icd, icd10, icd9, disease, medical, medication, medicine, prescription, patient, symptom, condition code, blood type, blood group, blood pressure, bmi, hiv, hiv status, disability, disabled, allergy, pregnant, pregnancy, mental health, treatment, smoker, smoking status, glucose, insulin, cholesterol, hba1c, diabete, diabetes, diabetic, stroke, cancer, tumor, heart disease, vaccination, vaccinated, health",
  ),
  meaning("RELIGION", "special-category", "religion, religious, faith, church, denomination"),
  meaning("ETHNICITY", "special-category", "ethnicity, ethnic, ethnic group, race, racial, skin color, skin colour, caste, tribe"),
  meaning("POLITICAL_OPINION", "special-category", "political, politics, party affiliation, political party, vote choice"),
  meaning("UNION_MEMBERSHIP", "special-category", "union member, union membership, trade union"),
  meaning("SEXUAL_ORIENTATION", "special-category", "sexual orientation, sexuality, orientation sexual"),
  meaning(
    "BIOMETRIC",
    "special-category",
    "biometric, fingerprint template, face embedding, face encoding, face vector, faceprint, voiceprint, iris scan, iris code, retina",
  ),
  meaning("GENETIC", "special-category", "dna, genome, genotype, genetic, snp, allele"),
  meaning("CRIMINAL_RECORD", "special-category", "criminal, conviction, arrest, offence, offense, recidivism, recid, prior count"),
  meaning(
    "PERSON",
    "personal",
    "first name, firstname, fname, given name, last name, lastname, lname, surname, family name, middle name, full name, fullname, maiden name, customer name, client name, employee name, patient name, contact name, cardholder, cardholder name, person name, applicant name, student name, holder name, vorname, nachname, prenom, nombre, apellido, cognome",
  ),
  meaning("EMAIL_ADDRESS", "personal", "email, e mail, mail address, email address"),
  meaning(
    "PHONE_NUMBER",
    "personal",
    "phone, telephone, mobile number, cell number, phone number, mobile phone, fax, msisdn, telefon, handy, whatsapp",
  ),
  meaning(
    "ADDRESS",
    "personal",
    "address, street, street address, home address, addr, address line, house number, postal address, strasse, adresse, direccion, indirizzo",
  ),
  meaning("POSTAL_CODE", "personal", "zip, zip code, zipcode, postcode, postal code, plz"),
  meaning("LOCATION", "personal", "home location, gps, geolocation, home latitude, home longitude, user location"),
  meaning(
    "DATE_OF_BIRTH",
    "personal",
    "dob, date of birth, birth date, birthdate, birthday, birth day, birth year, year of birth, geburtsdatum",
  ),
  meaning("AGE", "personal", "age, age group, age year"),
  meaning("GENDER", "personal", "gender, sex, geschlecht"),
  meaning("MARITAL_STATUS", "personal", "marital, marital status, marriage, married, spouse, relationship status"),
  meaning(
    "NATIONALITY",
    "personal",
    "nationality, citizenship, native country, country of birth, birth place, birthplace, place of birth, foreign worker, immigration",
  ),
  meaning("FAMILY", "personal", "number of child, num children, dependent, children, next of kin, mother name, father name"),
  meaning(
    "SALARY",
    "personal",
    "salary, wage, income, annual income, monthly income, compensation, bonus, pay rate, payroll, net worth, gehalt",
  ),
  meaning(
    "CREDIT_SCORE",
    "personal",
    "credit score, fico, credit history, credit rating, credit amount, debt to income, dti, loan status, bankruptcy",
  ),
  meaning("US_SSN", "personal", "ssn, social security, social security number, sin number, social insurance"),
  meaning(
    "NATIONAL_ID",
    "personal",
    "national id, identity number, id card, id number, passport, passport number, passport no, tax id, tin, nino, nhs number, nhs, aadhaar, pan number, cpf, nif, dni, nie, pesel, bsn, personnummer, hetu, nric, insee, codice fiscale, fiscal code, steuer id, driver license, drivers license, driving licence, license number, licence number",
  ),
  meaning("CREDIT_CARD", "personal", "credit card, card number, cc number, cc num, card num, ccnum, pan, debit card, card no"),
  meaning("CVV", "confidential", "cvv, cvc, security code, card pin, pin code"),
  meaning("IBAN_CODE", "personal", "iban, bank account, account number, account no, routing number, sort code, swift, bic, konto"),
  meaning("IP_ADDRESS", "personal", "ip, ip address, ip addr, client ip, remote addr, ipaddress"),
  meaning("DEVICE_ID", "personal", "device id, imei, imsi, mac address, advertising id, idfa, gaid, cookie id"),
  meaning(
    "USER_ID",
    "personal",
    "user id, userid, customer id, client id number, employee id, patient id, student id, username, user name, login name, member id, nutzer",
  ),
  meaning("FREE_TEXT", "personal", "chat history, conversation, message body, email body, note text, complaint text"),
  meaning(
    "PASSWORD",
    "confidential",
    "password, passwd, password hash, pwd, api key, apikey, access token, refresh token, secret, private key, client secret, security answer, security question",
  ),
  meaning(
    "FINANCIAL",
    "confidential",
    "balance, account balance, revenue, profit, margin, turnover, price paid, transaction amount, contract value, budget, cost price",
  ),
  meaning("OCCUPATION", "personal", "occupation, job title, employer, profession, employment status, education level, education"),
];
