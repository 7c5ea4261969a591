"""Write the synthetic data sets of this repository.

Usage: python tools/generate_data.py [--rows N] [--notes N] [--seed S] [--out DIR]

The real feeds never leave the bank's accounts. What is committed under data/
was written by this script, which needs nothing but the standard library, so
the same seed gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

DEFAULT_SEED = 20260901
START = datetime(2026, 3, 1, tzinfo=UTC)
DAYS = 184

COLUMNS = (
    "transaction_id",
    "timestamp",
    "amount",
    "currency",
    "merchant_category",
    "country",
    "card_present",
    "device_age_days",
    "source",
    "is_fraud",
)


@dataclass(frozen=True)
class Category:
    """How a merchant category behaves: share of traffic, amounts, baseline risk."""

    weight: float
    median_amount: float
    spread: float
    risk: float


CATEGORIES: dict[str, Category] = {
    "grocery": Category(22, 31, 0.7, -0.9),
    "fuel": Category(9, 54, 0.4, -0.5),
    "restaurant": Category(13, 27, 0.6, -0.6),
    "pharmacy": Category(5, 19, 0.6, -0.9),
    "public_transport": Category(8, 9, 0.8, -0.9),
    "utilities": Category(4, 92, 0.5, -1.1),
    "insurance": Category(2, 118, 0.5, -1.2),
    "clothing": Category(7, 62, 0.7, 0.0),
    "home_improvement": Category(5, 74, 0.9, -0.2),
    "electronics": Category(5, 189, 0.9, 0.9),
    "travel": Category(4, 265, 0.9, 0.5),
    "car_rental": Category(1, 172, 0.6, 0.3),
    "subscriptions": Category(6, 12, 0.5, 0.2),
    "digital_goods": Category(4, 24, 0.8, 1.1),
    "jewellery": Category(1, 310, 1.0, 1.1),
    "money_transfer": Category(2, 148, 0.8, 1.3),
    "gambling": Category(1.5, 45, 1.0, 0.9),
    "crypto_exchange": Category(0.5, 240, 1.0, 1.4),
}


@dataclass(frozen=True)
class Source:
    """Where a row comes from and what kind of traffic that source carries."""

    share: float
    card_present: float
    countries: tuple[tuple[str, float], ...]
    offset: float


SOURCES: dict[str, Source] = {
    "core-banking": Source(
        share=0.62,
        card_present=0.74,
        countries=(("DE", 88), ("AT", 4), ("FR", 3), ("IT", 2), ("ES", 2), ("GB", 1)),
        offset=-0.1,
    ),
    "partner-feed-a": Source(
        share=0.23,
        card_present=0.81,
        countries=(("AT", 38), ("DE", 30), ("CH", 20), ("IT", 8), ("CZ", 4)),
        offset=0.0,
    ),
    "partner-feed-b": Source(
        share=0.15,
        card_present=0.08,
        countries=(("DE", 46), ("NL", 18), ("FR", 12), ("GB", 9), ("PL", 8), ("US", 7)),
        offset=0.0,
    ),
}

CURRENCIES = {"CH": "CHF", "GB": "GBP", "CZ": "CZK", "PL": "PLN", "US": "USD"}
PER_EURO = {"EUR": 1.0, "CHF": 0.94, "GBP": 0.86, "CZK": 24.6, "PLN": 4.28, "USD": 1.09}


def pick(rng: random.Random, weighted: tuple[tuple[str, float], ...]) -> str:
    names = [name for name, _ in weighted]
    return rng.choices(names, weights=[weight for _, weight in weighted])[0]


def draw_transaction(rng: random.Random) -> dict[str, object]:
    source_name = pick(rng, tuple((name, s.share) for name, s in SOURCES.items()))
    source = SOURCES[source_name]
    category_name = pick(rng, tuple((name, c.weight) for name, c in CATEGORIES.items()))
    category = CATEGORIES[category_name]
    country = pick(rng, source.countries)
    card_present = rng.random() < source.card_present
    if category_name in ("subscriptions", "digital_goods", "crypto_exchange"):
        card_present = False
    hour = int(rng.triangular(0, 24, 15)) % 24
    if rng.random() < 0.06:
        hour = rng.randrange(0, 6)
    moment = START + timedelta(
        days=rng.randrange(DAYS), hours=hour, minutes=rng.randrange(60), seconds=rng.randrange(60)
    )
    euros = category.median_amount * math.exp(rng.gauss(0, category.spread))
    device_age = int(rng.expovariate(1 / 420)) if not card_present else int(rng.expovariate(1 / 900))

    logit = (
        -4.5
        + category.risk
        + source.offset
        + 0.9 * math.log(max(euros, 1) / category.median_amount)
        + 0.25 * math.log1p(euros / 100)
        + (1.1 if not card_present else -0.6)
        + (1.0 if hour < 6 else 0.0)
        + (0.8 if country not in ("DE", "AT") else 0.0)
        + (1.7 if device_age < 7 else 0.6 if device_age < 30 else 0.0)
    )
    is_fraud = rng.random() < 1 / (1 + math.exp(-logit))

    currency = CURRENCIES.get(country, "EUR")
    return {
        "timestamp": moment,
        "amount": f"{max(euros, 0.5) * PER_EURO[currency]:.2f}",
        "currency": currency,
        "merchant_category": category_name,
        "country": country,
        "card_present": int(card_present),
        "device_age_days": device_age,
        "source": source_name,
        "is_fraud": int(is_fraud),
    }


def draw_transactions(rng: random.Random, rows: int) -> list[dict[str, object]]:
    drawn = sorted((draw_transaction(rng) for _ in range(rows)), key=lambda row: row["timestamp"])
    number = 48_210_000
    for row in drawn:
        number += rng.randrange(1, 40)
        row["transaction_id"] = f"T{number}"
        row["timestamp"] = row["timestamp"].strftime("%Y-%m-%dT%H:%M:%SZ")
    return drawn


# --- case notes -----------------------------------------------------------

FIRST_NAMES = (
    "Alma Bjarne Carlotta Dario Edda Florin Greta Hannes Ilka Jannis Kaja Levin Mirja Nino Ottilie "
    "Piet Runa Silas Tilda Uwe Veit Wiebke Yara Zoran"
).split()
LAST_NAMES = (
    "Ahrendsen Brackwald Cordeshoff Dünkelberg Eschenroth Fahrenstedt Gollwieser Hasselbrink "
    "Iversloh Jedelhauser Kampstedt Lindworsky Mauersberg Niebuhrsen Oldendörp Pfaffenrath "
    "Quastenberg Reetwisch Sonnleithen Tannhorst Uhlenbrok Vosskamp Wendelrode Zieglstein"
).split()


def iban_check_digits(country: str, bban: str) -> str:
    """ISO 7064 mod 97-10 over BBAN + country + "00", letters as 10..35."""
    digits = "".join(str(int(character, 36)) for character in f"{bban}{country}00")
    return f"{98 - int(digits) % 97:02d}"


def dutch_account(rng: random.Random) -> str:
    """Ten digits that pass the Dutch eleven test."""
    while True:
        digits = [0] + [rng.randrange(10) for _ in range(9)]
        if sum((10 - place) * digit for place, digit in enumerate(digits)) % 11 == 0:
            return "".join(map(str, digits))


def draw_iban(rng: random.Random) -> str:
    """A well-formed IBAN at a bank that does not exist.

    German bank codes start with 1 to 8, so 9xxxxxxx is never assigned; TEST is
    not an assigned Dutch or British bank identifier.
    """
    country = rng.choices(("DE", "NL", "GB"), weights=(80, 12, 8))[0]
    if country == "DE":
        bban = f"9{rng.randrange(10**7):07d}{rng.randrange(10**10):010d}"
    elif country == "NL":
        bban = "TEST" + dutch_account(rng)
    else:
        bban = f"TEST{rng.randrange(10**6):06d}{rng.randrange(10**8):08d}"
    return country + iban_check_digits(country, bban) + bban


CUSTOMER_NOTES = (
    "I did not make the payment of {amount} {currency} on {day}. My card was in my wallet the whole "
    "time. Please send the money back to {iban}. {name}",
    "Hello, there is a charge of {amount} {currency} from a shop I have never heard of ({category}). "
    "I am {name}, you can reach me under {phone} or {email}.",
    "This is the second time this month. {amount} {currency}, {day}, I was at work. My account is "
    "{iban}. Please block the card and call {phone}. Regards, {name}",
    "I ordered something else for a much smaller sum and now {amount} {currency} are gone. "
    "The seller does not answer. Refund to {iban} please. {name}, {email}",
    "Ich habe diese Zahlung über {amount} {currency} vom {day} nicht freigegeben. Bitte erstatten "
    "Sie den Betrag auf {iban}. Mit freundlichen Grüßen, {name}",
    "My son used my phone. The {amount} {currency} on {day} are his, I only saw it today. Do I have "
    "to dispute it or can you just close the case? {name}",
)
ANALYST_NOTES = (
    "Called {name} at {phone}, identity confirmed. Customer denies the payment ({category}, {amount} "
    "{currency}). Refund account {iban} checked against the core system. Chargeback opened.",
    "{name} recognises the merchant after we read out the descriptor. No fraud, closing. No transfer "
    "to {iban} needed.",
    "Third dispute of {name} since March. Amount {amount} {currency}, device was new. Asked for the "
    "delivery address, answer due in five days. Contact {email}.",
    "Payee IBAN {iban} also appears in another open case. Escalated to level 2, customer {name} "
    "informed by letter.",
    "Score above threshold, card blocked by the engine on {day}. {name} reached under {phone}, "
    "confirms loss of card on a train. Replacement ordered.",
    "{name} confirms the purchase ({category}). Customer was travelling, limit for the country raised "
    "for ten days. False positive, reported to the model team.",
)
CHANNELS = (
    ("web-form", "customer"),
    ("e-mail", "customer"),
    ("phone", "analyst"),
    ("branch", "analyst"),
)


def ascii_letters(name: str) -> str:
    return name.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))


def draw_case_notes(
    rng: random.Random, transactions: list[dict[str, object]], count: int
) -> list[dict[str, object]]:
    disputed = [row for row in transactions if row["is_fraud"]]
    others = [row for row in transactions if not row["is_fraud"]]
    taken = rng.sample(disputed, min(len(disputed), count * 2 // 3))
    taken += rng.sample(others, count - len(taken))
    taken.sort(key=lambda row: str(row["transaction_id"]))
    notes = []
    for index, row in enumerate(taken):
        channel, author = rng.choice(CHANNELS)
        first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
        iban = draw_iban(rng)
        paid = datetime.strptime(str(row["timestamp"]), "%Y-%m-%dT%H:%M:%SZ")
        opened = paid + timedelta(days=rng.randrange(1, 12), minutes=rng.randrange(600))
        template = rng.choice(CUSTOMER_NOTES if author == "customer" else ANALYST_NOTES)
        notes.append(
            {
                "case_id": f"C-{paid:%Y}-{4100 + index:05d}",
                "transaction_id": row["transaction_id"],
                "opened_at": f"{opened:%Y-%m-%dT%H:%M:%SZ}",
                "status": rng.choices(("open", "waiting", "closed"), weights=(3, 2, 5))[0],
                "channel": channel,
                "author": author,
                "customer_name": f"{first} {last}",
                "iban": iban,
                "note": template.format(
                    name=f"{first} {last}",
                    iban=iban,
                    amount=row["amount"],
                    currency=row["currency"],
                    category=str(row["merchant_category"]).replace("_", " "),
                    day=f"{paid:%d %B}",
                    phone=f"+49 30 23125 {rng.randrange(1000):03d}",
                    email=f"{ascii_letters(first)}.{ascii_letters(last)}@example.com",
                ),
            }
        )
    return notes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=3200)
    parser.add_argument("--notes", type=int, default=120)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data")
    arguments = parser.parse_args()

    rng = random.Random(arguments.seed)
    transactions = draw_transactions(rng, arguments.rows)
    notes = draw_case_notes(rng, transactions, arguments.notes)

    arguments.out.mkdir(parents=True, exist_ok=True)
    with (arguments.out / "transactions.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(transactions)
    with (arguments.out / "case_notes.jsonl").open("w", newline="\n", encoding="utf-8") as file:
        for note in notes:
            file.write(json.dumps(note, ensure_ascii=False) + "\n")

    frauds = sum(int(str(row["is_fraud"])) for row in transactions)
    print(f"{len(transactions)} transactions ({frauds} fraud), {len(notes)} case notes")


if __name__ == "__main__":
    main()
