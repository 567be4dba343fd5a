//! Content files known to the program itself: one type per file, whose keys are the words people write; and the items
//! of every sheet other than its sections. All items are optional here, because missing ones have been reported
//! before; `required` in the schema says what must be there.

mod answer;
mod city;
mod correction;
mod doubt;
mod every;
mod grading;
mod handout;

pub use answer::{Answer, CodeWord};
pub use city::{Announcement, City, CityBody, SiteText};
pub use correction::Correction;
pub use doubt::Doubt;
pub use every::EverySheet;
pub use grading::{GradeBasis, GradeExempt, GradeStep, Grading, RateRounding};
pub use handout::{Filter, Handout, Levels, Part as HandoutPart, Term};
