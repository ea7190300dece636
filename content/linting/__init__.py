"""What a question bank gives away to somebody who never read the lesson, and what it leaves a student without."""
