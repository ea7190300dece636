// The figure "reverse-film".
