"""
Draws numbers of 42 locales with Faker and sets them into plain sentences and cells, as rows for run.ts --vectors.
  pip install --target DIR faker==40.54.0
  python3 conformance/personal-data/draw.py DIR > FOLDER/drawn.jsonl
"""
import json
import random
import sys

sys.path.insert(0, sys.argv[1])
from faker import Faker  # noqa: E402

random.seed(3)
Faker.seed(3)
LOCALES = "en_US en_GB de_DE fr_FR es_ES it_IT nl_NL pt_BR pt_PT pl_PL sv_SE da_DK fi_FI no_NO cs_CZ hu_HU ja_JP zh_CN ko_KR en_IN en_AU en_CA tr_TR ro_RO el_GR ru_RU uk_UA he_IL id_ID es_MX es_AR de_AT de_CH fr_CH fr_CA nl_BE en_NZ vi_VN th_TH bg_BG hr_HR sk_SK"
SENTENCES = {
    "PHONE_NUMBER": ["My phone number is {}.", "You can call me on {} after six.", "Please ring {} for details", "{} is my new mobile", "Reach us at {}", "contact: {}", "tel {}", "id,name,{},city"],
    "CREDIT_CARD": ["My card {} was declined", "pay with {} please", "credit card number: {}", "{}", "a,{},b"],
    "EMAIL_ADDRESS": ["mail {} now", "<{}>", "{}", "contact {}."],
    "IBAN_CODE": ["send it to {}", "IBAN: {}", "{}", "account {} was closed"],
    "US_SSN": ["My SSN is {}", "social security number {}", "{}"],
    "IP_ADDRESS": ["login from {}", "{} was blocked", "host={} port=80"],
}
count = 0
for locale in LOCALES.split():
    fake = Faker(locale)
    makers = {
        "PHONE_NUMBER": [fake.phone_number],
        "CREDIT_CARD": [fake.credit_card_number],
        "EMAIL_ADDRESS": [fake.email, fake.company_email, fake.free_email],
        "IBAN_CODE": [fake.iban],
        "IP_ADDRESS": [fake.ipv4, fake.ipv6],
        **({"US_SSN": [fake.ssn]} if locale == "en_US" else {}),
    }
    for _ in range(40):
        for kind, makers_of_kind in makers.items():
            value = random.choice(makers_of_kind)()
            sentence = random.choice(SENTENCES[kind])
            start = sentence.index("{}")
            span = {"type": kind, "start": start, "end": start + len(value), "value": value}
            print(json.dumps({"id": f"drawn-{count}-{locale}", "text": sentence.format(value), "spans": [span]}, ensure_ascii=False))
            count += 1
