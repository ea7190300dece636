"""Pages of the quizzes, one module for each kind."""
