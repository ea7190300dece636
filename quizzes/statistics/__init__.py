"""What a class's results say about the questions, the exercises and what students believe."""
