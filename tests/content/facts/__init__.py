"""The numbers that lessons and banks may state: one module for each, named after its slug.

LESSON and BANK are the values written with decimals, computed or an input of the text's own. MENTIONED lists computed
whole numbers that the lesson has to name. ANSWERS maps the id of a numeric question to the right value and to those
that the mistakes named in its explanation lead to.
"""
