"""Training code of the card fraud model: fetch, validate, featurize, train, evaluate, register."""
