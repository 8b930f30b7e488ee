#!/usr/bin/env python3
"""Reads HL7 v2 messages with hl7apy, strictly: check_hl7.py MESSAGE.hl7 ...

Each file must be one message of version 2.5.1 in UTF-8 whose segments end with a carriage return, and hl7apy must find
it valid and know each of its segments' places; of its warnings only those of code systems that are in no table of HL7
are passed over. Prints one JSON object per file: its `file`, its `problems`, and its `fields` as plain text by their
place, as `PID[1]-5.1`, `OBX[3]-18~2.1` or `SPM[1]-2.2.1`. Exits with 1 where there is a problem, and with 3 where the
package is missing.
"""
import json, re, sys, tempfile

try:
    from hl7apy.consts import VALIDATION_LEVEL
    from hl7apy.exceptions import HL7apyException
    from hl7apy.parser import parse_message
except ImportError:
    print("hl7apy is missing: pip install hl7apy")
    sys.exit(3)

NAMED = {"F": "|", "S": "^", "R": "~", "E": "\\", "T": "&", ".br": "\n"}
OWN_SYSTEMS = re.compile(r"Warning: Value (99CSL|UCUM|HL7\d{4}) not in table HL70396 ")


def plain(text):
    """The text that an escaped one stands for, HL7 v2.5.1, 2.7."""
    def meaning(match):
        code = match.group(1)
        if code[0] == "X":
            return bytes.fromhex(code[1:]).decode()
        return NAMED[code]
    return re.sub(r"\\([^\\]+)\\", meaning, text)


def fields(text):
    """By place; parted by hand, since hl7apy keeps escapes as they are."""
    found, counts = {}, {}
    for line in text.split("\r")[:-1]:
        parts = line.split("|")
        name = parts[0]
        counts[name] = counts.get(name, 0) + 1
        for number, field in enumerate(parts[1:], 2 if name == "MSH" else 1):
            if name == "MSH" and number == 2:
                continue
            for repeated, repetition in enumerate(field.split("~"), 1):
                for place, component in enumerate(repetition.split("^"), 1):
                    for within, sub in enumerate(component.split("&"), 1):
                        if not sub:
                            continue
                        key = f"{name}[{counts[name]}]-{number}{'' if repeated == 1 else f'~{repeated}'}.{place}"
                        found[key + ("" if within == 1 else f".{within}")] = plain(sub)
    return found


def known_to(message):
    """The segments that hl7apy has put into the message's structure, in their order."""
    for child in message.children:
        if child.classname == "Group":
            yield from known_to(child)
        else:
            yield child.name


def check(data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return {}, [str(error)]
    problems = []
    if "\n" in text or not text.endswith("\r"):
        problems.append("a segment does not end with a carriage return")
    try:
        message = parse_message(text, validation_level=VALIDATION_LEVEL.STRICT, find_groups=True)
        with tempfile.NamedTemporaryFile("r", suffix=".txt") as report:
            if not message.validate(report_file=report.name):
                problems.append("hl7apy does not find it valid")
            lines = [line for line in report.read().splitlines() if line.strip()]
            problems += [line for line in lines if not OWN_SYSTEMS.match(line)]
        names = [line[:3] for line in text.split("\r")[:-1]]
        if list(known_to(message)) != names:
            problems.append(f"hl7apy places {list(known_to(message))}, written were {names}")
        if message.msh.msh_12.value != "2.5.1" or message.msh.msh_18.value != "UNICODE UTF-8":
            problems.append("not of version 2.5.1 in UTF-8")
    except HL7apyException as error:
        return {}, problems + [f"{type(error).__name__}: {error}"]
    return fields(text), problems


def main():
    wrong = False
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            found, problems = check(file.read())
        print(json.dumps({"file": path, "problems": problems, "fields": found}, ensure_ascii=False))
        wrong = wrong or bool(problems)
    sys.exit(1 if wrong or len(sys.argv) < 2 else 0)


main()
