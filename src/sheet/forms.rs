//! What the program itself knows of content files: one type a file, its keys the words people write; and what every
//! sheet says besides its sections. Every item is optional here, because what is missing has been reported before; `required` in the schema
//! says what must be there.

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
