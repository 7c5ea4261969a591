"""One peer as a worker: reads paths as JSON lines, answers [verdict, detail] as JSON lines.

  python peer.py picklescan|modelscan|fickling|modelaudit

Each is called as its own command line calls it. None of them unpickles; torch, xgboost and joblib are not installed
beside modelaudit, which would load files with them.
"""

import contextlib
import json
import logging
import os
import sys
import warnings

tool = sys.argv[1]
answers = os.fdopen(os.dup(1), "w")
null = os.open(os.devnull, os.O_WRONLY)
os.dup2(null, 1)
os.dup2(null, 2)
logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore")


def picklescan(path):
    from picklescan.scanner import scan_file_path

    result = scan_file_path(path)
    if result.infected_files or result.issues_count:
        return "malicious", str(result.issues_count)
    if result.scan_err:
        return "error", "scan_err"
    if result.suspicious_count:
        return "suspicious", ""
    return ("benign" if result.scanned_files else "unscanned"), ""


def modelscan(path):
    from modelscan.modelscan import ModelScan

    result = ModelScan().scan(path)
    severities = result["summary"]["total_issues_by_severity"]
    if severities.get("CRITICAL") or severities.get("HIGH"):
        return "malicious", ""
    if severities.get("MEDIUM") or severities.get("LOW"):
        return "suspicious", ""
    if result["errors"]:
        return "error", str(result["errors"])[:200]
    return ("benign" if result["summary"]["scanned"]["total_scanned"] else "unscanned"), ""


def fickling(path):
    import zipfile

    from fickling.analysis import Severity
    from fickling.loader import scan_file, scan_zip_archive

    zipped = zipfile.is_zipfile(path)
    results = list(scan_zip_archive(path, graceful=True).values()) if zipped else [scan_file(path, graceful=True)]
    if not results:
        return "unscanned", ""
    worst = max((result.severity for result in results), key=lambda s: s.value[0] if isinstance(s.value, tuple) else s.value)
    errors = [error for result in results for error in result.errors]
    if worst > Severity.SUSPICIOUS:
        return "malicious", ""
    if errors:
        return "error", str(errors)[:200]
    return ("suspicious" if worst > Severity.LIKELY_SAFE else "benign"), ""


def modelaudit(path):
    from modelaudit.core import determine_exit_code, scan_model_directory_or_file

    result = scan_model_directory_or_file(path, timeout=18, skip_file_types=False, cache_enabled=False)
    severities = {str(getattr(issue.severity, "name", issue.severity)).upper() for issue in result.issues}
    if "CRITICAL" in severities:
        return "malicious", ""
    if "WARNING" in severities:
        return "suspicious", ""
    if determine_exit_code(result) == 2:
        return "error", ""
    return ("benign" if result.files_scanned else "unscanned"), ""


scan = {"picklescan": picklescan, "modelscan": modelscan, "fickling": fickling, "modelaudit": modelaudit}[tool]
with contextlib.suppress(BrokenPipeError):
    print(json.dumps(["ready", ""]), file=answers, flush=True)
    for line in sys.stdin:
        try:
            answer = scan(json.loads(line))
        except BaseException as error:  # noqa: BLE001 - whatever a peer throws is its answer
            answer = ("error", f"{type(error).__name__}: {error}"[:200])
        print(json.dumps(answer), file=answers, flush=True)
