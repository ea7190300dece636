"""How alike students' programs are: a report for an instructor to look into, never a verdict."""
