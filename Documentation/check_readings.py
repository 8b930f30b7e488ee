#!/usr/bin/env python3
"""Computes figures of readings again with Python alone: check_readings.py READINGS.csv FIGURES.json

READINGS.csv has one signature a row, FIGURES.json what Coverslip computed of all readers. Second opinions are in no row
and are not checked. Prints what differs by more than 1e-9, and how many figures were compared; exits with 1 where any
differs.
"""
import csv, datetime, json, math, sys
from collections import defaultdict

Z, ANSWERS, DAYS_A_YEAR = 1.959963984540054, ("high", "low"), 365.2425


def wilson(count, total):
    if total == 0:
        return {"count": count, "of": 0, "share": None, "lower": None, "upper": None}
    p, square = count / total, Z * Z
    middle, scale = p + square / (2 * total), 1 + square / total
    root = Z * math.sqrt(p * (1 - p) / total + square / (4 * total * total))
    lower, upper = max(0, (middle - root) / scale), min(1, (middle + root) / scale)
    return {"count": count, "of": total, "share": p, "lower": 0 if p == 0 else lower, "upper": 1 if p == 1 else upper}


def agreement(pairs):
    """Cohen 1960; the standard error by the delta method of the multinomial, not by the closed formula."""
    kept = [pair for pair in pairs if pair[0] in ANSWERS and pair[1] in ANSWERS]
    table = {(i, j): kept.count((i, j)) for i in ANSWERS for j in ANSWERS}
    n = len(kept)
    found = {"highHigh": table["high", "high"], "highLow": table["high", "low"], "lowHigh": table["low", "high"]}
    found.update(lowLow=table["low", "low"], agreed=wilson(table["high", "high"] + table["low", "low"], n))
    found.update(leftOut=len(pairs) - n, kappa=None, kappaStandardError=None, kappaLower=None, kappaUpper=None)
    agreed = found["agreed"]
    for key, of in (("pabak", "share"), ("pabakLower", "lower"), ("pabakUpper", "upper")):
        found[key] = None if n == 0 else 2 * agreed[of] - 1
    if n == 0:
        return found
    row = {i: sum(table[i, j] for j in ANSWERS) / n for i in ANSWERS}
    column = {j: sum(table[i, j] for i in ANSWERS) / n for j in ANSWERS}
    po, pe = agreed["share"], sum(row[i] * column[i] for i in ANSWERS)
    if any(row[i] == 1 and column[i] == 1 for i in ANSWERS):
        return found
    found["kappa"] = (po - pe) / (1 - pe)
    # d kappa / d p_ij = 1{i = j} / (1 - pe) - (1 - po) (p_.i + p_j.) / (1 - pe)^2
    slope = {}
    for i, j in table:
        slope[i, j] = (i == j) / (1 - pe) - (1 - po) * (column[i] + row[j]) / (1 - pe) ** 2
    mean = sum(table[cell] / n * slope[cell] for cell in table)
    variance = sum(table[cell] / n * (slope[cell] - mean) ** 2 for cell in table) / n
    # One who has put all into one category: the variance is 0, whatever rounding leaves of it.
    constant = any(n in (sum(table[i, j] for j in ANSWERS), sum(table[j, i] for j in ANSWERS)) for i in ANSWERS)
    if po < 1 and not constant and variance > 0:
        margin = Z * math.sqrt(variance)
        found.update(kappaStandardError=margin / Z, kappaLower=max(-1, found["kappa"] - margin))
        found.update(kappaUpper=min(1, found["kappa"] + margin))
    return found


def spread(values):
    if not values:
        return None
    values = sorted(values)

    def quantile(p):
        place = (len(values) - 1) * p
        low = int(place)
        high = min(low + 1, len(values) - 1)
        return values[low] + (place - low) * (values[high] - values[low])

    return dict(count=len(values), lowerQuartile=quantile(0.25), median=quantile(0.5), upperQuartile=quantile(0.75))


def day(text):
    return datetime.date(*map(int, text[:10].split("-")))


def decisions(rows):
    count = lambda decision: sum(r["decision"] == decision for r in rows)
    closing = [r for r in rows if r["closes"] == "1"]
    days = [(day(r["signed"]) - day(r["received"])).days for r in closing if r["signed"] and r["received"]]
    days = [d for d in days if d >= 0]
    return {
        "signatures": len(rows), "overrides": wilson(count("override"), count("override") + count("confirm")),
        "deferrals": wilson(count("defer"), len(rows)), "rejections": wilson(count("reject"), len(rows)),
        "readingSeconds": spread([int(r["seconds"]) for r in rows if r["seconds"]]),
        "turnaroundDays": spread(days), "withoutTurnaround": len(closing) - len(days),
    }


def groups(rows, key, name):
    found = defaultdict(list)
    for r in rows:
        found[key(r)].append(r)
    return [{name: value or None, **decisions(found[value])} for value in sorted(found)]


def with_model(rows):
    found = []
    for reader in sorted({r["reader"] for r in rows}):
        own = [r for r in rows if r["reader"] == reader and r["decision"] not in ("defer", "reject")]
        for stage, used in (("first", [r for r in own if r["first"]]), ("final", own)):
            if used:
                pairs = [(r[stage], r["model"]) for r in used]
                found.append({"reader": reader, "calls": stage, **agreement(pairs)})
    return found


def with_each_other(cases):
    pairs = defaultdict(list)
    for rows in cases.values():
        rows = [r for r in rows if r["final"] and r["decides"] == "0"]
        for i, one in enumerate(rows):
            for other in rows[i + 1:]:
                a, b = sorted((one, other), key=lambda r: r["reader"])
                if a["reader"] == b["reader"]:
                    continue
                names = (a["reader"], b["reader"])
                pairs[("signed-calls",) + names].append((a["final"], b["final"]))
                if a["first"] and b["first"]:
                    pairs[("first-calls",) + names].append((a["first"], b["first"]))
    return [dict(first=key[1], second=key[2], calls=key[0], **agreement(pairs[key])) for key in sorted(pairs)]


def switches(rows):
    rows = [r for r in rows if r["first"] and r["model"]]
    both = [r for r in rows if r["final"] in ANSWERS and r["model"] in ANSWERS]
    differ = [r for r in both if r["first"] in ANSWERS and r["first"] != r["model"]]
    same = [r for r in both if r["first"] == r["model"]]
    unsure = [r for r in both if r["first"] == "unsure"]
    cells = defaultdict(int)
    for r in rows:
        cells[r["first"], r["final"], r["model"]] += 1
    return {
        "signatures": len(rows), "cells": dict(cells),
        "towardModel": wilson(sum(r["final"] == r["model"] for r in differ), len(differ)),
        "awayFromModel": wilson(sum(r["final"] != r["model"] for r in same), len(same)),
        "unsureToModel": wilson(sum(r["final"] == r["model"] for r in unsure), len(unsure)),
    }


def consultations(cases, horizon):
    found = []
    for reference in ("outcome", "adjudication"):
        known = []
        for rows in cases.values():
            deciding = [r["final"] for r in rows if r["decides"] == "1"]
            for r in rows:
                if reference == "outcome":
                    years, relapse = rows[-1]["years"], rows[-1]["relapse"] == "1"
                    late = bool(years) and (float(years) > horizon or float(years) == horizon and not relapse)
                    truth = "low" if late else "high" if relapse else None
                else:
                    truth = deciding[-1] if deciding and r["decides"] == "0" else None
                if all(call in ANSWERS for call in (truth, r["first"], r["final"], r["model"])):
                    known.append((r["first"] == truth, r["final"] == truth, r["model"] != truth))
        if known:
            wrong, right = [k for k in known if not k[0]], [k for k in known if k[0]]
            found.append({
                "reference": reference, "positive": wilson(sum(k[1] for k in wrong), len(wrong)),
                "negative": wilson(sum(not k[1] for k in right), len(right)),
                "negativeWithModel": sum(not k[1] and k[2] for k in right),
            })
    return found


def observed(times, horizon):
    """1 - S by Kaplan-Meier; events come before censorings of the same time."""
    survival = 1.0
    for time in sorted({t for t, event in times if event and t <= horizon}):
        at_risk = sum(t >= time for t, _ in times)
        survival *= 1 - sum(t == time and event for t, event in times) / at_risk
    return 1 - survival


def calibration(rows, horizon):
    known = [r for r in rows if r["closes"] == "1" and r["final"] and r["probability"] and r["years"]]
    times = [(float(r["years"]), r["relapse"] == "1") for r in known]
    events = sum(event and t <= horizon for t, event in times)
    if not events or max(t for t, _ in times) < horizon:
        return {"patients": len(known), "events": events}
    expected = sum(float(r["probability"]) for r in known) / len(known)
    found = {"patients": len(known), "events": events, "observed": observed(times, horizon), "expected": expected}
    ratio = found["observed"] / expected
    found.update(ratio=ratio, ratioLower=ratio * math.exp(-Z / math.sqrt(events)))
    found.update(ratioUpper=ratio * math.exp(Z / math.sqrt(events)))
    return found


compared, different = 0, 0


def compare(place, mine, theirs):
    global compared, different
    if isinstance(mine, dict) and isinstance(theirs, dict):
        for key in mine:
            compare(f"{place}.{key}", mine[key], theirs.get(key, "missing"))
        return
    if isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        for index, (left, right) in enumerate(zip(mine, theirs)):
            compare(f"{place}[{index}]", left, right)
        return
    compared += 1
    numbers = all(isinstance(value, (int, float)) for value in (mine, theirs))
    if abs(mine - theirs) > 1e-9 if numbers else mine != theirs:
        different += 1
        print(f"{place}: {mine} here, {theirs} there")


def main(readings, figures):
    with open(readings, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(figures, encoding="utf-8") as file:
        told = json.load(file)
    cases = defaultdict(list)
    for r in rows:
        cases[r["case"]].append(r)
    # Follow-up is in whole days: the horizon is, too, so that the fifth anniversary (day 1,826 or the next) counts.
    horizon = math.floor(told["horizonYears"] * DAYS_A_YEAR) / DAYS_A_YEAR
    compare("cases", len(cases), told["cases"])
    compare("all", decisions(rows), told["all"])
    compare("readers", groups(rows, lambda r: r["reader"], "reader"), told["readers"])
    compare("scanners", groups(rows, lambda r: r["format"], "scanner"), told["scanners"])
    compare("months", groups(rows, lambda r: r["signed"][:7], "month"), told["months"])
    for reason in told["reasons"]:
        of = [r["reason"] for r in rows if r["decision"] == reason["decision"]]
        compare(f"reasons.{reason['reason']}", wilson(of.count(reason["reason"]), len(of)), reason["share"])
    compare("withModel", with_model(rows), told["withModel"])
    readers = [row for row in told["withEachOther"] if not row["calls"].endswith("opinions")]
    compare("withEachOther", with_each_other(cases), readers)
    mine = switches(rows)
    table = {(c["first"], c["final"] or "", c["model"]): c["count"] for c in told["switches"]["table"]}
    compare("switches.table", sorted(mine.pop("cells").items()), sorted(table.items()))
    compare("switches", mine, told["switches"])
    compare("consultations", consultations(cases, horizon), told["consultations"])
    if len(told["calibration"]) == 1:  # a row does not say which of several models spoke
        compare("calibration", calibration(rows, horizon), told["calibration"][0])
    print(f"{compared} figures compared, {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
