import DICOMEncoding

/// An item of the content of a structured report with those below it: PS3.3, C.17.3.
struct DICOMContent: Sendable {
  /// How it belongs to the item above it.
  enum Relationship: String {
    case contains = "CONTAINS"
    case modifies = "HAS CONCEPT MOD"
    case observed = "HAS OBS CONTEXT"
    case property = "HAS PROPERTIES"
  }

  /// What it says.
  enum Value: Sendable {
    /// The items below it, by a template of PS3.16 where it follows one.
    case container(template: String?)
    case code(DICOMConcept)
    case text(String)
    case personName(String)
    case uid(String)
    /// A number without a unit.
    case number(Double)
    case image(sopClass: String, instance: String)
  }

  let relationship: Relationship
  let concept: DICOMConcept
  let value: Value
  var below: [DICOMContent] = []

  init(_ relationship: Relationship, _ concept: DICOMConcept, _ value: Value, _ below: [DICOMContent] = []) {
    self.relationship = relationship
    self.concept = concept
    self.value = value
    self.below = below
  }

  /// As the root of a report, which belongs to nothing.
  var root: DICOMDataSet {
    let named: DICOMDataSet = [
      .valueType: .text(value.type), .conceptNameCodeSequence: concept.sequence,
      .contentSequence: below.isEmpty ? nil : .items(below.map(\.item)),
    ]
    return named.merging(value.dataSet)
  }

  /// As an item of a content sequence.
  var item: DICOMDataSet { root.merging([.relationshipType: .text(relationship.rawValue)]) }
}

extension DICOMContent.Value {
  fileprivate var type: String {
    switch self {
    case .container: "CONTAINER"
    case .code: "CODE"
    case .text: "TEXT"
    case .personName: "PNAME"
    case .uid: "UIDREF"
    case .number: "NUM"
    case .image: "IMAGE"
    }
  }

  fileprivate var dataSet: DICOMDataSet {
    switch self {
    case .container(let template):
      [.continuityOfContent: .text("CONTINUOUS"), .contentTemplateSequence: named(template)]
    case .code(let concept): [.conceptCodeSequence: concept.sequence]
    case .text(let text): [.textValue: .text(text)]
    case .personName(let name): [.personName: .text(DICOMText.personName(name))]
    case .uid(let uid): [.uid: .text(uid)]
    case .number(let number): [.measuredValueSequence: measured(number)]
    case .image(let sopClass, let instance):
      [.referencedSOPSequence: .item(DICOMReference.item(sopClass: sopClass, instance: instance))]
    }
  }

  private func named(_ template: String?) -> DICOMValue? {
    template.map { .item([.mappingResource: .text("DCMR"), .templateIdentifier: .text($0)]) }
  }

  private func measured(_ number: Double) -> DICOMValue {
    guard let text = DICOMText.decimal(number) else { return .items([]) }
    return .item([
      .numericValue: .text(text), .floatingPointValue: .doubles([number]),
      .measurementUnitsCodeSequence: DICOMConcept.noUnits.sequence,
    ])
  }
}

/// References to other objects: PS3.3, section 10.
enum DICOMReference {
  /// One object.
  static func item(sopClass: String, instance: String) -> DICOMDataSet {
    [.referencedSOPClassUID: .text(sopClass), .referencedSOPInstanceUID: .text(instance)]
  }

  /// A slide.
  static func item(_ slide: DICOMSlide) -> DICOMDataSet { item(sopClass: slide.sopClass, instance: slide.instance) }

  /// Slides by study and series, in the order in which these come first.
  static func hierarchy(_ slides: [DICOMSlide]) -> DICOMValue {
    .items(
      grouped(slides, by: \.study).map { study, slides in
        let series = grouped(slides, by: \.series).map { series, slides -> DICOMDataSet in
          [.seriesInstanceUID: .text(series), .referencedSOPSequence: .items(slides.map { item($0) })]
        }
        return [.studyInstanceUID: .text(study), .referencedSeriesSequence: .items(series)]
      })
  }

  private static func grouped(
    _ slides: [DICOMSlide], by name: (DICOMSlide) -> String
  ) -> [(String, [DICOMSlide])] {
    var names: [String] = []
    for slide in slides where !names.contains(name(slide)) { names.append(name(slide)) }
    return names.map { each in (each, slides.filter { name($0) == each }) }
  }
}
