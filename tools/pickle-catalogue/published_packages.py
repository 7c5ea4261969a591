"""Import names of the most downloaded packages of PyPI.

  python published_packages.py NAMES OUT.json

NAMES holds names of packages, the most downloaded first, one a line (for instance of the monthly statistics at
https://hugovk.github.io/top-pypi-packages/). The import name is taken to be the name of the package with underscores,
which it is for most.
"""

import json
import re
import sys

MOST = 10_000
# Names that in-house code bears as well.
GENERIC = set("acme app apps base client common config core data examples helpers internal lib main model models project src test tests tools train training utils vendor".split())
names = [line.strip().lower() for line in open(sys.argv[1]) if line.strip()][:MOST]
imports = {re.sub(r"[-.]+", "_", name) for name in names} - GENERIC
with open(sys.argv[2], "w") as out:
    json.dump({"source": "PyPI, the 10,000 most downloaded packages of 2026", "names": sorted(imports)}, out, separators=(",", ":"))
    out.write("\n")
