/// A value representation of PS3.5, section 6.2: how the value of a data element is written. Raw values are its two
/// letters in a file.
public enum DICOMVR: String, Hashable, Sendable, CaseIterable {
  case ae = "AE"
  case ageString = "AS"
  case at = "AT"
  case cs = "CS"
  case da = "DA"
  case ds = "DS"
  case dt = "DT"
  case fl = "FL"
  case fd = "FD"
  case `is` = "IS"
  case lo = "LO"
  case lt = "LT"
  case ob = "OB"
  case od = "OD"
  case of = "OF"
  case ol = "OL"
  case ov = "OV"
  case ow = "OW"
  case pn = "PN"
  case sh = "SH"
  case sl = "SL"
  case sq = "SQ"
  case ss = "SS"
  case st = "ST"
  case sv = "SV"
  case tm = "TM"
  case uc = "UC"
  case ui = "UI"
  case ul = "UL"
  case un = "UN"
  case ur = "UR"
  case us = "US"
  case ut = "UT"
  case uv = "UV"

  /// How values of this kind are held.
  public enum Kind: Hashable, Sendable {
    /// Texts, parted by backslashes where there may be several.
    case texts
    /// One text, in which a backslash is a sign like others.
    case prose
    case numbers, bytes, items
  }

  /// How its values are held.
  public var kind: Kind {
    switch self {
    case .ae, .ageString, .cs, .da, .ds, .dt, .is, .lo, .pn, .sh, .tm, .uc, .ui: .texts
    case .lt, .st, .ut, .ur: .prose
    case .at, .fl, .fd, .sl, .ss, .sv, .ul, .us, .uv: .numbers
    case .ob, .od, .of, .ol, .ov, .ow, .un: .bytes
    case .sq: .items
    }
  }

  /// Whether its length takes 32 bits behind two reserved bytes in explicit encoding (PS3.5, table 7.1-1).
  public var hasLongLength: Bool {
    switch self {
    case .ob, .od, .of, .ol, .ov, .ow, .sq, .sv, .uc, .un, .ur, .ut, .uv: true
    case .ae, .ageString, .at, .cs, .da, .ds, .dt, .fl, .fd, .is, .lo, .lt, .pn, .sh, .sl, .ss, .st, .tm, .ui, .ul,
      .us:
      false
    }
  }

  /// What makes the length of a value even: a space behind texts, else 0.
  var padding: UInt8 {
    switch kind {
    case .texts, .prose: self == .ui ? 0 : 0x20
    case .numbers, .bytes, .items: 0
    }
  }

  /// The most characters of one text; `nil` where there is no limit, or another rule (PS3.5, table 6.2-1).
  public var limit: Int? {
    switch self {
    case .ae, .cs, .ds, .sh: 16
    case .is: 12
    case .lo, .pn, .ui: 64
    case .st: 1024
    case .lt: 10_240
    case .ageString: 4
    case .da: 8
    case .tm: 14
    case .dt: 26
    case .at, .fl, .fd, .ob, .od, .of, .ol, .ov, .ow, .sl, .sq, .ss, .sv, .uc, .ul, .un, .ur, .us, .ut, .uv: nil
    }
  }
}
