/// What is tried first by whoever guesses: own compilation of words and phrases, and what people do to them.
///
/// A passphrase is common where nothing but such a word is left of it without its digits and signs, whatever stands for
/// its letters (`p4$$w0rd-2026!`), once, twice or two such words in a row; or where it is such a phrase.
enum CommonPassphrases {
  static func contains(_ text: String) -> Bool {
    spellings(of: text).contains { letters in
      phrases.contains(letters) || words.contains(letters) || isWordsInARow(letters)
    }
  }

  /// The words of a text in small letters, without signs.
  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// The letters of `text` in small letters: as they stand, and with those that digits and signs stand for.
  private static func spellings(of text: String) -> Set<String> {
    let small = text.lowercased()
    let plain = small.filter(\.isLetter)
    let trimmed = small.trimmingDigits
    return [plain, String(trimmed.compactMap { stands[$0] ?? ($0.isLetter ? $0 : nil) })]
  }

  /// What is written for a letter.
  private static let stands: [Character: Character] = [
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "€": "e",
  ]

  /// Whether `letters` are common words one after the other, at most three.
  private static func isWordsInARow(_ letters: String, most: Int = 3) -> Bool {
    if letters.isEmpty { return true }
    guard most > 0 else { return false }
    return words.contains {
      letters.hasPrefix($0) && isWordsInARow(String(letters.dropFirst($0.count)), most: most - 1)
    }
  }

  private static func list(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  /// Words that passwords are made of, in small letters without signs.
  private static let words = list(
    """
    password passwort passwords passphrase passcode motdepasse contrasena senha wachtwoord salasana haslo parola heslo
    secret geheim topsecret private access login logon signin signon welcome willkommen bienvenue bienvenido benvenuto
    hello hallo bonjour hola ciao admin administrator administrateur root superuser system user username guest default
    changeme changeit change please letmein openup opensesame sesame enter start test testing tester demo sample example
    temporary temp trial master manager security secure server computer laptop internet network google facebook windows
    microsoft apple android samsung linux ubuntu debian oracle database cisco router wireless nothing something whatever
    anything everything qwerty qwertz azerty asdf zxcv abc abcd xyz monkey dragon tiger lion eagle falcon wolf shark
    horse butterfly kitten puppy dolphin panda unicorn phoenix batman superman spiderman ironman starwars skywalker
    yoda vader matrix pokemon pikachu minecraft fortnite harry potter hogwarts gandalf football fussball soccer baseball
    basketball hockey tennis golf golfer rugby liverpool arsenal chelsea barcelona realmadrid juventus bayern united
    champion winner runner sunshine rainbow summer winter spring autumn sommer fruehling herbst januar january february
    march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday sunny flower flowers rose daisy lily garden summertime christmas holiday birthday party music guitar
    piano rocknroll metallica nirvana beatles elvis princess prince king queen angel devil heaven jesus christ god
    blessed faith grace hope love lovely loveyou iloveyou loveme mylove forever always family mother father mama papa
    mommy daddy brother sister baby babygirl babyboy honey sweetheart darling sweet sugar chocolate cookie banana orange
    apple cherry coffee pepper cheese pizza ginger diamond silver golden gold money dollar rich lucky happy smile
    friend friends bestfriend freedom liberty america canada england london paris berlin madrid rome vienna zurich
    germany deutschland france espana italia sweden norway denmark holland russia china japan india brazil mexico
    michael jennifer jessica jordan ashley daniel thomas robert andrew joshua matthew charlie george william james
    david john peter paul maria anna laura sarah nicole michelle amanda martin stefan andreas alexander christian
    mercedes porsche ferrari toyota honda yamaha harley mustang corvette camaro ranger hunter killer ninja samurai
    soldier warrior pirate cowboy viking knight wizard magic shadow ghost blue red green black white purple yellow
    the my is a an this and of for in on no one two three i you me we our your it new old big little
    hospital clinic clinical doctor medicine medical pathology pathologist pathologie laboratory laboratoire labor lab
    biopsy biopsie cancer tumor tumour breast histology cytology microscope mikroskop microscopy slide slides slidebox
    scanner coverslip casebook reviewer review resident engineer quality signature signoff specimen patient patients
    diagnosis nurse surgeon health healthcare
    """)

  /// Phrases that are on every list, in small letters without blanks and signs.
  private static let phrases = list(
    """
    correcthorsebatterystaple maytheforcebewithyou thequickbrownfox thequickbrownfoxjumpsoverthelazydog tobeornottobe
    iloveyouforever iloveyousomuch iloveyoubaby trustnoone letmeinplease openthedoor allyourbasearebelongtous
    wearethechampions welcometothejungle stairwaytoheaven hotelcalifornia bohemianrhapsody letitbe heyjude imagine
    yesterday illbeback hastalavista houstonwehaveaproblem elementarymydearwatson theshowmustgoon carpediem
    onceuponatime happyeverafter loremipsum loremipsumdolorsitamet helloworld mypasswordis thisismypassword
    passwordpassword ilovemyfamily ilovemywife ilovemyhusband ilovemydog ilovemycat inthenameofthefather
    ourfatherwhoartinheaven jesuslovesme godisgood godislove ichliebedich jetaime teamo tiamo nevergonnagiveyouup
    winteriscoming valarmorghulis livelongandprosper beammeupscotty speakfriendandenter mellon youshallnotpass
    onering onedoesnotsimply makeamericagreatagain yeswecan keepcalmandcarryon timeismoney knowledgeispower
    practicemakesperfect firstdonoharm primumnonnocere anappleaday anappleadaykeepsthedoctoraway
    """)
}

extension String {
  /// Without the digits and signs at its end, which count up from one passphrase to the next.
  fileprivate var trimmingDigits: Substring {
    let end = lastIndex(where: \.isLetter).map { index(after: $0) } ?? startIndex
    return self[..<end]
  }
}
