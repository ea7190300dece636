"""Content in the formats of other programs, and everything back out: the files of a site as an author wrote them."""
