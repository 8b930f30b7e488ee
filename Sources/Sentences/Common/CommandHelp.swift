/// What the help of a command says beside its options, where that needs more than a line.
package enum CommandHelp {
  /// Of `add`.
  package static let add = """
    Without --case each slide becomes a case named after its file. With --case all slides belong to that case. A \
    manifest is a CSV file with the columns case, slide, mpp, barcode, received, patient, age, grade, tumour_size_mm, \
    positive_nodes, ki67, er, her2, menopausal, note, and those that only comparators ask for (see the command \
    comparators); a case on several rows has several slides, and slide paths are relative to the manifest.
    """

  /// Of `compare`.
  package static let compare = """
    NPI, CTS5, MINDACT clinical risk, Magee equations 1 to 3, IHC4, PREDICT Breast v2.2 and v3.2, of the clinical \
    variables alone: none of them is blended into the model's call. Each has a value, or the reasons for none.
    """

  /// Of `comparators`.
  package static let comparators = """
    One row a patient, with the clinical columns of a manifest: age, grade, tumour_size_mm, positive_nodes, ki67, \
    er, her2, menopausal, pr, er_h_score, pr_h_score, pr_percent, nottingham_score, detection (screening, symptoms), \
    smoker, radiotherapy, trastuzumab, bisphosphonates (yes, no), chemotherapy (none, 2, 3: its generation), \
    hormone_therapy (none, 5, 10: its years), heart_dose_gy. A column patient, or case, names the patients. The \
    answer says which columns were used and which are unknown.
    """

  /// Of `encode`.
  package static let encode = """
    With one slide, --out is a file: .safetensors, or .h5 in the layout that --layout names. With several, or with \
    --cohort, a folder of one file a slide. With --tiles, a file of pixels instead of slides: the tensor `tiles`, U8 \
    [n, side, side, 3]; the tensor `features` is written.
    """

  /// Of `evaluate`.
  package static let evaluate = """
    One of three is evaluated: a column of a table (--table --score), a model that `fit --json` made elsewhere \
    (--table --model), a bundle on the feature files of a cohort (--bundle --cohort --features). --clinical names \
    what a score is compared with. Scores inside 0 to 1 are taken for probabilities of the event by the horizon, \
    unless --no-probability is given; others become probabilities by a Cox model of the score in the same patients.

      coverslip evaluate --table t.csv --time time --event event --score risk --clinical age/10,nodes \\
        --horizon 5 --threshold 0.4 --bootstrap 1000 --seed 1 --report report
    """

  /// Of `fit`.
  package static let fit = """
    Covariates are columns of the table and simple terms: age/10, log(x), exp(-0.12*nodes), grade==3, pmin(x,19), \
    rcs(x,0,1,9) for a restricted cubic spline with these knots. A term is arithmetic and gives one column, not a \
    formula of R: a*b is the product alone. Rows that lack a value are left out and counted.

      coverslip fit --table cohort.csv --time time --event event --covariates 'age/10,nodes' --json > fit.json
      coverslip evaluate --table other.csv --time time --event event --model fit.json
    """

  /// Of `render`.
  package static let render = """
    Block characters are UTF-8 with 24-bit colour, also into a file or a pipe; NO_COLOR and --color say otherwise. \
    --region is shown whole, or at --magnification in as many cells or pixels as that takes; without a region \
    --center says what is in the middle. With --grid a slide that cannot be read says why in its place, and the exit \
    code is not 0.

      coverslip render slide.svs --magnification 20x --center 12000,8000 --out field.png
      coverslip render --grid *.svs --width 160
    """

  /// Of `export`.
  package static let export = """
    A row for each case that passes --cases, as queue --filter takes it; default: all. What is not known, or is \
    withheld of a case that is read blinded, is empty. No patient is named. A text that a spreadsheet would compute \
    has an apostrophe before it.

      coverslip export --cases 'status:signed received>=2026-01-01' --out cases.csv
    """

  /// Of `regions`.
  package static let regions = """
    Bookmarks, lengths, counts of nuclei and regions on a slide of the case, as QuPath writes and reads them: \
    coordinates are px of level 0 from the corner of what QuPath shows, or with --origin level0 from that of the \
    slide. Without --import they are written; with it, those of a file become marks of --reviewer: points are \
    bookmarks, lines are measured, pieces are regions, tiles are left out. They are in no ledger.

      coverslip regions 26-1234 --out marks.geojson
      coverslip regions 26-1234 --import annotations.geojson
    """

  /// Of `orders`.
  package static let orders = """
    Messages of HL7 v2, OML^O21, one per file *.hl7, are taken whole or not at all, and each is answered by an ORL^O22 \
    in --answers. A message that comes again is answered as before, and nothing is done twice. Files that were \
    answered are put into the folders taken and refused within. A case is registered once all slides that its order \
    names are in --slides; until then the order is awaited: --list tells those.

      coverslip orders /share/orders --slides /share/slides
      coverslip orders --list
    """

  /// Of `report`.
  package static let report = """
    pdf and html are the report that a laboratory files; the other formats are for other systems. A report has the \
    seal of the case's last signature, and its proof, CASE.pdf.tlog-proof, lies beside it. The case's own name stands \
    for the patient unless --identities asks for more. A file of the same name is replaced; a slide, a casebook and \
    what lies beside it never.

      coverslip report 26-1234                      26-1234.pdf and 26-1234.pdf.tlog-proof
      coverslip report 26-1234 --format fhir --out results
    """

  /// Of `label`.
  package static let label = """
    The text that a slide's file holds of its label is held against the manifest's column barcode, or against the \
    pattern in the file CASEBOOK.laboratory.toml; where neither says anything it is not checked. A mismatch is \
    resolved before a call is signed: --resolve with label-misread, label-wrong or expectation-wrong, and the \
    passphrase of --reviewer. Where it is another case's slide, reject the case with the reason wrong-slide.
    """

  /// Of `model make`.
  package static let makeModel = """
    --clinical names a bundle, or a TOML file with the section [combined]: how a slide score and clinical \
    variables become a probability. It must have been fitted on scores of the same networks, or the probabilities \
    mean nothing. Without --features the bundle cannot tell a case that is unlike its training, and every finding \
    says so.
    """

  /// Of `outcome`.
  package static let outcome = """
    Of a closed case it records what became of the patient: a signed entry of the ledger, which changes nothing that \
    was signed. Of several the last one counts; where it does not go on from the one before, --comment says why. The \
    follow-up is given in --days from where the model's cohort counts, mostly the surgery, or by its last day, --on, \
    counted from the day on which the case was received. More days than the patient has lived are refused.

      coverslip outcome 26-1234 --event free-of-relapse --days 1900 --source follow-up-visit --reviewer "Ann Rey"
    """

  /// Of `stats`.
  package static let stats = """
    A casebook that has reviewers asks who wants to know, and for their passphrase: quality is told of all readers, \
    readers of themselves, engineers of nobody; a casebook without reviewers asks nobody. --csv is one row for each \
    signature, from which the figures can be computed again. Limits are 95 %. No figure says that a model or a reader \
    is right: only outcomes do.

      coverslip stats --reviewer "Ann Rey"
      coverslip stats --reviewer Quality --cases "status:signed" --json --passphrase-fd 3 3<FILE
    """

  /// Of `protocol`.
  package static let readingProtocol = """
    Without a code it tells. To set it is for one who may admit reviewers, with their passphrase. Of a case that is \
    read blinded, or by two, no command tells anything of the model before it is closed, and the workstation tells \
    its reader nothing before their first call.
    """

  /// Of `score --max-tiles`.
  package static let maxTiles =
    "The most tiles per case: some of all parts of the tissue, then more where the model looks; the finding says so."

  /// Of `score --features`.
  package static let caseFeatures = """
    Feature files of one case, one per slide, instead of its slides' pixels: safetensors, or .h5 of CLAM, TRIDENT, \
    STAMP.
    """

  /// Of `train`.
  package static let train = """
    The cohort is a table with the columns patient, slide, time and event, or others that --patient, --slide, --time \
    and --event name, and the clinical columns of a manifest; a patient on several rows has several slides. The \
    features of a slide are in a file named after the slide, or after its patient as `encode --cohort` writes it. \
    --encoder-name and --feature-width train on features of an encoder whose weights are not here. Patients, never \
    slides, are cut in folds. Of each fold the recipe is chosen and the networks are trained on the others; on the \
    scores of networks that never saw a patient rest the Cox models, the calibration and the threshold. --test \
    evaluates the bundle on another cohort and writes the figures into its card.

    Finished pieces are kept in OUT.partial: the same command, after it was stopped, goes on from there to the same \
    bytes.
    """

  /// Of `reviewer add`.
  package static let addReviewer = """
    The first reviewer of a casebook admits themself; all others are admitted by one who may, with their \
    passphrase. With --passphrase-fd the first line is the new passphrase, the second that of whoever admits.
    """

  /// Of `repeat`.
  package static let repeatReading = """
    How well a reader repeats their own calls, after the design of the College of American Pathologists: at least 60 \
    cases, read again after at least 14 days. It validates neither a viewer nor a model.

    repeat plan tells which cases, and from when on; repeat CASE --call high|low|unsure keeps a call that was given \
    without looking up the first one, signed; repeat result tells the share of equal calls, with its limits, and how \
    many cases are missing. review --repeat reads the cases that are due at the workstation: what was said of them is \
    withheld there. A case is repeated once, by a reader who has read it, and stays signed as it is.
    """
}
