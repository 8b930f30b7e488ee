#!/usr/bin/env python3
"""Checks a ledger of Coverslip with Python alone: verify_ledger.py EXPORT [HEAD [KEY]]

EXPORT is of `coverslip ledger export`, HEAD of `ledger head`, `ledger witness` or `ledger prove`, KEY of `ledger key`.
"""
import base64, hashlib, json, sys
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
def sha256(data): return hashlib.sha256(data).digest()
def content(line):  # an entry, and the bytes that its digest and its leaf are of
    entry, start = json.loads(line), line.index(',"payload":') + len(',"payload":')
    payload = line[start:json.JSONDecoder().raw_decode(line, start)[1]]
    fields = [str(entry["sequence"])] + [entry[name] for name in ("time", "actor", "kind", "case")]
    fields += [payload, entry["previous"]] + ([entry.get("signer", "")] if entry["format"] > 1 else [])
    netstrings = b"".join(b"%d:%s," % (len(field.encode()), field.encode()) for field in fields)
    return entry, b"coverslip ledger %d\n" % entry["format"] + netstrings
def root(hashes):  # RFC 6962, 2.1
    if len(hashes) < 2: return hashes[0] if hashes else sha256(b"")
    half = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha256(b"\1" + root(hashes[:half]) + root(hashes[half:]))
def add(p, q):  # RFC 8032, 5.1.4
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P
def times(n, p):
    return (0, 1, 1, 0) if n == 0 else add(times(n // 2, add(p, p)), p if n % 2 else (0, 1, 1, 0))
def point(data):
    y = int.from_bytes(data, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square: x = x * pow(2, (P - 1) // 4, P) % P
    if x % 2 != data[31] >> 7: x = -x % P
    return x, y, 1, x * y % P
def is_signature(signature, message, key):
    s, h = int.from_bytes(signature[32:], "little"), hashlib.sha512(signature[:32] + key + message).digest()
    p = times(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little")))
    q = add(point(signature[:32]), times(int.from_bytes(h, "little") % L, point(key)))
    return s < L and all((p[i] * q[2] - q[i] * p[2]) % P == 0 for i in (0, 1))

leaves, previous, hidden = [], "0" * 64, 0
for number, line in enumerate(open(sys.argv[1], encoding="utf-8", newline="\n"), 1):
    (entry, data), own = content(line), "withheld" not in json.loads(line)
    digest, leaf = (sha256(data).hex(), sha256(b"\0" + data).hex()) if own else (entry["digest"], entry["leaf"])
    if (entry["sequence"], entry["previous"], entry["digest"]) != (number, previous, digest):
        sys.exit(f"broken at entry {number}")
    leaves.append(bytes.fromhex(leaf)); previous = digest; hidden += not own
print(f"chain: {len(leaves)} entries, {hidden} of them withheld and not checked, head {previous}")
print(f"tree: root {base64.b64encode(root(leaves)).decode()}")
if len(sys.argv) > 2:
    note = open(sys.argv[2], encoding="utf-8").read()
    text, lines = (note.split("\n\n", 1)[1] if note.startswith("c2sp.org/tlog-proof") else note).rsplit("\n\n", 1)
    size, expected = int(text.split("\n")[1]), base64.b64decode(text.split("\n")[2])
    if size > len(leaves): sys.exit(f"shortened: the head is of {size} entries")
    if root(leaves[:size]) != expected: sys.exit(f"rewritten: the first {size} entries are not those of the head")
    print(f"head: holds for the first {size} entries")
    if len(sys.argv) > 3:
        name, key = sys.argv[3].split("+", 1)[0], base64.b64decode(sys.argv[3].split("+", 2)[2])[1:]
        mine = [line.split(" ")[2] for line in lines.split("\n") if line.startswith(f"\u2014 {name} ")]
        if not any(is_signature(base64.b64decode(line)[4:], (text + "\n").encode(), key) for line in mine):
            sys.exit("signature: not by this key")
        print("signature: holds")
