//! The forms as written: one type a file, its keys the words of the paper form.
//! Every item is optional here, because what is missing has been reported before; `required` in the schema
//! says what must be there.

mod answer;
mod change;
mod city;
mod correction;
mod doubt;
mod evaluation;
mod every;
mod grading;
mod handout;
mod later;
mod plan;
mod review;
mod shared;
mod sheets;

pub use answer::{Answer, CodeWord};
pub use change::{Break, Revision};
pub use city::{Announcement, City, CityBody, SiteText};
pub use correction::Correction;
pub use doubt::Doubt;
pub use evaluation::{Evaluation, LEVELS, LevelNames, YearForms};
pub use every::EverySheet;
pub use grading::{GradeBasis, GradeExempt, GradeStep, Grading, RateRounding};
pub use handout::{Filter, Handout, OfLevel, Part as HandoutPart, Term};
pub use later::{
    Headed, Measure, PolicyH29, PolicyLater, ProjectLater, RoleLine, Survey, SurveyAnswer,
};
pub use plan::{Cost, Kpi, Period, Plan, PlanId, PlanProject, Section};
pub use review::{EffectGrade, NextStep, Opinion, Review, ReviewBody, ReviewKpi, ReviewToCome};
pub use shared::{
    Base, CodeName, Conversion, Indicator, Part, Person, PersonOrReason, Purpose, Reading,
};
pub use sheets::{ComparedCity, Comparison, Findings, Parties, Policy, Project, Role};
