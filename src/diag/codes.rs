//! The codes of the problems that Kōhyō reports: stable names, each with its severity.

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// 誤り: nothing is published until it is mended.
    Error,
    /// 注意: a person should look; publishing goes on.
    Warning,
}

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident, $doc:literal;)*) => {
        /// A kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $doc] $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name, as printed in brackets and in JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Error or warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    NotUtf8 = "not-utf8", Error, "The file is in another encoding.";
    ControlChar = "control-char", Error, "A control, zero-width, bidirectional or private-use character.";
    LookAlike = "look-alike", Error, "A character that cannot be told from another by its look.";
    UnreadableFile = "unreadable-file", Error, "A name in the content folder that cannot or must not be opened.";
    UnknownFile = "unknown-file", Warning, "A name in the content folder that no program knows.";
    TooLong = "too-long", Error, "The file is larger than any sheet.";
    TooMany = "too-many", Error, "A list longer than a sheet can hold.";
    TooDeep = "too-deep", Error, "The file nests deeper than any sheet.";
    WideIndent = "wide-indent", Error, "A line is indented with U+3000.";
    TabIndent = "tab-indent", Error, "A line is indented with a tab.";
    WideColon = "wide-colon", Error, "A full-width colon after a key.";
    YamlSyntax = "yaml-syntax", Error, "Not YAML for another reason.";
    Alias = "alias", Error, "A YAML anchor, alias, tag, or merge key.";
    ManyDocuments = "many-documents", Error, "More than one YAML document in a file.";
    DuplicateKey = "duplicate-key", Error, "A key is written twice.";
    UnknownKey = "unknown-key", Error, "A key that the form does not have.";
    MissingItem = "missing-item", Error, "A required item is not there.";
    NotFilledIn = "not-filled-in", Error, "A sheet that is no draft has something that is not written yet.";
    MissingReason = "missing-reason", Error, "A blank without a reason.";
    WrongType = "wrong-type", Error, "A list where a text is wanted, and the like.";
    WideDigits = "wide-digits", Error, "Full-width digits in a figure.";
    BadNumber = "bad-number", Error, "Not a number and not a reason.";
    BadChoice = "bad-choice", Error, "Not one of the words to choose from.";
    BadYear = "bad-year", Error, "A fiscal year that cannot be read.";
    BadDate = "bad-date", Error, "A date that cannot be read or never was.";
    BadCode = "bad-code", Error, "A code that cannot be part of an address.";
    BadAddress = "bad-address", Error, "An address that is none on the web.";
    BadLgCode = "bad-lg-code", Error, "A code that no municipality has (全国地方公共団体コード).";
    MissingFile = "missing-file", Error, "A file that every site needs is not there.";
    MisplacedFile = "misplaced-file", Error, "A file lies where Kōhyō does not look, or under another name.";
    DuplicateCode = "duplicate-code", Error, "Two sheets of the same code.";
    DuplicateName = "duplicate-name", Error, "Two things of one kind that are called the same, or one year given twice.";
    DanglingReference = "dangling-reference", Error, "A code that no sheet has.";
    DeadLink = "dead-link", Error, "A link of the prose that leads to no file of the site.";
    ForeignProject = "foreign-project", Error, "A project whose code does not belong to its policy.";
    WeightSum = "weight-sum", Warning, "Weights that do not sum to 100.";
    RoleSum = "role-sum", Warning, "Role shares that do not sum to 100.";
    SurveySum = "survey-sum", Warning, "Answers of a survey that do not sum to 100 or to the respondents.";
    ShareDiffers = "share-differs", Warning, "A stated share of the city that its formula does not give.";
    RateDiffers = "rate-differs", Warning, "A stated rate that its method does not give.";
    KpiSum = "kpi-sum", Warning, "KPI increments that do not sum to the total.";
    OutOfRange = "out-of-range", Error, "A figure that cannot be: a share beyond a whole, people in fractions.";
    WrongFactor = "wrong-factor", Error, "A factor that does not convert the one unit into the other.";
    FallingTotal = "falling-total", Warning, "A total up to a year that is less than the one before.";
    YearsConflict = "years-conflict", Warning, "Two years that contradict each other: a final target in the past.";
    BaseDiffers = "base-differs", Warning, "A base and the actual of its year that are not the same.";
    SameAsLastYear = "same-as-last-year", Warning, "What is written anew every year says what it said last year.";
    OtherYear = "other-year", Warning, "A title or source that names another year than its sheet.";
    FutureActual = "future-actual", Error, "An actual in a year that has not been.";
    CorrectionDiffers = "correction-differs", Error, "A correction that says another figure than the sheet.";
    WideCorrection = "wide-correction", Warning, "Full-width digits in a correction, which takes them as words.";
    FutureCorrection = "future-correction", Error, "A correction dated after the reference date.";
    RevisionDiffers = "revision-differs", Error, "A revised target that does not lead to the next one, or to the plan of the sheet.";
    UnknownYear = "unknown-year", Error, "A fiscal year outside what the sheet can state.";
    YearJump = "year-jump", Warning, "A figure half as large again, or less than half, within a year.";
    AgainstDirection = "against-direction", Warning, "A plan that goes against the preferred direction.";
    MethodMismatch = "method-mismatch", Warning, "A method of comparison that misjudges its data.";
    BoundsCrossed = "bounds-crossed", Error, "A lower bound above the upper one.";
    ReviewDiffers = "review-differs", Error, "A review and its plan state different actuals.";
    GradeRule = "grade-rule", Error, "Words of the city that cannot be told apart, or grades that leave a gap.";
    FutureDate = "future-date", Error, "A day after the date the content stands for.";
    EarlyAsOf = "early-as-of", Warning, "The content stands for a day before its figures could be known.";
    DateOrder = "date-order", Error, "A review that was published before it was held.";
    EarlyReview = "early-review", Warning, "A review held before its fiscal year ended.";
    UnusedAnswer = "unused-answer", Warning, "An answer to a warning that is not there, or to several.";
    DuplicateNumber = "duplicate-number", Error, "Two parts of a handout have one number.";
    NothingChosen = "nothing-chosen", Error, "A handout, or a part of it, that would hold nothing.";
    UnrecordedChange = "unrecorded-change", Warning, "A published figure or text that changed without a word of it.";
    BadForm = "bad-form", Error, "A declaration of a form that contradicts itself.";
    FormSum = "form-sum", Error, "A sum of a form that cannot be read, or names what is not there.";
    RowWidth = "row-width", Error, "A row of a table with more or fewer values than columns.";
    CsvDecimals = "csv-decimals", Warning, "A row of a CSV file with decimals of different length.";
    SumDiffers = "sum-differs", Warning, "A stated sum that its parts do not give.";
    ZeroOfBlanks = "zero-of-blanks", Warning, "A stated 0 of parts that are all blank.";
    RateAlone = "rate-alone", Warning, "A stated rate without the figures that it is made of.";
    GradeDiffers = "grade-differs", Warning, "A stated grade that the rule of the form does not give.";
    HiddenPart = "hidden-part", Error, "What is not published could be worked out from what is, or shows in it.";
    YearTwice = "year-twice", Warning, "A name that says the year which is put before it.";
    EraRange = "era-range", Warning, "A year or date after its era ended.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
