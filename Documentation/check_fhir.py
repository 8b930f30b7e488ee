#!/usr/bin/env python3
"""Reads FHIR bundles of cases with fhir.resources (R4B): check_fhir.py BUNDLE.json ...

Beyond what that package checks: that it loses nothing of a file; that every reference names a resource of the bundle,
of a type that may stand there; that every code with a required binding is one of its codes; the invariants ras-2 (a
probability is at most 100), obs-6 (no reason why a value is absent beside a value) and dom-6 (there is a narrative, of
report, assessment and observations); that research use is said, that what a model says is labelled as that, in the
report as well, that nothing is predicted of a rejected slide, and that all or none is labelled as test data. Prints
what is wrong, and how many resources were read; exits with 1 where anything is, and with 3 where the package is missing.
"""
import json, sys

try:
    from fhir.resources.R4B.bundle import Bundle
except ImportError:
    print("fhir.resources is missing: pip install fhir.resources")
    sys.exit(3)

RESEARCH = "Research use only, not a medical device."
UNTOLD = {"cancelled", "entered-in-error"}
NARRATED = {"DiagnosticReport", "RiskAssessment", "Observation"}
# Codes of http://hl7.org/fhir/R4B/valueset-observation-status.html and valueset-diagnostic-report-status.html that the
# package abbreviates as "+".
MORE = {"amended", "corrected", "cancelled", "entered-in-error", "unknown"}


def meta_of(field):
    """What the package knows of an element besides its type."""
    extra = field.json_schema_extra
    return extra if isinstance(extra, dict) else {}


def has(codes, code, kind):
    """Whether a code is one of those that the package lists for an element of a resource."""
    return code in codes or "+" in codes and (code in MORE or (kind, code) == ("DiagnosticReport", "appended"))


def walk(element, path, types, problems):
    """Holds an element of the package's to its bindings and reference types, then all within."""
    if isinstance(element, list):
        for index, part in enumerate(element):
            walk(part, f"{path}[{index}]", types, problems)
        return
    fields = getattr(type(element), "model_fields", None)
    if fields is None:
        return
    for name, field in fields.items():
        value = getattr(element, name, None)
        if value is None:
            continue
        place, known = f"{path}.{field.alias or name}", meta_of(field)
        codes, allowed = known.get("enum_values"), known.get("enum_reference_types")
        for one in value if isinstance(value, list) else [value]:
            if codes and isinstance(one, str) and not has(codes, one, type(element).__name__):
                problems.append(f"{place}: {one} is not one of {codes}")
            target = getattr(one, "reference", None)
            if allowed and target and types.get(target) not in allowed and "Resource" not in allowed:
                problems.append(f"{place}: {target} is a {types.get(target)}, not one of {allowed}")
        walk(value, place, types, problems)


def references(value, path="Bundle"):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "reference":
                yield path, inner
            yield from references(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from references(inner, f"{path}[{index}]")


def codes(resource, code):
    return any(label.get("code") == code for label in resource.get("meta", {}).get("security", []))


def same(read, written, path, problems):
    """Whether the package has kept what was written; numbers as numbers, times as instants."""
    if isinstance(written, dict) and isinstance(read, dict):
        for key in written.keys() | read.keys():
            if key not in read or key not in written:
                problems.append(f"{path}.{key}: {'lost' if key not in read else 'not written'}")
            else:
                same(read[key], written[key], f"{path}.{key}", problems)
    elif isinstance(written, list) and isinstance(read, list) and len(written) == len(read):
        for index, pair in enumerate(zip(read, written)):
            same(*pair, f"{path}[{index}]", problems)
    elif isinstance(written, str) and isinstance(read, str):
        if read != written and read.replace("+00:00", "Z") != written:
            problems.append(f"{path}: read as {read!r}, written as {written!r}")
    elif isinstance(written, (int, float)) and not isinstance(written, bool):
        if float(read) != float(written):
            problems.append(f"{path}: read as {read}, written as {written}")
    elif read != written:
        problems.append(f"{path}: read as {read!r}, written as {written!r}")


def check(text):
    problems, written = [], json.loads(text)
    try:
        bundle = Bundle.model_validate_json(text)
    except ValueError as error:
        return 0, [str(error)]
    same(json.loads(bundle.model_dump_json()), written, "Bundle", problems)
    entries = [(entry["fullUrl"], entry["resource"]) for entry in written["entry"]]
    types = {url: resource["resourceType"] for url, resource in entries}
    if len(types) != len(entries):
        problems.append("two entries have one fullUrl")
    for path, target in references(written):
        if target not in types:
            problems.append(f"{path}: {target} is not in the bundle")
    walk(bundle, "Bundle", types, problems)
    tests = sum(codes(resource, "HTEST") for _, resource in entries)
    if tests not in (0, len(entries)) or codes(written, "HTEST") != (tests > 0):
        problems.append(f"{tests} of {len(entries)} resources are labelled as test data")
    told = any(resource.get("prediction") for _, resource in entries)
    for url, resource in entries:
        kind = resource["resourceType"]
        if url != "urn:uuid:" + resource["id"]:
            problems.append(f"{url}: the id is {resource['id']}")
        if kind in NARRATED and "text" not in resource:
            problems.append(f"{kind}: no narrative")
        if kind == "DiagnosticReport" and RESEARCH not in resource["conclusion"]:
            problems.append(f"{kind}: research use is not said")
        if kind == "DiagnosticReport" and codes(resource, "AIAST") != told:
            problems.append(f"{kind}: labelled as asserted by a model or not, against what it tells")
        if kind == "RiskAssessment":
            if not codes(resource, "AIAST"):
                problems.append(f"{kind}: not labelled as asserted by a model")
            if told == (resource["status"] in UNTOLD):
                problems.append(f"{kind}: predictions beside the status {resource['status']}, or none")
            for prediction in resource.get("prediction", []):
                if not 0 <= prediction.get("probabilityDecimal", 0) <= 100:
                    problems.append(f"{kind}: ras-2, {prediction['probabilityDecimal']} %")
        if kind == "Observation" and "dataAbsentReason" in resource:
            if any(key.startswith("value") for key in resource):
                problems.append(f"{kind}: obs-6, a value and a reason for none")
    return len(entries), problems


def main():
    wrong = False
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            count, problems = check(file.read())
        for problem in problems:
            print(f"{path}: {problem}")
        print(f"{path}: {count} resources read, {len(problems)} problems")
        wrong = wrong or bool(problems)
    sys.exit(1 if wrong or len(sys.argv) < 2 else 0)


main()
