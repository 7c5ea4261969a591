"""Group rates by fairlearn and numpy, as JSON: FILE LABEL FAVOURABLE GROUP [SCORE THRESHOLD]."""
import json
import sys

import numpy
import pandas
from fairlearn.metrics import MetricFrame, count, false_negative_rate, false_positive_rate, selection_rate, true_positive_rate
from sklearn.metrics import roc_auc_score

file, label, favourable, group, *score = sys.argv[1:]
table = pandas.read_csv(file, keep_default_na=False)
truth = (table[label].astype(str) == favourable).astype(int).to_numpy()
said = truth
if score:
    values = table[score[0]].astype(float).to_numpy()
    turned = roc_auc_score(truth, values) < 0.5
    said = ((values >= float(score[1])) != turned).astype(int)
metrics = {"rows": count, "selectionRate": selection_rate}
if score:
    metrics |= {"tpr": true_positive_rate, "fpr": false_positive_rate, "fnr": false_negative_rate}
frame = MetricFrame(metrics=metrics, y_true=truth, y_pred=said, sensitive_features=table[group])
out = {str(name): {key: float(value) for key, value in row.items()} for name, row in frame.by_group.to_dict("index").items()}
for name, row in out.items():
    rows = (table[group].astype(str) == name).to_numpy()
    row["baseRate"] = float(truth[rows].mean())
    for favour in (0, 1):
        cell = int((rows & (truth == favour)).sum())
        if cell:
            row[f"weight{favour}"] = float(rows.sum() * (truth == favour).sum() / (len(truth) * cell))
    if score and len(set(truth[rows])) == 2:
        auroc = roc_auc_score(truth[rows], numpy.where(turned, -values[rows], values[rows]))
        row["auroc"] = float(auroc)
print(json.dumps(out))
