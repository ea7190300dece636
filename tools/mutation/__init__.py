"""Small mistakes made on purpose in right programs, to see whether the judge notices each of them."""
