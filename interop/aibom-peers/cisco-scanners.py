"""Runs cisco-aibom's scanners without the language model that its `analyze` command demands.

Makes the same call as its own `watch` command: cisco-scanners.py FOLDER OUTPUT
"""
import json
import sys

from aibom.scan_pipeline import ScanPipeline

result = ScanPipeline(scan_paths=[sys.argv[1]], output_format="json").run()
with open(sys.argv[2], "w", encoding="utf-8") as output:
    json.dump({
        "components": [each.model_dump(mode="json") for each in result.components],
        "relationships": [each.model_dump(mode="json") for each in result.relationships],
    }, output)
