import Basics
import Prognosis

/// Entries of format 1 made entries of format 2: the words that stood where codes stand now, the sentences that stood
/// where fields do, and texts that did not say what they are.
///
/// Only what is read is changed so; the entries stay as they are, and with them their digests.
enum FirstFormat {
  static func draft(_ value: JSONValue) -> JSONValue {
    value.changing(["finalCall": coded(calls), "reason": coded(overrideReasons)])
  }

  static func record(_ value: JSONValue) -> JSONValue {
    value.changing([
      "id": typed(.caseID), "slides": each { $0.changing(["quickDigest": typed(.sha256)]) },
      "clinical": { clinical in
        clinical.changing([
          "treatment": { treatment in
            treatment.changing(["chemotherapy": coded(treatments), "hormoneTherapy": coded(treatments)])
          }
        ])
      },
    ])
  }

  static func finding(_ value: JSONValue) -> JSONValue {
    value.changing([
      "id": typed(.finding), "model": { $0.changing(["digest": typed(.sha256)]) },
      "call": coded(calls), "reasons": each(coded(noCallReasons)), "flags": each(flag),
      "resultDigest": typed(.sha256),
      "slideDigests": each { $0.changing(["quick": typed(.sha256), "whole": typed(.sha256)]) },
    ])
  }

  static func signOff(_ value: JSONValue) -> JSONValue {
    value.changing([
      "finalCall": coded(calls), "reason": coded(overrideReasons), "meaning": coded(meanings),
      "findingID": typed(.finding),
    ])
  }

  /// The sentence stays readable, as a detail that says what it is.
  private static func flag(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return value }
    return .object(
      members.map { member in
        switch member.key {
        case "kind": JSONMember("kind", coded(flagKinds)(member.value))
        case "detail": JSONMember("details", [["key": "text", "text": member.value]])
        default: member
        }
      })
  }

  private static func typed(_ type: TypedText) -> (JSONValue) -> JSONValue {
    { value in
      guard case .string(let text) = value else { return value }
      return type.json(text)
    }
  }

  private static func coded(_ codes: [String: String]) -> (JSONValue) -> JSONValue {
    { value in
      guard case .string(let word) = value else { return value }
      return .string(codes[word] ?? word)
    }
  }

  private static func each(_ change: @escaping (JSONValue) -> JSONValue) -> (JSONValue) -> JSONValue {
    { value in
      guard case .array(let elements) = value else { return value }
      return .array(elements.map(change))
    }
  }
}

extension CaseStatus {
  /// The status that casebooks of before format 2 list as `word`.
  package init?(firstFormat word: String) { self.init(rawValue: word == "in review" ? "in-review" : word) }
}

extension JSONValue {
  /// An object with some of its members changed.
  fileprivate func changing(_ changes: [String: (JSONValue) -> JSONValue]) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.map { member in JSONMember(member.key, changes[member.key]?(member.value) ?? member.value) })
  }
}

// MARK: - The words of format 1 that are no codes

extension FirstFormat {
  private static let calls = ["no call": "no-call"]

  private static let treatments = [
    "second generation": "second-generation", "third generation": "third-generation", "5 years": "5-years",
    "10 years": "10-years",
  ]

  private static let noCallReasons = [
    "no tissue": "no-tissue", "too little tissue": "too-little-tissue", "bad quality": "bad-quality",
    "out of distribution": "out-of-distribution", "outside the intended use": "outside-intended-use",
  ]

  private static let flagKinds = [
    "out-of-range stain": "out-of-range-stain", "black background": "black-background",
    "too little tissue": "too-little-tissue", "no tissue": "no-tissue", "unreadable regions": "unreadable-regions",
    "receptor status not given": "receptors-not-given", "sampled tiles": "sampled-tiles",
    "no attention": "no-attention", "feature file taken as told": "feature-file-trusted",
    "out of distribution not checked": "distribution-unknown", "mpp given by hand": "mpp-given",
    "clinical values outside the model's range": "clinical-outside-training",
  ]

  private static let overrideReasons = [
    "tissue or region wrong": "wrong-region", "stain or scan quality": "stain-or-scan-quality",
    "insufficient tumour": "insufficient-tumour", "wrong specimen or block": "wrong-specimen",
    "outside the intended use": "outside-intended-use", "clinical data entered wrong": "clinical-data-wrong",
    "clinical factors outweigh": "clinical-factors-outweigh", "histology disagrees": "histology-disagrees",
    "genomic assay outweighs": "genomic-assay-outweighs", "patient factors": "patient-factors",
  ]

  private static let meanings = [
    "I have reviewed the slides of this case and confirm the call of the model.": "reviewed-and-confirmed",
    "I have reviewed the slides of this case and replace the call of the model by mine.": "reviewed-and-replaced",
  ]
}
