"""
Writes packages/text/src/personal/phone/plans.ts: which national numbers exist per country calling code.
  pip install --target DIR phonenumbers==9.0.43   (Apache-2.0; metadata of libphonenumber)
  python3 tools/numbering-plans.py DIR > packages/text/src/personal/phone/plans.ts
Only facts are kept: the trunk prefix, and for each length the leading digits with which a number can begin.
"""
import random
import re
import sys

sys.path.insert(0, sys.argv[1])
from phonenumbers import PhoneMetadata  # noqa: E402
from phonenumbers.data import _COUNTRY_CODE_TO_REGION_CODE as REGIONS  # noqa: E402

random.seed(1)
rows = []
for code, regions in sorted(REGIONS.items()):
    if regions == ("001",):
        continue
    metadata = [PhoneMetadata.metadata_for_region(region, None) for region in regions]
    main = metadata[0]
    pattern = re.compile("|".join(f"(?:{one.general_desc.national_number_pattern})" for one in metadata))
    lengths = sorted({length for one in metadata for length in one.general_desc.possible_length if 5 <= length <= 12})
    parts = []
    for length in lengths:
        allowed = []
        for first in range(10):
            seconds = [
                second
                for second in range(10)
                if any(
                    pattern.fullmatch(f"{first}{second}" + "".join(random.choice("0123456789") for _ in range(length - 2)))
                    for _ in range(150)
                )
            ]
            if len(seconds) == 10:
                allowed.append(f"{first}")
            else:
                allowed.extend(f"{first}{second}" for second in seconds)
        if allowed:
            parts.append(f"{length}={','.join(allowed)}")
    if parts:
        rows.append(f"{code}:{main.national_prefix or ''}:{';'.join(parts)}")
print("/**")
print(" * Numbering plans (ITU-T E.164) as country calling code, trunk prefix, and for each length of a national number the digits it can")
print(" * begin with. Derived by tools/numbering-plans.py from the metadata of libphonenumber (Apache-2.0) in PyPI phonenumbers 9.0.43.")
print(" */")
print("export const numberingPlans: readonly string[] = [")
for row in rows:
    print(f'  "{row}",')
print("];")
