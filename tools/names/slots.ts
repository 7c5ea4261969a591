import type { Draw } from "./draw.ts";
import type { Culture } from "./lists.ts";

/** A stretch of generated text and what it is. */
export interface Piece {
  readonly text: string;
  readonly label: "O" | "PERSON" | "LOCATION" | "ORGANIZATION" | "ADDRESS";
}

/** What the slots draw from. */
export interface SlotSource {
  readonly culture: Culture;
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly states: readonly string[];
  /** Common words first, then the rest of the dictionary. */
  readonly frequent: readonly string[];
  readonly words: readonly string[];
}

const months =
  "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split(
    " ",
  );
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri".split(" ");
const nationalities =
  "American British Irish Scottish Welsh English French German Spanish Italian Portuguese Dutch Belgian Swiss Austrian Swedish Danish Norwegian Finnish Polish Czech Slovak Hungarian Romanian Bulgarian Greek Turkish Russian Ukrainian Croatian Serbian Slovenian Chinese Japanese Korean Vietnamese Thai Indian Pakistani Indonesian Filipino Australian Canadian Mexican Brazilian Argentine Chilean Peruvian Colombian Cuban Egyptian Moroccan Nigerian Kenyan Ethiopian Israeli Iranian Iraqi Saudi Lebanese Jewish Muslim Christian Catholic Hindu Buddhist Republican Democrat African European Asian Latin".split(
    " ",
  );
const products =
  "iPhone, Galaxy S22, Windows 11, ThinkPad, PlayStation 5, Model S, Visual Studio, Photoshop, Google Maps, Office 365, React, PostgreSQL, Corolla, Golf, Kindle, Excel, Red Hat Linux, Apple Watch, Blue Ribbon, Black Friday, Silver Card, Gold Plus, Internet Explorer, Power BI, Coca-Cola, Nike Air, Big Mac, Python 3, Ubuntu, Firefox, Alexa, Siri, Bluetooth, USB-C, Wi-Fi, Java, MySQL, Xbox, Macbook Pro, Surface Pro, Blackberry".split(
    ", ",
  );
const titles = "Mr. Mrs. Ms. Mr Mrs Ms Dr. Dr Prof. Professor Miss Sir Madam Lady Lord Rev. Capt. Sgt. Hon.".split(" ");
const orgHeads =
  "Bank,Group,Partners,Holdings,Solutions,Systems,Technologies,Tech,Labs,Media,Networks,Capital,Ventures,Insurance,Airlines,Energy,Foods,Motors,Pharma,Software,Consulting,Industries,Services,Foundation,Institute,Hospital,Clinic,Credit Union,Investments,Logistics,Analytics,Markets,Union,Society,Association,Council,Agency,Studios,Records,Press,News,Times,Post,Weekly,Health,Financial,Security,Education,Data".split(
    ",",
  );
const orgSuffixes = "Inc,Inc.,LLC,Ltd,Ltd.,Limited,Corp,Corp.,Corporation,PLC,Co.,& Co,& Sons,GmbH,AG,S.A.,B.V.,Group,Company".split(",");
const enders =
  "St,St.,Street,Rd,Rd.,Road,Ave,Ave.,Avenue,Lane,Ln,Dr,Drive,Blvd,Boulevard,Way,Court,Ct,Place,Square,Terrace,Crescent,Close,Hill,Highway,Hwy,Parkway,Trail,Park,Row,Circle,Road East,Street North,St NW".split(
    ",",
  );
const jobs =
  "CEO,CFO,Managing Director,Chief Executive Officer,Vice President,Director,Manager,Project Manager,Engineer,Software Engineer,Sales Representative,Nurse,Teacher,Attorney at Law,Accountant,Analyst,Head of Marketing,Editor,Professor of History,Spokesman,Founder,Chairman,Secretary,Treasurer,Consultant,Pharmacist,Plumber,Driver,Electrician".split(
    ",",
  );
const units = "Apt.,Apt,Apartment,Suite,Unit,Flat,Floor,Room,#,Building,Bldg".split(",");

const cap = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const digits = (draw: Draw, count: number): string => Array.from({ length: count }, () => String(draw.below(10))).join("");
const plain = (text: string): Piece[] => [{ text, label: "O" }];
const person = (text: string): Piece[] => [{ text, label: "PERSON" }];

function word(draw: Draw, { culture, frequent, words }: SlotSource): string {
  if (culture.language !== "en" && culture.word.length > 60) return draw.pick(culture.word);
  return draw.pick(draw.chance(0.65) ? frequent : words);
}

const given = (draw: Draw, culture: Culture): string => draw.pick(culture.given);
const family = (draw: Draw, culture: Culture): string => draw.pick(culture.family);

function fullName(draw: Draw, culture: Culture): string {
  const [first, last] = [given(draw, culture), family(draw, culture)];
  const initial = String.fromCharCode(65 + draw.below(26));
  const roll = draw.below(100);
  if (roll < 58) return `${first} ${last}`;
  if (roll < 65) return `${first} ${initial}. ${last}`;
  if (roll < 70) return `${first} ${initial} ${last}`;
  if (roll < 74) return `${first} ${given(draw, culture)} ${last}`;
  if (roll < 77) return `${initial}. ${last}`;
  if (roll < 79) return `${initial}.${String.fromCharCode(65 + draw.below(26))}. ${last}`;
  if (roll < 82) return `${first} ${last}-${family(draw, culture)}`;
  if (roll < 85) return `${first} ${last} ${family(draw, culture)}`;
  if (roll < 87)
    return `${first} ${draw.pick(["van", "de", "von", "del", "di", "al", "bin", "van der", "de la", "O'", "Mc", "Mac"])}${last.startsWith(" ") ? "" : " "}${last}`.replace(
      /(O'|Mc|Mac) /,
      "$1",
    );
  if (roll < 88) return `${last} ${first}`;
  if (roll < 89) return `${first} ${last} ${draw.pick(["Jr.", "Jr", "Sr.", "III", "II"])}`;
  return roll < 96 ? first : last;
}

function town(draw: Draw, { culture, cities }: SlotSource): string {
  const name = culture.city.length > 20 && draw.chance(0.6) ? draw.pick(culture.city) : draw.pick(cities);
  const roll = draw.below(20);
  return roll === 0 ? name.toUpperCase() : roll === 1 ? `${name} ${draw.pick(["N", "K", "V", "East", "West", "Centre"])}` : name;
}

function organization(draw: Draw, source: SlotSource): string {
  const { culture } = source;
  const w = (): string => cap(draw.pick(source.words).replace(/ing$|ed$/, ""));
  const end = (): string => draw.pick(draw.chance(0.3) && culture.company.length > 2 ? culture.company : orgSuffixes);
  const made = (): string =>
    draw.pick([
      draw.pick(source.words).slice(0, 5),
      `${given(draw, culture).slice(0, 4)}${draw.pick(["ia", "ex", "ora", "ify", "io", "on", "eo", "ent", "sys", "tek", "net", "mart"])}`.toLowerCase(),
    ]);
  switch (draw.below(16)) {
    case 0:
      return `${family(draw, culture)}, ${family(draw, culture)} and ${family(draw, culture)}`;
    case 1:
      return `${family(draw, culture)} ${draw.pick(["&", "and", "-"])} ${family(draw, culture)}`;
    case 2:
      return `${family(draw, culture)} ${end()}`;
    case 3:
      return `${w()} ${w()} ${end()}`;
    case 4:
      return `${w()} ${draw.pick(orgHeads)}`;
    case 5:
      return `${w()} ${draw.pick(orgHeads)} ${end()}`;
    case 6:
      return `${w()}${draw.pick(orgHeads.filter((one) => !one.includes(" ")))}`;
    case 7:
      return cap(made());
    case 8:
      return Array.from({ length: 3 + draw.below(2) }, () => String.fromCharCode(65 + draw.below(26))).join("");
    case 9:
      return `${draw.pick(["University of", "Bank of", "City of", "Ministry of", "Museum of", "Department of"])} ${draw.pick(draw.chance(0.6) ? source.cities : source.words.map(cap))}`;
    case 10:
      return `${draw.pick(source.cities)} ${draw.pick(["University", "Hospital", "Bank", "Airport", "School", "Court", "Police Department", "United", "Orchestra"])}`;
    case 11:
      return `${draw.pick(["First", "Royal", "National", "United", "American", "Global", "General"])} ${w()} ${draw.pick(orgHeads)}`;
    case 12:
      return `${cap(made())}${draw.pick([".com", ".io", "Corp", " AI", " Labs", " Health"])}`;
    case 13:
      return `The ${w()} ${draw.pick(orgHeads)}`;
    case 14:
      return `${family(draw, culture)} ${draw.pick(orgHeads)}`;
    default:
      return `${w()} ${w()}`;
  }
}

function street(draw: Draw, { culture }: SlotSource): string {
  const number = String(1 + draw.below(draw.chance(0.6) ? 200 : 9999));
  const local =
    culture.street.length > 20
      ? draw.pick(culture.street)
      : `${family(draw, culture)}${draw.chance(0.5) ? " " : ""}${draw.pick(culture.streetSuffix.length > 0 ? culture.streetSuffix : enders)}`;
  const letter = draw.chance(0.08) ? draw.pick(["A", "B", "b", "c", " bis"]) : "";
  switch (culture.language) {
    case "en": {
      const name =
        draw.chance(0.5) && culture.street.length > 20
          ? draw.pick(culture.street)
          : draw.chance(0.5)
            ? family(draw, culture)
            : `${1 + draw.below(99)}th`;
      const line = `${number} ${name} ${draw.pick(enders)}`;
      return draw.chance(0.25) ? `${line}${draw.pick([", ", " "])}${draw.pick(units)} ${digits(draw, 1 + draw.below(3))}` : line;
    }
    case "fr":
      return `${number}${letter}${draw.pick([", ", " "])}${/^(?:rue|avenue|place|boulevard|chemin|impasse)/i.test(local) ? local : `${draw.pick(["rue", "avenue", "boulevard", "place", "Rue", "chemin"])} ${draw.pick(["de ", "du ", "des ", ""])}${local}`}`;
    case "es":
    case "pt":
    case "it":
    case "ro": {
      const head = {
        es: ["Calle", "C/", "Avenida", "Plaza", "Paseo"],
        pt: ["Rua", "Avenida", "Travessa", "Praça"],
        it: ["Via", "Viale", "Piazza", "Corso"],
        ro: ["Strada", "Bulevardul", "Aleea"],
      }[culture.language] ?? ["Via"];
      const line = /^(?:calle|rua|via|viale|piazza|strada|avenida)\b/i.test(local)
        ? local
        : `${draw.pick(head)} ${draw.pick(["de ", "del ", "", ""])}${local}`;
      return `${line}${draw.pick([", ", " ", " n. ", " nº "])}${number}${letter}`;
    }
    default:
      return draw.chance(0.85) ? `${local} ${number}${letter}` : `${number} ${local}`;
  }
}

function postalCode(draw: Draw): string {
  const letter = (): string => String.fromCharCode(65 + draw.below(26));
  return draw.pick([
    () => digits(draw, 5),
    () => digits(draw, 4),
    () => `${digits(draw, 5)}-${digits(draw, 4)}`,
    () => `${digits(draw, 3)} ${digits(draw, 2)}`,
    () => `${letter()}${letter()}${digits(draw, 1)} ${digits(draw, 1)}${letter()}${letter()}`,
    () => `${digits(draw, 4)} ${letter()}${letter()}`,
    () => digits(draw, 6),
  ])();
}

/** A street line; now and then a house number of a second kind, a unit or a box, as forms of several countries mix them. */
function streetPieces(draw: Draw, source: SlotSource): Piece[] {
  if (draw.chance(0.03)) return [{ text: `${draw.pick(["P.O. Box", "PO Box", "Box", "Postfach"])} ${digits(draw, 4)}`, label: "ADDRESS" }];
  if (draw.chance(0.02))
    return [{ text: `${draw.pick(["PSC", "Unit", "CMR"])} ${digits(draw, 4)}, Box ${digits(draw, 4)}`, label: "ADDRESS" }];
  if (draw.chance(0.02))
    return [
      {
        text: `${draw.pick(["USS", "USNS", "USCGC", "USNV", "PSC 12 Box 34", "Unit 5678 Box"])} ${family(draw, source.culture)}`,
        label: "ADDRESS",
      },
      { text: draw.pick(["\n", ", "]), label: "O" },
      { text: `${draw.pick(["FPO", "APO", "DPO"])} ${draw.pick(["AA", "AE", "AP"])} ${digits(draw, 5)}`, label: "ADDRESS" },
    ];
  const line = street(draw, source);
  return [{ text: draw.chance(0.12) ? `${digits(draw, 3 + draw.below(2))} ${line}` : line, label: "ADDRESS" }];
}

/** Street, unit, town, region, code and country over one or several lines. */
function fullAddress(draw: Draw, source: SlotSource): Piece[] {
  const gap = (): Piece => ({ text: draw.pick([", ", "\n", "\n ", " ", ", "]), label: "O" });
  const place: Piece = { text: town(draw, source), label: "LOCATION" };
  const code: Piece = { text: postalCode(draw), label: "ADDRESS" };
  const parts: Piece[] = [...streetPieces(draw, source)];
  if (draw.chance(0.3)) parts.push(gap(), { text: `${draw.pick(units)} ${digits(draw, 3)}`, label: "ADDRESS" });
  if (draw.chance(0.4)) parts.push(gap(), code, { text: " ", label: "O" }, place);
  else
    parts.push(
      gap(),
      place,
      { text: draw.pick([" ", ", "]), label: "O" },
      ...(draw.chance(0.5) ? [{ text: draw.pick(source.states), label: "LOCATION" } as const, { text: " ", label: "O" } as const] : []),
      code,
    );
  if (draw.chance(0.4))
    parts.push(
      gap(),
      { text: draw.pick(source.countries), label: "LOCATION" },
      ...(draw.chance(0.3) ? [{ text: ` ${postalCode(draw)}`, label: "ADDRESS" } as const] : []),
    );
  return parts;
}

function date(draw: Draw): string {
  const [day, year] = [String(1 + draw.below(28)), String(1940 + draw.below(90))];
  const month = 1 + draw.below(12);
  return draw.pick([
    `${day}/${month}/${year}`,
    `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`,
    `${draw.pick(months)} ${day}, ${year}`,
    `${day} ${draw.pick(months)} ${year}`,
    `${day}.${month}.${year}`,
  ]);
}

const telephone = (draw: Draw): string =>
  draw.pick([
    `+${1 + draw.below(98)} ${digits(draw, 3)} ${digits(draw, 3)} ${digits(draw, 3)}`,
    `(${digits(draw, 3)}) ${digits(draw, 3)}-${digits(draw, 4)}`,
    `${digits(draw, 3)}-${digits(draw, 4)}`,
    `0${digits(draw, 3)} ${digits(draw, 6)}`,
  ]);
const mail = (draw: Draw, { culture }: SlotSource): string =>
  `${given(draw, culture).replace(/\s/g, "").toLowerCase()}${draw.pick([".", "_", ""])}${family(draw, culture).replace(/\s/g, "").toLowerCase()}@${draw.pick(["mail", "corp", "acme", "web"])}.${draw.pick(["com", "org", "de", "io", "net"])}`;

/** What fills `{name}`; throws for a slot that does not exist. */
export function fillSlot(name: string, draw: Draw, source: SlotSource): Piece[] {
  const { culture } = source;
  switch (name) {
    case "P":
      return person(fullName(draw, culture));
    case "p":
      return person(fullName(draw, culture).toLowerCase());
    case "PU":
      return person(fullName(draw, culture).toUpperCase());
    case "F":
      return person(given(draw, culture));
    case "f":
      return person(given(draw, culture).toLowerCase());
    case "S":
      return person(family(draw, culture));
    case "T":
      return [...plain(`${draw.pick(titles)} `), ...person(family(draw, culture))];
    case "TP":
      return [...plain(`${draw.pick(titles)} `), ...person(fullName(draw, culture))];
    case "L":
      return [{ text: town(draw, source), label: "LOCATION" }];
    case "l":
      return [{ text: town(draw, source).toLowerCase(), label: "LOCATION" }];
    case "C":
      return [
        {
          text: culture.language !== "en" && culture.country.length > 20 ? draw.pick(culture.country) : draw.pick(source.countries),
          label: "LOCATION",
        },
      ];
    case "ST":
      return [
        {
          text: draw.chance(0.5)
            ? draw.pick(source.states)
            : `${String.fromCharCode(65 + draw.below(26))}${String.fromCharCode(65 + draw.below(26))}`,
          label: "LOCATION",
        },
      ];
    case "A":
      return streetPieces(draw, source);
    case "AF":
      return fullAddress(draw, source);
    case "Z":
      return [{ text: postalCode(draw), label: "ADDRESS" }];
    case "O":
      return [{ text: organization(draw, source), label: "ORGANIZATION" }];
    case "o":
      return [{ text: organization(draw, source).toLowerCase(), label: "ORGANIZATION" }];
    default:
      return plain(fillPlain(name, draw, source));
  }
}

function fillPlain(name: string, draw: Draw, source: SlotSource): string {
  const w = (): string => word(draw, source);
  switch (name) {
    case "w":
    case "v":
    case "adj":
      return w();
    case "ws":
    case "vs":
      return `${w()}${source.culture.language === "en" ? "s" : ""}`;
    case "vd":
    case "wd":
      return `${w()}ed`;
    case "adv":
      return `${w()}ly`;
    case "W":
      return cap(w());
    case "UP":
      return w().toUpperCase();
    case "pp":
      return draw.pick("of in on at for with by from to under over about".split(" "));
    case "n":
      return String(1 + draw.below(31));
    case "num":
      return digits(draw, 1 + draw.below(7));
    case "age":
      return String(1 + draw.below(95));
    case "id":
      return draw.pick([
        digits(draw, 8),
        `${String.fromCharCode(65 + draw.below(26))}${digits(draw, 7)}`,
        `AC-${digits(draw, 5)}`,
        `#${digits(draw, 6)}`,
      ]);
    case "AC":
      return draw.chance(0.5)
        ? draw.pick("SSN PII PDF PIN TIN ID IT HR DOB SQL CSV VPN MRI ICU GDP VAT KYC ATM SMS FAQ XXX XXXX".split(" "))
        : Array.from({ length: 2 + draw.below(3) }, () => String.fromCharCode(65 + draw.below(26))).join("");
    case "CC":
      return `${cap(w())}${cap(w())}`;
    case "ssn":
      return `${digits(draw, 3)}-${digits(draw, 2)}-${digits(draw, 4)}`;
    case "ph":
      return telephone(draw);
    case "em":
      return mail(draw, source);
    case "url":
      return `https://www.${w()}.com/`;
    case "card":
      return `4${digits(draw, 15)}`;
    case "iban":
      return `GB${digits(draw, 2)}BANK${digits(draw, 14)}`;
    case "ip":
      return `${1 + draw.below(220)}.${draw.below(255)}.${draw.below(255)}.${draw.below(255)}`;
    case "usd":
      return draw.pick([`$${digits(draw, 3)}`, `EUR ${digits(draw, 4)}`, `${digits(draw, 3)} dollars`]);
    case "D":
      return date(draw);
    case "TM":
      return `${draw.below(24)}:${digits(draw, 1)}0${draw.pick(["", " AM", " PM", ":12"])}`;
    case "Y":
      return String(1900 + draw.below(130));
    case "WD":
      return draw.pick(weekdays);
    case "M":
      return draw.pick(months);
    case "month":
      return draw.pick(months).toLowerCase();
    case "N":
      return draw.pick(nationalities);
    case "J":
      return source.culture.language !== "en" && source.culture.job.length > 20 && draw.chance(0.5)
        ? draw.pick(source.culture.job)
        : draw.pick(jobs);
    case "job":
      return draw.pick("writer singer actor painter poet footballer lawyer physicist politician composer".split(" "));
    case "vn":
      return draw.pick(["", "n"]);
    case "R":
      return draw.pick("I II III IV V VI VII VIII IX X".split(" "));
    case "prod":
      return draw.pick(products);
    case "z":
      return postalCode(draw);
    case "code":
      return `${w()}.${w()}(${cap(w())}.${cap(w())}, ${digits(draw, 2)});`;
    default:
      throw new Error(`there is no slot {${name}}`);
  }
}
