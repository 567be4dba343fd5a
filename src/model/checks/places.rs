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

/// Reports a code and an address that only examples have, unless the name says that it is one.
pub(super) fn city_is_real(context: &Context<'_>, diags: &mut Diags) {
    let body = context.sheets.city.as_ref().and_then(|city| city.data.body.as_ref());
    let Some((body, Text(name))) = body.and_then(|body| Some((body, body.name.as_ref()?))) else {
        return;
    };
    if name.text.contains("見本") {
        return;
    }
    if let Some(LgCode(code)) = &body.code
        && lg_code::is_invented(&code.text)
    {
        diags.push(messages::invented_lg_code(code.span.clone(), &code.text));
    }
    if let Some(home) = &body.home
        && INVENTED.iter().any(|host| home.0.text.contains(host))
    {
        diags.push(messages::invented_home(home.0.span.clone(), &home.0.text));
    }
}

/// What the addresses of examples have (RFC 2606; the last as the examples of this program do).
const INVENTED: [&str; 4] = ["example.jp", "example.com", "example.org", "example.lg.jp"];
