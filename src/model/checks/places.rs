//! Files, years and codes of the whole content.

use crate::diag::{Diags, messages};
use crate::model::checks::context::Context;
use crate::sheet::schema::{Form, required};
use crate::sheet::value::{LgCode, Text};
use crate::yaml::lg_code;

pub(super) fn city_is_there(context: &Context<'_>, diags: &mut Diags) {
    if context.sheets.city.is_none() && !context.sheets.is_unread(Form::City, "city") {
        let schema = Form::City.schema();
        diags.push(messages::missing_file("city.yaml", "自治体とサイト", &required(&schema), None));
    }
}

/// Reports codes that no municipality has, unless the name says that it is an example.
pub(super) fn code_of_the_city_is_real(context: &Context<'_>, diags: &mut Diags) {
    let body = context.sheets.city.as_ref().and_then(|city| city.data.body.as_ref());
    let Some((LgCode(code), Text(name))) =
        body.and_then(|body| body.code.as_ref().zip(body.name.as_ref()))
    else {
        return;
    };
    if lg_code::is_invented(&code.text) && !name.text.contains("見本") {
        diags.push(messages::invented_lg_code(code.span.clone(), &code.text));
    }
}
