//! The codes of the problems that Kōhyō reports: stable names, each with its severity.

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// 誤り: blocks publishing until it is corrected.
    Error,
    /// 注意: a person should look; does not block publishing.
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
    LookAlike = "look-alike", Error, "A character that looks like another one.";
    UnreadableFile = "unreadable-file", Error, "A name in the content folder that cannot or must not be opened.";
    UnknownFile = "unknown-file", Warning, "An unknown name in the content folder.";
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
    WrongType = "wrong-type", Error, "A value of the wrong type, such as a list in place of a text.";
    WideDigits = "wide-digits", Error, "Full-width digits in a figure.";
    BadNumber = "bad-number", Error, "Not a number and not a reason.";
    BadChoice = "bad-choice", Error, "Not one of the words to choose from.";
    BadYear = "bad-year", Error, "A fiscal year that cannot be read.";
    BadDate = "bad-date", Error, "A date that cannot be read or does not exist.";
    BadCode = "bad-code", Error, "A code that cannot be part of an address.";
    BadAddress = "bad-address", Error, "A text that is no web address.";
    BadLgCode = "bad-lg-code", Error, "A code that no municipality has (全国地方公共団体コード).";
    MissingFile = "missing-file", Error, "A required file is missing.";
    MisplacedFile = "misplaced-file", Error, "A file lies where Kōhyō does not look, or under another name.";
    DuplicateCode = "duplicate-code", Error, "Two sheets with the same code.";
    DuplicateName = "duplicate-name", Error, "Two things of one kind with the same name, or a year given twice.";
    DanglingReference = "dangling-reference", Error, "A code that no sheet has.";
    DeadLink = "dead-link", Error, "A link in prose to a file that the site does not have.";
    ForeignProject = "foreign-project", Error, "A project whose code does not belong to its policy.";
    WeightSum = "weight-sum", Warning, "Weights that do not sum to 100.";
    RoleSum = "role-sum", Warning, "Role shares that do not sum to 100.";
    SurveySum = "survey-sum", Warning, "Answers of a survey that do not sum to 100 or to the respondents.";
    ShareDiffers = "share-differs", Warning, "A stated share that differs from its formula.";
    RateDiffers = "rate-differs", Warning, "A stated rate that differs from its method.";
    KpiSum = "kpi-sum", Warning, "KPI increments that do not sum to the total.";
    OutOfRange = "out-of-range", Error, "An impossible figure: a share above the whole, a fraction of a person.";
    WrongFactor = "wrong-factor", Error, "A factor that does not convert one unit into the other.";
    FallingTotal = "falling-total", Warning, "A cumulative total below the one before.";
    YearsConflict = "years-conflict", Warning, "Two years that contradict each other: a final target in the past.";
    BaseDiffers = "base-differs", Warning, "A base that differs from the actual of its year.";
    SameAsLastYear = "same-as-last-year", Warning, "A text to be rewritten every year is identical to last year's.";
    OtherYear = "other-year", Warning, "A title or source that names another year than its sheet's.";
    FutureActual = "future-actual", Error, "An actual for a year that is not over.";
    CorrectionDiffers = "correction-differs", Error, "A correction whose figure is not that of the sheet.";
    WideCorrection = "wide-correction", Warning, "Full-width digits in a correction, which takes them as text.";
    FutureCorrection = "future-correction", Error, "A correction dated after the reference date.";
    RevisionDiffers = "revision-differs", Error, "A revised target that is neither the next revision nor the target of the sheet.";
    UnknownYear = "unknown-year", Error, "A fiscal year outside what the sheet can state.";
    YearJump = "year-jump", Warning, "A figure half as large again, or less than half, within a year.";
    AgainstDirection = "against-direction", Warning, "A plan that goes against the preferred direction.";
    MethodMismatch = "method-mismatch", Warning, "A method of comparison that misjudges its data.";
    BoundsCrossed = "bounds-crossed", Error, "A lower bound above the upper one.";
    ReviewDiffers = "review-differs", Error, "A review and its plan state different actuals.";
    GradeRule = "grade-rule", Error, "Ambiguous words of the city, or grades that leave a gap.";
    FutureDate = "future-date", Error, "A day after the reference date.";
    EarlyAsOf = "early-as-of", Warning, "A reference date before the figures could be known.";
    DateOrder = "date-order", Error, "A review that was published before it was held.";
    EarlyReview = "early-review", Warning, "A review held before its fiscal year ended.";
    UnusedAnswer = "unused-answer", Warning, "An answer that matches no warning, or several.";
    DuplicateNumber = "duplicate-number", Error, "Two parts of a handout with the same number.";
    NothingChosen = "nothing-chosen", Error, "A handout, or a part of it, without contents.";
    UnrecordedChange = "unrecorded-change", Warning, "A published figure or text that changed without a record.";
    BadForm = "bad-form", Error, "A declaration of a form that contradicts itself.";
    FormSum = "form-sum", Error, "A sum of a form that cannot be read, or names something unknown.";
    RowWidth = "row-width", Error, "A row of a table with more or fewer values than columns.";
    CsvDecimals = "csv-decimals", Warning, "A row of a CSV file with decimals of different length.";
    SumDiffers = "sum-differs", Warning, "A stated sum that differs from its parts.";
    ZeroOfBlanks = "zero-of-blanks", Warning, "A stated 0 whose parts are all blank.";
    RateAlone = "rate-alone", Warning, "A stated rate without the figures it is computed from.";
    GradeDiffers = "grade-differs", Warning, "A stated grade that differs from the rule of the form.";
    HiddenPart = "hidden-part", Error, "Something unpublished follows from, or shows in, what is published.";
    YearTwice = "year-twice", Warning, "A name that repeats the year put before it.";
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
