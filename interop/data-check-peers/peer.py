"""Rows' scores by cleanlab, PyOD and ART with their defaults, as JSON lines: a file with its roles in, one answer a tool out."""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import numpy  # noqa: E402
import pandas  # noqa: E402
from sklearn.decomposition import TruncatedSVD  # noqa: E402
from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.model_selection import cross_val_predict  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402

SEED = 0
# One network a file, for both detectors that want one.
TRAINED = {}


def pictures(path):
    raw = numpy.frombuffer(open(path, "rb").read(), numpy.uint8)
    sizes = [int.from_bytes(raw[4 + 4 * each : 8 + 4 * each].tobytes(), "big") for each in range(raw[3])]
    return raw[4 + 4 * raw[3] :].reshape(sizes[0], -1)


def read(asked):
    """Features for linear models and networks, a dense form for outliers, labels as numbers, one-hot sources."""
    if asked.get("labelFile"):
        x = (pictures(asked["file"]) / 255.0).astype(numpy.float32)
        return x, x, pictures(asked["labelFile"]).ravel().astype(int), None
    table = pandas.read_csv(asked["file"], dtype={asked["label"]: str} if asked.get("label") else None)
    y = pandas.factorize(table.pop(asked["label"]))[0] if asked.get("label") else None
    provenance = pandas.get_dummies(table[asked["source"]]).to_numpy(float) if asked.get("source") else None
    if asked.get("text"):
        texts = table[asked["text"]].fillna("").agg(" ".join, axis=1)
        sparse = TfidfVectorizer(min_df=2, max_features=10000, sublinear_tf=True, dtype=numpy.float32).fit_transform(texts)
        dense = TruncatedSVD(min(100, sparse.shape[1] - 1), random_state=SEED).fit_transform(sparse)
        return sparse, dense, y, provenance
    numbers = table.select_dtypes("number")
    numbers = numbers.fillna(numbers.median()).fillna(0)
    words = [
        pandas.get_dummies(column.where(column.isin(column.value_counts().index[:40]), "other"), prefix=name)
        for name, column in table.drop(columns=numbers.columns).astype(str).items()
    ]
    x = numpy.hstack([StandardScaler().fit_transform(numbers), *(each.to_numpy(float) for each in words)])
    return x, x, y, provenance


def cleanlab_labels(model):
    def run(x, _, y, __):
        from cleanlab.filter import find_label_issues
        from cleanlab.rank import get_label_quality_scores

        chances = cross_val_predict(model(), x, y, cv=5, method="predict_proba")
        return 1 - get_label_quality_scores(y, chances), find_label_issues(y, chances)

    return run


def cleanlab_rows(kind):
    def run(_, x, y, __):
        from cleanlab import Datalab

        lab = Datalab({"y": y}, label_name="y", verbosity=0)
        lab.find_issues(features=x, issue_types={kind: {}})
        found = lab.get_issues(kind)
        return 1 - found[f"{kind}_score"].to_numpy(), found[f"is_{kind}_issue"].to_numpy()

    return run


def pyod(name):
    def run(_, x, __, ___):
        from pyod.models.ecod import ECOD
        from pyod.models.iforest import IForest
        from pyod.models.knn import KNN
        from pyod.models.lof import LOF

        model = {"ECOD": ECOD, "IForest": lambda: IForest(random_state=SEED), "kNN": KNN, "LOF": LOF}[name]()
        model.fit(x)
        return model.decision_scores_, model.labels_ == 1

    return run


def network(x, y):
    """ART's detectors want a network with activations: scikit-learn's, its one hidden layer handed to them as it is."""
    from art.estimators.classification import BlackBoxClassifierNeuralNetwork

    key = (x.shape, float(x.sum()), y.tobytes())
    if key not in TRAINED:
        TRAINED.clear()
        TRAINED[key] = MLPClassifier((128,), max_iter=60, random_state=SEED).fit(x, y)
    trained = TRAINED[key]

    class Network(BlackBoxClassifierNeuralNetwork):
        layer_names = ["hidden"]

        def get_activations(self, rows, layer, batch_size=128, framework=False):
            return numpy.maximum(0, rows @ trained.coefs_[0] + trained.intercepts_[0])

    return Network(trained.predict_proba, x.shape[1:], int(y.max()) + 1)


def dense_of(x):
    return x.toarray() if hasattr(x, "toarray") else x


def activation_clustering(x, _, y, __):
    from art.defences.detector.poison import ActivationDefence

    x = dense_of(x)
    numpy.random.seed(SEED)
    defence = ActivationDefence(network(x, y), x, y)
    # Its default calls the smaller half of every class poison: good for an order of the rows, the smaller the surer.
    report, clean = defence.detect_poison()
    scores = numpy.zeros(len(y))
    for label, clusters in enumerate(defence.clusters_by_class):
        rows = numpy.flatnonzero(y == label)
        for cluster in set(clusters):
            told = report[f"Class_{label}"][f"cluster_{cluster}"]
            if told["suspicious_cluster"]:
                scores[rows[numpy.asarray(clusters) == cluster]] = 1 - told["ptc_data_in_cluster"]
    # By silhouettes it can also find nothing: that is taken for its verdict.
    _, clean = defence.detect_poison(cluster_analysis="silhouette-scores")
    return scores, numpy.asarray(clean) == 0


def spectral_signatures(x, _, y, __):
    from art.defences.detector.poison import SpectralSignatureDefense

    x = dense_of(x)
    classifier = network(x, y)
    _, clean = SpectralSignatureDefense(classifier, x, y, expected_pp_poison=0.1).detect_poison()
    # It tells the scores of suspects only: once more with every row a suspect.
    scores, _ = SpectralSignatureDefense(classifier, x, y, expected_pp_poison=1, eps_multiplier=1).detect_poison()
    return numpy.asarray([scores.get(row, 0) for row in range(len(y))], float), numpy.asarray(clean) == 0


def provenance(x, _, y, sources):
    from art.defences.detector.poison import ProvenanceDefense
    from art.estimators.classification import SklearnClassifier

    x = dense_of(x)
    numpy.random.seed(SEED)
    model = SklearnClassifier(LogisticRegression(max_iter=300))
    _, clean = ProvenanceDefense(model, x, numpy.eye(int(y.max()) + 1)[y], sources).detect_poison()
    flagged = numpy.asarray(clean) == 0
    return flagged.astype(float), flagged


def tools(asked):
    table = not (asked.get("text") or asked.get("labelFile"))
    yield "cleanlab labels, logistic regression", cleanlab_labels(lambda: LogisticRegression(max_iter=1000))
    if table:
        yield "cleanlab labels, boosted trees", cleanlab_labels(lambda: HistGradientBoostingClassifier(random_state=SEED))
    else:
        yield "cleanlab labels, neural network", cleanlab_labels(lambda: MLPClassifier((128,), max_iter=60, random_state=SEED))
    yield "cleanlab outliers", cleanlab_rows("outlier")
    yield "cleanlab near duplicates", cleanlab_rows("near_duplicate")
    for name in ("ECOD", "IForest", "kNN", "LOF"):
        yield f"PyOD {name}", pyod(name)
    yield "ART activation clustering", activation_clustering
    yield "ART spectral signatures", spectral_signatures
    if asked.get("source"):
        yield "ART provenance", provenance


for line in sys.stdin:
    asked = json.loads(line)
    data = read(asked)
    for name, tool in tools(asked):
        begun = time.perf_counter()
        try:
            scores, flagged = tool(*data)
            answer = {
                "scores": [round(float(score), 12) for score in numpy.nan_to_num(scores)],
                "flagged": numpy.flatnonzero(flagged).tolist(),
                "seconds": time.perf_counter() - begun,
            }
        except Exception as error:  # a peer that fails on a file is told, not hidden
            answer = {"error": f"{type(error).__name__}: {str(error)[:200]}"}
        print(json.dumps({"tool": name, **answer}), flush=True)
    print(json.dumps({"done": True}), flush=True)
