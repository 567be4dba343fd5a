//! A chart's print SVG -> a PNG, for systems that do not take SVG. Knows nothing but the fonts.

use std::fmt;
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::print::FontFile;

/// Pixels per unit of the drawing, so that words stay sharp on a high-resolution screen.
const SCALE: f32 = 2.0;

/// Why the conversion failed: message of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RasterError(pub String);

impl fmt::Display for RasterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RasterError {}

/// Converts with one set of fonts, ignoring those of the system.
#[derive(Debug, Clone)]
pub struct Raster {
    fonts: Arc<fontdb::Database>,
}

impl Raster {
    /// Takes the fonts of the print forms.
    #[must_use]
    pub fn new(fonts: &[FontFile]) -> Self {
        let mut database = fontdb::Database::new();
        for FontFile { name: _, data } in fonts {
            database.load_font_data(data.clone());
        }
        Self { fonts: Arc::new(database) }
    }

    /// Converts `svg` to a PNG on white.
    ///
    /// # Errors
    /// When the SVG cannot be read, or has no size.
    pub fn png(&self, svg: &str) -> Result<Vec<u8>, RasterError> {
        let options = Options { fontdb: Arc::clone(&self.fonts), ..Options::default() };
        let tree = Tree::from_str(svg, &options).map_err(|error| RasterError(error.to_string()))?;
        let size = tree
            .size()
            .to_int_size()
            .scale_by(SCALE)
            .ok_or_else(|| RasterError("the drawing has no size".to_owned()))?;
        let mut pixels = Pixmap::new(size.width(), size.height())
            .ok_or_else(|| RasterError("the drawing is too large".to_owned()))?;
        pixels.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| RasterError(error.to_string()))
    }
}
