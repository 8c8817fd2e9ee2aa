"""Pictures drawn as SVG when the site is built: no library in the page."""
