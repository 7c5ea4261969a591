"""
Presidio over texts, one JSON line in and out: {"id", "text"} gives {"id", "spans": [{"type", "start", "end"}]}.
Offsets count code points. Its spaCy model is the one named by the first argument.
"""
import importlib
import json
import sys
import time

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine

package = sys.argv[1]


class Loaded(SpacyNlpEngine):
    """An engine over a model that is a Python package, so that nothing is fetched."""

    def __init__(self, nlp):
        super().__init__()
        self.nlp = {"en": nlp}


analyzer = AnalyzerEngine(nlp_engine=Loaded(importlib.import_module(package).load()), supported_languages=["en"])
rows = [json.loads(line) for line in sys.stdin]
analyzer.analyze("warm up", "en")
start = time.process_time()
for row in rows:
    spans = [{"type": one.entity_type, "start": one.start, "end": one.end} for one in analyzer.analyze(row["text"], "en", score_threshold=0.35)]
    print(json.dumps({"id": row["id"], "spans": spans}))
print(json.dumps({"seconds": time.process_time() - start}))
