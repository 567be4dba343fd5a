//! Tree of nodes -> typed sheet, through serde. The tree has been checked and pruned, so decoding fails only when
//! checks and types disagree.

use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::sheet::value::AT;
use crate::terms::place::Span;
use crate::yaml::node::{Key, Kind, Node};

/// Decodes a checked tree.
///
/// # Errors
/// When a node does not fit the type: a gap between `schema` and the types, not a mistake in the content.
pub fn decode<'de, T: Deserialize<'de>>(node: &'de Node) -> Result<T, Error> {
    T::deserialize(node)
}

/// The four parts of an `At`.
struct Place<'a> {
    span: &'a Span,
    text: &'a str,
    part: u8,
}

impl<'de> SeqAccess<'de> for Place<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.part += 1;
        let number =
            |n: usize| -> de::value::U64Deserializer<Error> { (n as u64).into_deserializer() };
        let file: de::value::U32Deserializer<Error> = self.span.file.0.into_deserializer();
        match self.part {
            1 => seed.deserialize(file).map(Some),
            2 => seed.deserialize(number(self.span.start())).map(Some),
            3 => seed.deserialize(number(self.span.end())).map(Some),
            4 => {
                seed.deserialize(IntoDeserializer::<Error>::into_deserializer(self.text)).map(Some)
            }
            _ => Ok(None),
        }
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.kind {
            Kind::Scalar { text, .. } => visitor.visit_str(text),
            Kind::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Kind::Map(entries) => visitor
                .visit_map(MapDeserializer::new(entries.iter().map(|(key, value)| (key, value)))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match (&self.kind, name) {
            (Kind::Scalar { text, .. }, AT) => {
                visitor.visit_seq(Place { span: &self.span, text, part: 0 })
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> IntoDeserializer<'de, Error> for &'de Key {
    type Deserializer = KeyDeserializer<'de>;

    fn into_deserializer(self) -> KeyDeserializer<'de> {
        KeyDeserializer(self)
    }
}

/// A key: a name for structs, a text with its place for keyed lists.
pub struct KeyDeserializer<'de>(&'de Key);

impl<'de> Deserializer<'de> for KeyDeserializer<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(&self.0.text)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == AT {
            visitor.visit_seq(Place { span: &self.0.span, text: &self.0.text, part: 0 })
        } else {
            self.deserialize_any(visitor)
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
