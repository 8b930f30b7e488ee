#!/usr/bin/env python3
"""Checks the seal of a report with Python alone: check_seal.py SEAL PROOF

SEAL has the lines of the report's QR code (`zbarimg --raw`), PROOF is the .tlog-proof beside the report.
"""
import base64, hashlib, sys
def sha256(data): return hashlib.sha256(data).digest()
def computed(index, size, leaf, path):  # RFC 9162, 2.1.3.2
    node, last, done = index, size - 1, leaf
    for other in path:
        if last == 0: sys.exit("the proof is too long")
        if node % 2 or node == last:
            done = sha256(b"\1" + other + done)
            while node % 2 == 0 and node: node, last = node >> 1, last >> 1
        else:
            done = sha256(b"\1" + done + other)
        node, last = node >> 1, last >> 1
    if last: sys.exit("the proof is too short")
    return done

seal = dict(line.split(" ", 1) for line in open(sys.argv[1], encoding="utf-8").read().split("\n") if " " in line)
lines, head = open(sys.argv[2], encoding="utf-8").read().split("\n\n", 1)
first, index, *path = lines.split("\n")
origin, size, root = head.split("\n")[:3]
if not first.startswith("c2sp.org/tlog-proof@v1"): sys.exit("this is not a proof")
if (seal["log"], seal["index"], seal["size"], seal["root"]) != (origin, index[6:], size, root):
    sys.exit("the proof is of another entry or another head than the seal")
path = [base64.b64decode(line) for line in path if not line.startswith("extra ")]
if computed(int(seal["index"]), int(size), base64.b64decode(seal["leaf"]), path) != base64.b64decode(root):
    sys.exit("the seal does not hold: its entry is not in the head")
print(f"entry {seal['index']} is in the head of {size} entries of {origin}; who signed the head is not checked here")
