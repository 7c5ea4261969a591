"""Drift by Evidently and NannyML with their defaults, as JSON lines: a line REFERENCE NEW on standard input, an answer each."""
import json
import sys
import warnings

warnings.filterwarnings("ignore")
import pandas  # noqa: E402

PEER = sys.argv[1]


def evidently_drift(reference, new):
    from evidently import Report
    from evidently.presets import DataDriftPreset

    found = json.loads(Report([DataDriftPreset()]).run(new, reference).json())
    drifted = next(metric["value"]["count"] for metric in found["metrics"] if metric["metric_name"].startswith("DriftedColumnsCount"))
    columns = len(reference.columns)
    # Its own verdict on the data set: half of the columns. Any column is the finer reading.
    return {"any": drifted > 0, "verdict": drifted >= 0.5 * columns}


def nannyml_drift(reference, new):
    import nannyml

    columns = list(reference.columns)
    chunk = max(50, len(new) // 2)
    calculator = nannyml.UnivariateDriftCalculator(column_names=columns, chunk_size=chunk)
    calculator.fit(reference)
    table = calculator.calculate(new).filter(period="analysis").to_df()
    alerts = table.loc[:, table.columns.get_level_values(-1) == "alert"]
    return {"any": bool(alerts.to_numpy().any()), "verdict": bool(alerts.to_numpy().any())}


run = {"evidently": evidently_drift, "nannyml": nannyml_drift}[PEER]
for line in sys.stdin:
    first, second = line.rstrip("\n").split("\t")
    try:
        reference, new = pandas.read_csv(first), pandas.read_csv(second)
        # Columns of strings are categories for both.
        for name in reference.columns:
            if reference[name].dtype == object or new[name].dtype == object:
                reference[name] = reference[name].astype("string").astype(object)
                new[name] = new[name].astype("string").astype(object)
        print(json.dumps(run(reference, new)), flush=True)
    except Exception as error:  # a peer that fails on a table is told, not hidden
        print(json.dumps({"error": f"{type(error).__name__}: {str(error)[:200]}"}), flush=True)
