"""Parts of the pages of maps inside other pages: what a directive asks for, and the HTML of it."""
