"""Answers questions about model signatures with model_signing, one JSON line each (see run.ts)."""

import datetime
import json
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

import model_signing.hashing
import model_signing.signing
import model_signing.verifying

CURVES = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "p521": ec.SECP521R1()}


def hashing_config(ask):
    config = model_signing.hashing.Config().set_ignored_paths(paths=ask.get("ignored", []), ignore_git_paths=True)
    links = ask.get("links", False)
    if "shards" in ask:
        config.use_shard_serialization(shard_size=ask["shards"], allow_symlinks=links)
    elif "hash" in ask:
        config.use_file_serialization(hashing_algorithm=ask["hash"], allow_symlinks=links)
    return config.set_allow_symlinks(links)


def sign(ask):
    config = model_signing.signing.Config()
    if "certificate" in ask:
        config.use_certificate_signer(
            private_key=ask["key"], signing_certificate=ask["certificate"], certificate_chain=ask["chain"]
        )
    else:
        config.use_elliptic_key_signer(private_key=ask["key"])
    config.set_hashing_config(hashing_config(ask)).sign(pathlib.Path(ask["model"]), pathlib.Path(ask["signature"]))


def verify(ask):
    config = model_signing.verifying.Config()
    if "chain" in ask:
        config.use_certificate_verifier(certificate_chain=ask["chain"])
    else:
        config.use_elliptic_key_verifier(public_key=ask["key"])
    # Left to itself, the tool takes method and hash from the signature.
    if not ask.get("guess", False):
        config.set_hashing_config(hashing_config(ask))
    config.verify(pathlib.Path(ask["model"]), pathlib.Path(ask["signature"]))


def day(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc)


def certificate(ask):
    """Writes NAME.key and NAME.pem; issued by another of the folder, or by itself."""
    folder, name = pathlib.Path(ask["folder"]), ask["name"]
    kind = ask.get("kind", "p384")
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(CURVES[kind])
    issuer = ask.get("issuer", name)
    issuer_key = key if issuer == name else serialization.load_pem_private_key((folder / f"{issuer}.key").read_bytes(), None)
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (name, issuer)]
    builder = (
        x509.CertificateBuilder()
        .subject_name(names[0])
        .issuer_name(names[1])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day(ask["from"]))
        .not_valid_after(day(ask["to"]))
    )
    if ask.get("basic", True):
        builder = builder.add_extension(x509.BasicConstraints(ca=ask.get("ca", False), path_length=ask.get("length")), critical=True)
    if "usage" in ask:
        bits = dict.fromkeys(
            ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"], False)
        bits.update(dict.fromkeys(ask["usage"], True))
        builder = builder.add_extension(x509.KeyUsage(**bits), critical=True)
    if "extended" in ask:
        uses = [ExtendedKeyUsageOID.CODE_SIGNING if each == "code" else ExtendedKeyUsageOID.SERVER_AUTH for each in ask["extended"]]
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=False)
    if ask.get("unknown", False):
        builder = builder.add_extension(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00"), critical=True)
    made = builder.sign(issuer_key, hashes.SHA256())
    (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


OPERATIONS = {"sign": sign, "verify": verify, "certificate": certificate}

for line in sys.stdin:
    ask = json.loads(line)
    sys.stdout, out = sys.stderr, sys.stdout
    try:
        OPERATIONS[ask["do"]](ask)
        answer = {"ok": True}
    except Exception as error:
        answer = {"ok": False, "why": f"{type(error).__name__}: {error}"[:300]}
    sys.stdout = out
    print(json.dumps(answer), flush=True)
